/// What the sentences of null beads match that are part of a block that moved.
public struct MovedCounterparts: Sendable {
  private var ofGerman: [Int: Range<Int>] = [:]
  private var ofEnglish: [Int: Range<Int>] = [:]

  /// Gathers the counterparts that the blocks of an alignment suggest.
  public init(_ alignment: Alignment) {
    for bead in alignment.moved.flatMap(\.beads) where !bead.type.isNull {
      for sentence in bead.german { ofGerman[sentence] = bead.english }
      for sentence in bead.english { ofEnglish[sentence] = bead.german }
    }
  }

  /// The indices on the other side that a null bead's sentences match, rising; none for any other bead.
  public subscript(bead: Bead) -> [Int] {
    guard bead.type.isNull else { return [] }
    let matches = bead.german.compactMap { ofGerman[$0] } + bead.english.compactMap { ofEnglish[$0] }
    return Set(matches.joined()).sorted()
  }
}
