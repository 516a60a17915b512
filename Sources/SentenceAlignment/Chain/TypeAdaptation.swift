#if canImport(Glibc)
  import Glibc
#endif

/// Fits the mix of bead types to the document at hand: a literary translation splits, joins and drops more than news does.
///
/// A few rounds of expectation–maximisation: the posteriors say how many beads of each type there are, a Dirichlet prior at the usual mix keeps small
/// documents near it, and each type gains the log of its share over the usual one.
package struct TypeAdaptation: Sendable {
  /// The usual share of each type, in the order of the chain's types; sums to 1.
  private let shares: [Float]
  /// How many beads the usual mix counts for.
  private let strength: Double
  private static let rounds = 3

  package init(shares: [Float], strength: Double = 60) {
    self.shares = shares
    self.strength = strength
  }

  /// The chain with the gains that fit it, and its marginals; `marginals` are those before.
  package func adapt(_ marginals: BeadMarginals) -> (SemiMarkovChain, BeadMarginals) {
    // Other gains move the path between neighbouring points only.
    var (chain, marginals) = (marginals.narrowed(), marginals)
    for _ in 0..<Self.rounds {
      let total = marginals.expected.reduce(strength, +)
      let gains = zip(shares, marginals.expected).map { share, expected in
        Float(log((expected + strength * Double(share)) / (total * Double(share))))
      }
      chain = chain.gaining(gains)
      marginals = BeadMarginals(chain)
    }
    return (chain, marginals)
  }
}
