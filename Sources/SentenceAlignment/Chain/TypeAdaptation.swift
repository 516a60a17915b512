import Corpus

#if canImport(Glibc)
  import Glibc
#endif

/// Fits the biases of bead types to the document at hand.
///
/// Literature has three times as many beads of several sentences as news, and other nulls. The shares of bead types in the document are estimated from
/// the posteriors, those of the training texts being a prior of many beads (MAP), and each type's bias moves by the log of its share over that in
/// training; both are done again a few times. This is expectation–maximisation for a shift of class priors (Saerens, Latinne and Decaestecker,
/// "Adjusting the outputs of a classifier to new a priori probabilities", 2002).
struct TypeAdaptation {
  private static let rounds = 3
  /// The training texts count for so many beads, …
  private static let leastPrior = 200.0
  /// … or for so many times those of the document, if that is more: a document that is trusted further confirms its own mistakes.
  private static let leastPriorPerBead = 2.0

  /// The share of each type in the training texts; they sum to 1.
  private let shares: [Double]

  /// For the types of some weights.
  init(_ weights: AlignerWeights) {
    let sum = max(weights.shares.reduce(0, +), .leastNonzeroMagnitude)
    shares = weights.shares.map { Double($0 / sum) }
  }

  /// The chain with scores that fit the document.
  func adapted(_ chain: SemiMarkovChain) -> SemiMarkovChain {
    var adapted = chain
    for _ in 0..<Self.rounds { adapted = chain.raising(byType: gains(adapted)) }
    return adapted
  }

  /// What a bead of each type gains by the posteriors of a chain.
  private func gains(_ chain: SemiMarkovChain) -> [Float] {
    let posteriors = Posteriors(chain)
    var counts = [Double](repeating: 0, count: chain.types.count)
    chain.forEachBead { source, destination, type, _, _ in
      guard chain.score(source, type) > -.infinity else { return }
      counts[type] += posteriors.probability(source: source, destination: destination, type: type)
    }
    let count = counts.reduce(0, +)
    let prior = max(Self.leastPrior, Self.leastPriorPerBead * count)
    return zip(counts, shares).map { Float(log(($0 + prior * $1) / ((count + prior) * $1))) }
  }
}

extension SemiMarkovChain {
  /// The chain with a score added for each bead of a type.
  fileprivate func raising(byType gains: [Float]) -> SemiMarkovChain {
    var scores = scores
    for point in 0..<band.count {
      for (type, gain) in gains.enumerated() { scores[point * gains.count + type] += gain }
    }
    return SemiMarkovChain(band: band, types: types, scores: scores, transitions: transitions)
  }
}
