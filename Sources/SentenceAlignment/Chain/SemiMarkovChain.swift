import Corpus

/// A semi-Markov chain over beads: the score of an alignment is the sum of its beads' scores and of a transition score from each bead to the next.
///
/// The search is exact inside the band: the best path by Viterbi, the posteriors by forward–backward (`Posteriors`). Time and memory are linear
/// in the band's points. See Sarawagi and Cohen, "Semi-Markov conditional random fields" (NIPS 2004).
package struct SemiMarkovChain: Sendable {
  /// The searched part of the lattice.
  package let band: Band
  /// The bead types, at most 64, in the order of the scores.
  package let types: [BeadType]
  /// The score of the bead of each type that starts at each point, point-major; −∞ where it is not allowed.
  package let scores: [Float]
  /// The scores between beads.
  package let transitions: ChainTransitions
  /// The state after each type.
  let states: [ChainState]

  /// Makes a chain. `scores` has an entry for each point and type.
  package init(band: Band, types: [BeadType], scores: [Float], transitions: ChainTransitions) {
    precondition(scores.count == band.count * types.count && types.count <= 64, "a score for each point and type, at most 64 types")
    self.band = band
    self.types = types
    self.scores = scores
    self.transitions = transitions
    states = types.map(ChainState.init(after:))
  }

  /// The score of the bead of a type (its index) that starts at a point.
  @inline(__always)
  func score(_ source: Int, _ type: Int) -> Double { Double(scores[source * types.count + type]) }

  /// The beads of the best path, with confidence 1; `nil` when no path of these types leads through the band.
  package func bestPath() -> [Bead]? {
    var best = [PerState](repeating: .impossible, count: band.count)
    // How the best path came to a point, by the state there: the type's index and the state before.
    var steps = [SIMD4<UInt8>](repeating: .zero, count: band.count)
    best[0][.matched] = 0
    forEachBead { source, destination, type, _, _ in
      let score = score(source, type)
      let state = states[type]
      for before in ChainState.allCases {
        let total = best[source][before] + transitions[before, state] + score
        if total > best[destination][state] {
          best[destination][state] = total
          steps[destination][state.rawValue] = UInt8(type << 2 | before.rawValue)
        }
      }
    }
    let final = best[band.count - 1]
    guard var state = ChainState.allCases.max(by: { final[$0] < final[$1] }), final[state] > -.infinity else { return nil }
    var beads: [Bead] = []
    var (german, english) = (band.german, band.english)
    while german > 0 || english > 0, let point = band.index(german, english) {
      let step = Int(steps[point][state.rawValue])
      let type = types[step >> 2]
      beads.append(Bead(german: german - type.german..<german, english: english - type.english..<english))
      (german, english) = (german - type.german, english - type.english)
      state = ChainState.allCases[step & 3]
    }
    return beads.reversed()
  }

  /// Calls `body` with every bead inside the band: its source and destination points, its type's index, and the sentences behind its source.
  /// Every bead into a point comes before every bead out of it.
  package func forEachBead(_ body: (_ source: Int, _ destination: Int, _ type: Int, _ german: Int, _ english: Int) -> Void) {
    for german in band.rows.indices {
      let row = band.rows[german]
      for english in row {
        let source = band.offsets[german] + english - row.lowerBound
        for type in types.indices {
          if let destination = band.index(german + types[type].german, english + types[type].english) {
            body(source, destination, type, german, english)
          }
        }
      }
    }
  }
}
