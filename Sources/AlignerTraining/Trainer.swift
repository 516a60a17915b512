import Corpus
import Dispatch
import SentenceAlignment
import Synchronization

/// Maximises the penalised log likelihood of the gold over all pairs by Rprop (Riedmiller and Braun, 1993; the variant without backtracking),
/// which needs no learning rate and does not mind features of different scale.
struct Trainer {
  let pairs: [TrainingPair]
  let penalty: Double

  func train(types: [BeadType], rounds: Int) -> AlignerWeights {
    var weights = AlignerWeights()
    weights.types = types
    weights.biases = types.map { $0.german == 1 && $0.english == 1 ? 0 : -3 }
    weights.shares = shares(of: types)
    var parameters = weights.parameters
    var steps = [Double](repeating: 0.1, count: parameters.count)
    var last = [Double](repeating: 0, count: parameters.count)
    let penalties = types.map { _ in penalty } + Feature.allCases.map { $0.isOfParagraphs ? penalty / 10 : penalty } + [penalty, penalty]
    for round in 0..<rounds {
      weights.parameters = parameters
      let (value, gradient) = objective(weights)
      if round % 10 == 0 || round == rounds - 1 { print("round \(round): log likelihood \(value)") }
      for index in parameters.indices {
        let slope = gradient[index] - 2 * penalties[index] * parameters[index]
        let turn = slope * last[index]
        steps[index] = turn > 0 ? min(steps[index] * 1.2, 2) : turn < 0 ? max(steps[index] * 0.5, 1e-5) : steps[index]
        last[index] = turn < 0 ? 0 : slope
        if last[index] != 0 { parameters[index] += slope > 0 ? steps[index] : -steps[index] }
      }
    }
    weights.parameters = parameters
    return weights
  }

  /// The shares of bead types, each group of files counting the same; sentences without a counterpart are beads of their own, as in alignments.
  private func shares(of types: [BeadType]) -> [Float] {
    var shares = types.map { _ in Self.leastShare }
    let groups = Dictionary(grouping: pairs, by: \.group).values
    for group in groups {
      var counts: [BeadType: Int] = [:]
      for bead in group.flatMap(\.gold) {
        let sentences = bead.german.count + bead.english.count
        if bead.german.isEmpty {
          counts[BeadType(german: 0, english: 1), default: 0] += sentences
        } else if bead.english.isEmpty {
          counts[BeadType(german: 1, english: 0), default: 0] += sentences
        } else {
          counts[bead.type, default: 0] += 1
        }
      }
      let all = max(counts.values.reduce(0, +), 1)
      for (index, type) in types.enumerated() { shares[index] += Double(counts[type, default: 0]) / Double(all * groups.count) }
    }
    let sum = shares.reduce(0, +)
    return shares.map { Float($0 / sum) }
  }

  /// What a type has that the texts lack.
  private static let leastShare = 5e-3

  private func objective(_ weights: AlignerWeights) -> (Double, [Double]) {
    let total = Mutex((value: 0.0, parts: [Int: [Double]]()))
    DispatchQueue.concurrentPerform(iterations: pairs.count) { index in
      let (value, gradient) = pairs[index].logLikelihood(weights)
      total.withLock {
        $0.value += value * pairs[index].weight
        $0.parts[index] = gradient
      }
    }
    // Summed in order, so that the result is the same in every run.
    return total.withLock { sum in
      var gradient = [Double](repeating: 0, count: weights.parameters.count)
      for index in pairs.indices {
        for (place, slope) in (sum.parts[index] ?? []).enumerated() { gradient[place] += slope * pairs[index].weight }
      }
      return (sum.value, gradient)
    }
  }
}

extension Feature {
  /// Paragraph breaks are put in at known rates, so that nothing about them is learnt by chance.
  fileprivate var isOfParagraphs: Bool {
    switch self {
    case .paragraphBoth, .paragraphOne, .paragraphInside, .nullParagraph: true
    default: false
    }
  }
}
