/// Passages that translate each other but stand at different places of the two documents, so that no monotone alignment can pair them.
public struct MovedBlock: Hashable, Sendable {
  /// The German sentences, 0-based, half-open.
  public var german: Range<Int>
  /// The English sentences, 0-based, half-open.
  public var english: Range<Int>
  /// How they would pair, in order; they cover both ranges. The confidence is what it would be if the passage had not moved.
  public var beads: [Bead]

  /// Makes a block from its parts.
  public init(german: Range<Int>, english: Range<Int>, beads: [Bead]) {
    self.german = german
    self.english = english
    self.beads = beads
  }
}
