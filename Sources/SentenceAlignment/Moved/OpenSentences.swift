import Corpus

/// What an alignment left open: sentences that may be parts of passages that moved.
struct OpenSentences: Sendable {
  /// What became of a sentence.
  enum State: Hashable {
    /// It is in a sure bead, or something is required of it.
    case settled
    /// It is in a bead of both sides that is unsure.
    case unsure
    /// It is in a null bead.
    case null
  }

  /// Beads with less confidence are unsure.
  static let sureConfidence = 0.95

  private(set) var german: [State]
  private(set) var english: [State]

  init(_ beads: [Bead], german: Int, english: Int, anchors: AnchorCheck) {
    self.german = Array(repeating: .settled, count: german)
    self.english = Array(repeating: .settled, count: english)
    for bead in beads where bead.type.isNull || bead.confidence < Self.sureConfidence {
      for sentence in bead.german { self.german[sentence] = bead.type.isNull ? .null : .unsure }
      for sentence in bead.english { self.english[sentence] = bead.type.isNull ? .null : .unsure }
    }
    for sentence in (anchors.germanNulls + anchors.blocks.map(\.german)).joined() { self.german[sentence] = .settled }
    for sentence in (anchors.englishNulls + anchors.blocks.map(\.english)).joined() { self.english[sentence] = .settled }
  }

  /// Whether all sentences of a bead are open.
  func hold(_ bead: Bead) -> Bool {
    bead.german.allSatisfy { german[$0] != .settled } && bead.english.allSatisfy { english[$0] != .settled }
  }

  /// Whether sentences of a block are in beads of both sides.
  func pair(_ block: MovedBlock) -> Bool {
    block.german.contains { german[$0] == .unsure } || block.english.contains { english[$0] == .unsure }
  }
}
