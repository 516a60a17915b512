import BilingualModel
import Corpus
import SentenceAlignment

/// A pair of documents with gold beads, and all features of all beads near the gold path, computed once.
struct TrainingPair {
  let name: String
  /// What the pair counts for in training.
  let weight: Double
  /// The gold beads, for scoring.
  let gold: Set<Bead>
  private let germanNulls: Set<Range<Int>>
  private let englishNulls: Set<Range<Int>>
  private let evidence: BeadEvidence
  private let band: Band
  private let types: [BeadType]
  /// The features of each point and type, point-major.
  private let features: [FeatureVector]
  /// Whether a path through the gold may hold the bead of each point and type, point-major.
  private let isAllowed: [Bool]

  /// Makes a pair from its sentences' profiles.
  ///
  /// Gold beads of a type that is not in `types`, and gold that is not contiguous, leave a rectangle in which every path is allowed: there
  /// the chain is free to choose, as with a hidden variable.
  /// - Throws: a `Diagnostic` when no path of the types fits the gold.
  init(
    name: String, weight: Double, _ pair: ProfiledPair, gold: [Bead], types: [BeadType], halfWidth: Int
  ) throws {
    self.name = name
    self.weight = weight
    self.gold = Set(gold)
    germanNulls = Set(gold.filter(\.english.isEmpty).map(\.german))
    englishNulls = Set(gold.filter(\.german.isEmpty).map(\.english))
    self.types = types
    let rectangles = gold.filter { !types.contains($0.type) }
    let (germanCount, englishCount) = (gold.last?.german.upperBound ?? 0, gold.last?.english.upperBound ?? 0)
    var rows = [Range<Int>?](repeating: nil, count: germanCount + 1)
    for bead in gold {
      for row in bead.german.lowerBound...bead.german.upperBound {
        let (low, high) = (max(0, bead.english.lowerBound - halfWidth), bead.english.upperBound + halfWidth + 1)
        rows[row] = min(low, rows[row]?.lowerBound ?? low)..<max(high, rows[row]?.upperBound ?? high)
      }
    }
    band = Band(rows: rows.map { $0 ?? 0..<englishCount + 1 }, english: englishCount)
    evidence = BeadEvidence(pair, band: band, longestBead: types.reduce(1) { max($0, $1.german, $1.english) })
    let empty = SemiMarkovChain(
      band: band, types: types, scores: Array(repeating: -.infinity, count: band.count * types.count), transitions: ChainTransitions())
    var features = [FeatureVector](repeating: FeatureVector(), count: band.count * types.count)
    var isAllowed = [Bool](repeating: false, count: band.count * types.count)
    let (goldSet, evidence) = (self.gold, evidence)
    empty.forEachBead { source, _, type, g, e in
      let (ours, theirs) = (g..<g + types[type].german, e..<e + types[type].english)
      evidence.addFeatures(german: ours, english: theirs, to: &features[source * types.count + type])
      isAllowed[source * types.count + type] =
        goldSet.contains(Bead(german: ours, english: theirs))
        || rectangles.contains {
          $0.german.lowerBound <= ours.lowerBound && ours.upperBound <= $0.german.upperBound && $0.english.lowerBound <= theirs.lowerBound
            && theirs.upperBound <= $0.english.upperBound
        }
    }
    self.features = features
    self.isAllowed = isAllowed
    let held = SemiMarkovChain(
      band: band, types: types, scores: isAllowed.map { $0 ? 0 : -.infinity }, transitions: ChainTransitions())
    guard held.bestPath() != nil else {
      throw Diagnostic(
        .malformedInput, file: name, "no alignment of these bead types fits its beads", cure: "add the types 0-1, 1-0 and 1-1")
    }
  }

  /// Whether a bead is in the gold; nulls count wherever they stand among their neighbours.
  func isGold(_ bead: Bead) -> Bool {
    if bead.english.isEmpty { return germanNulls.contains(bead.german) }
    if bead.german.isEmpty { return englishNulls.contains(bead.english) }
    return gold.contains(Bead(german: bead.german, english: bead.english))
  }

  /// The log likelihood of the gold under some weights, and its gradient.
  func logLikelihood(_ weights: AlignerWeights) -> (value: Double, gradient: [Double]) {
    let scores = scores(weights)
    let free = SemiMarkovChain(band: band, types: types, scores: scores, transitions: weights.transitions)
    let held = SemiMarkovChain(
      band: band, types: types, scores: zip(scores, isAllowed).map { $1 ? $0 : -.infinity }, transitions: weights.transitions)
    let (all, right) = (Posteriors(free, forTraining: true), Posteriors(held, forTraining: true))
    var gradient = [Double](repeating: 0, count: AlignerWeights.parameterCount(types: types))
    add(right, of: held, to: &gradient, sign: 1)
    add(all, of: free, to: &gradient, sign: -1)
    return (right.logPartition - all.logPartition, gradient)
  }

  /// The best path under some weights, with confidences.
  func align(_ weights: AlignerWeights) -> [Bead] {
    let chain = SemiMarkovChain(band: band, types: types, scores: scores(weights), transitions: weights.transitions)
    return chain.bestPath(confidence: BeadMarginals(chain))
  }

  private func scores(_ weights: AlignerWeights) -> [Float] {
    let vector = weights.vector
    return features.indices.map { weights.biases[$0 % types.count] + features[$0].dot(vector) }
  }

  private func add(_ posteriors: Posteriors, of chain: SemiMarkovChain, to gradient: inout [Double], sign: Double) {
    let featureStart = types.count
    let chainStart = featureStart + Feature.allCases.count
    chain.forEachBead { source, destination, type, _, _ in
      let index = source * types.count + type
      guard chain.scores[index] > -.infinity else { return }
      let probability = posteriors.probability(source: source, destination: destination, type: type)
      guard probability > 1e-7 else { return }
      gradient[type] += sign * probability
      for feature in Feature.allCases {
        gradient[featureStart + feature.rawValue] += sign * probability * Double(features[index][feature])
      }
      let state = ChainState(after: types[type])
      guard state != .matched else { return }
      gradient[chainStart] += sign * posteriors.probability(source: source, destination: destination, type: type, after: state)
      if state == .englishNull {
        gradient[chainStart + 1] += sign * posteriors.probability(source: source, destination: destination, type: type, after: .germanNull)
      }
    }
  }
}

extension AlignerWeights {
  static func parameterCount(types: [BeadType]) -> Int { types.count + Feature.allCases.count + 2 }

  /// All parameters in one row: biases, weights, null-run, null-switch.
  var parameters: [Double] {
    get { (biases + weights + [nullRun, nullSwitch]).map(Double.init) }
    set {
      let values = newValue.map { Float($0) }
      biases = Array(values.prefix(types.count))
      weights = Array(values.dropFirst(types.count).prefix(Feature.allCases.count))
      nullRun = values[values.count - 2]
      nullSwitch = values[values.count - 1]
    }
  }
}
