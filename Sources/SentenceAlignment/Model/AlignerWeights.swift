import CEmbeddedData
import Corpus

/// What the aligner has learnt: a bias for each bead type, a weight for each feature, and the scores of runs of nulls.
///
/// The file is a line an entry, `bead 1-2 -3.21 0.05` with a bias and a share, `feature cognates 12.5` or `chain null-run 1.9`; `#` starts a comment.
/// The bead types that have a line are the types that alignments use. `tools/train-aligner` writes it.
package struct AlignerWeights: Hashable, Sendable {
  /// The bead types in use, in the order of `biases`.
  package var types: [BeadType] = []
  /// The bias of each type.
  package var biases: [Float] = []
  /// How much of all beads each type is in the training texts, above 0; all of them make about 1.
  package var shares: [Float] = []
  /// The weights by `Feature.rawValue`.
  package var weights = [Float](repeating: 0, count: Feature.allCases.count)
  /// What a null bead gains behind another one of its side.
  package var nullRun: Float = 0
  /// What an English null gains right behind a German one.
  package var nullSwitch: Float = 0

  /// No types, all weights zero.
  package init() {}

  /// Reads a weights file.
  package init(parsing text: String, file: String) throws {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fields = line.prefix { $0 != "#" }.split(separator: " ")
      guard !fields.isEmpty else { continue }
      func fail(_ message: String) -> Diagnostic { Diagnostic(.malformedInput, file: file, at: .line(index + 1), message) }
      guard fields.count >= 3, let value = Float(fields[2]), value.isFinite else { throw fail("an entry is a kind, a name and a number") }
      guard fields.count == (fields[0] == "bead" ? 4 : 3) else { throw fail("a bead has a bias and a share, other entries have a number") }
      switch (fields[0], fields[1]) {
      case ("bead", let shape):
        let counts = shape.split(separator: "-").compactMap { Int($0) }
        guard counts.count == 2, counts.allSatisfy((0...8).contains), counts != [0, 0] else { throw fail("'\(shape)' is no bead type") }
        guard let share = Float(fields[3]), share > 0, share <= 1 else { throw fail("a share is above 0 and at most 1") }
        types.append(BeadType(german: counts[0], english: counts[1]))
        biases.append(value)
        shares.append(share)
      case ("feature", let name):
        guard let feature = Feature.named[String(name)] else { throw fail("there is no feature '\(name)'") }
        weights[feature.rawValue] = value
      case ("chain", "null-run"): nullRun = value
      case ("chain", "null-switch"): nullSwitch = value
      default: throw fail("there is no entry '\(fields[0]) \(fields[1])'")
      }
    }
  }

  /// The file's text, entries only.
  package var text: String {
    let beads = types.indices.map { "bead \(types[$0]) \(biases[$0]) \(shares[$0])" }
    let features = Feature.allCases.map { "feature \($0.name) \(weights[$0.rawValue])" }
    return (beads + features + ["chain null-run \(nullRun)", "chain null-switch \(nullSwitch)"]).joined(separator: "\n") + "\n"
  }

  /// The scores between beads.
  package var transitions: ChainTransitions {
    var transitions = ChainTransitions()
    transitions[.germanNull, .germanNull] = Double(nullRun)
    transitions[.englishNull, .englishNull] = Double(nullRun)
    transitions[.germanNull, .englishNull] = Double(nullSwitch)
    return transitions
  }

  /// The weights in the order of a feature vector.
  package var vector: FeatureVector {
    var vector = FeatureVector()
    for feature in Feature.allCases { vector[feature] = weights[feature.rawValue] }
    return vector
  }

  /// The most sentences a bead has on one side.
  package var longestBead: Int { types.reduce(1) { max($0, $1.german, $1.english) } }
}

extension Feature {
  /// The name in the weights file.
  package var name: String { String(describing: self) }

  /// The features by their names.
  fileprivate static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}
