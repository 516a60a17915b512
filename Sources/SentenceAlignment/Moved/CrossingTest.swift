import Corpus

/// Says whether passages cross some beads, which are in order on both sides.
struct CrossingTest: Sendable {
  private let beads: [Bead]

  /// Takes of some beads those that have both sides and at least a confidence.
  init(_ beads: [Bead], confidence: Double = 0) { self.beads = beads.filter { !$0.type.isNull && $0.confidence >= confidence } }

  /// Whether a bead lies before two passages on one side and behind them on the other.
  func isCrossed(_ german: Range<Int>, _ english: Range<Int>) -> Bool {
    let last = beads.partitioningIndex { $0.german.upperBound > german.lowerBound } - 1
    if last >= 0, beads[last].english.lowerBound >= english.upperBound { return true }
    let next = beads.partitioningIndex { $0.german.lowerBound >= german.upperBound }
    return next < beads.count && beads[next].english.upperBound <= english.lowerBound
  }
}
