import Corpus

#if canImport(Glibc)
  import Glibc
#endif

/// The probabilities of a chain's beads, by forward–backward in log space.
package struct Posteriors: Sendable {
  private let chain: SemiMarkovChain
  /// At each point, by the state about to be entered: the log sum over all paths from the start.
  private let leaving: [PerState]
  /// At each point, by the state just entered: the log sum over all paths from the start. Kept for training only.
  private let arrived: [PerState]
  /// At each point, by the state just entered: the log sum over all paths to the end.
  private let remaining: [PerState]
  /// The logarithm of the sum over all alignments of exp(score); −∞ when there is none.
  package let logPartition: Double

  /// Runs both passes; time and memory are linear in the band's points. Transitions can be asked for only of what is kept for training.
  package init(_ chain: SemiMarkovChain, forTraining: Bool = false) {
    let (types, band, states) = (chain.types, chain.band, chain.states)
    var leaving = [PerState](repeating: .impossible, count: band.count)
    var remaining = leaving
    var arrivals: [PerState] = []
    var final = PerState.impossible
    for german in band.rows.indices {
      for english in band.rows[german] {
        let point = band.offsets[german] + english - band.rows[german].lowerBound
        var arrived = PerState.impossible
        if point == 0 { arrived[.matched] = 0 }
        var matched = LogSum()
        for (type, shape) in types.enumerated() {
          guard let source = band.index(german - shape.german, english - shape.english) else { continue }
          let total = leaving[source][states[type]] + chain.score(source, type)
          if states[type] == .matched { matched.add(total) } else { arrived[states[type]] = total }
        }
        if point > 0 { arrived[.matched] = matched.value }
        leaving[point] = chain.transitions.leaving(arrived)
        if forTraining { arrivals.append(arrived) }
        if point == band.count - 1 { final = arrived }
      }
    }
    remaining[band.count - 1] = PerState(repeating: 0)
    for german in band.rows.indices.reversed() {
      for english in band.rows[german].reversed() {
        let point = band.offsets[german] + english - band.rows[german].lowerBound
        guard point < band.count - 1 else { continue }
        var next = PerState.impossible
        var matched = LogSum()
        for (type, shape) in types.enumerated() {
          guard let destination = band.index(german + shape.german, english + shape.english) else { continue }
          let total = remaining[destination][states[type]] + chain.score(point, type)
          if states[type] == .matched { matched.add(total) } else { next[states[type]] = total }
        }
        next[.matched] = matched.value
        remaining[point] = chain.transitions.entering(next)
      }
    }
    var sum = LogSum()
    for state in ChainState.allCases { sum.add(final[state]) }
    logPartition = sum.value
    self.chain = chain
    self.leaving = leaving
    self.arrived = arrivals
    self.remaining = remaining
  }

  /// The probability that an alignment holds the bead of a type (its index) between two points, 0…1.
  package func probability(source: Int, destination: Int, type: Int) -> Double {
    let state = chain.states[type]
    let score = leaving[source][state] + chain.score(source, type) + remaining[destination][state]
    return score > -.infinity ? min(1, exp(score - logPartition)) : 0
  }

  /// The probability that an alignment holds that bead right after a bead that left the chain in state `before`, 0…1.
  package func probability(source: Int, destination: Int, type: Int, after before: ChainState) -> Double {
    guard arrived.indices.contains(source) else { return 0 }
    let state = chain.states[type]
    let score = chain.score(source, type)
    let total = arrived[source][before] + chain.transitions[before, state] + score + remaining[destination][state]
    return total > -.infinity ? min(1, exp(total - logPartition)) : 0
  }
}
