import Corpus

/// What kind of bead a chain has just passed. After a null bead another one is likelier, and cheaper.
package enum ChainState: Int, CaseIterable, Sendable {
  case matched, germanNull, englishNull

  /// The state after a bead of this type.
  package init(after type: BeadType) { self = type.english == 0 ? .germanNull : type.german == 0 ? .englishNull : .matched }
}

/// A value for each state.
typealias PerState = SIMD4<Double>

extension PerState {
  static let impossible = PerState(repeating: -.infinity)

  subscript(state: ChainState) -> Double {
    get { self[state.rawValue] }
    set { self[state.rawValue] = newValue }
  }
}

/// The scores of going from one state to the next.
///
/// German nulls come before English ones within a run, or one alignment would have many paths.
package struct ChainTransitions: Hashable, Sendable {
  private var into: [PerState]

  /// All transitions cost nothing, but an English null cannot be followed by a German one.
  package init() {
    into = ChainState.allCases.map { _ in PerState(repeating: 0) }
    self[.englishNull, .germanNull] = -.infinity
  }

  /// The score of going from a state to another.
  package subscript(from: ChainState, to: ChainState) -> Double {
    get { into[to.rawValue][from] }
    set { into[to.rawValue][from] = newValue }
  }

  /// For each state to go to, the log sum over all states to come from.
  func leaving(_ scores: PerState) -> PerState { sums(scores) { to, from in into[to.rawValue][from] } }

  /// For each state to come from, the log sum over all states to go to.
  func entering(_ scores: PerState) -> PerState { sums(scores) { from, to in into[to.rawValue][from] } }

  /// For each state, the log sum over all others of the other's score and the transition between the two.
  @inline(__always)
  private func sums(_ scores: PerState, _ transition: (_ state: ChainState, _ other: ChainState) -> Double) -> PerState {
    var result = PerState.impossible
    for state in ChainState.allCases {
      var sum = LogSum()
      for other in ChainState.allCases { sum.add(scores[other] + transition(state, other)) }
      result[state] = sum.value
    }
    return result
  }
}
