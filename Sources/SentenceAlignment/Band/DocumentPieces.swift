import BilingualModel

/// Cuts a long pair of documents into pieces that are aligned one by one, so that memory beyond the sentences themselves does not grow with the text.
///
/// Cuts lie where anchors before and behind agree on one diagonal. Pieces overlap there, and their alignments are joined at a boundary between
/// beads that both have.
struct DocumentPieces: Sendable {
  /// A piece: sentences of both sides.
  struct Piece: Hashable, Sendable {
    var german: Range<Int>
    var english: Range<Int>
  }

  /// The pieces in order; each overlaps the next one.
  let pieces: [Piece]

  /// Documents with no more sentences on either side are one piece.
  private static let length = 3000
  /// How far a piece reaches beyond its cut, in anchors.
  private static let overlap = 12
  /// A cut is firm when so many anchors before and behind it …
  private static let witnesses = 5
  /// … lie within so many sentences, …
  private static let reach = 40
  /// … nearly on one diagonal.
  private static let drift = 2

  /// Cuts two documents; no cut crosses what is required.
  init(german: [SentenceProfile], english: [SentenceProfile], required: RequiredBlocks = RequiredBlocks()) {
    let whole = Piece(german: 0..<german.count, english: 0..<english.count)
    guard max(german.count, english.count) > Self.length else {
      pieces = [whole]
      return
    }
    let candidates = RareKeys.candidates(german: german, english: english).filter(required.admits)
    let anchors = required.joined(with: AnchorSearch.chain(candidates, english: english.count))
    var pieces: [Piece] = []
    var (start, last) = ((german: 0, english: 0), (german: 0, english: 0))
    for (index, anchor) in anchors.enumerated() {
      guard max(anchor.german - last.german, anchor.english - last.english) >= Self.length else { continue }
      guard let (before, behind) = Self.overlap(index, anchors) else { continue }
      pieces.append(Piece(german: start.german..<behind.german, english: start.english..<behind.english))
      start = (before.german, before.english)
      last = (anchor.german, anchor.english)
    }
    pieces.append(Piece(german: start.german..<german.count, english: start.english..<english.count))
    self.pieces = pieces
  }

  /// Where the pieces end that are cut at an anchor: the next one's start and this one's end. `nil` when the cut is not firm.
  private static func overlap(_ index: Int, _ anchors: [Anchor]) -> (before: Anchor, behind: Anchor)? {
    let anchor = anchors[index]
    if anchor.kind == .boundary { return (anchor, anchor) }
    // The corners next to those of a required block.
    let reach = anchor.kind == .required ? 2 : overlap
    guard index >= reach, index + reach < anchors.count, anchor.kind == .required || isFirm(index, anchors) else { return nil }
    return (anchors[index - reach], anchors[index + reach])
  }

  private static func isFirm(_ index: Int, _ anchors: [Anchor]) -> Bool {
    let anchor = anchors[index]
    return (index - witnesses...index + witnesses).allSatisfy {
      let (down, right) = (anchors[$0].german - anchor.german, anchors[$0].english - anchor.english)
      return abs(down) <= reach && abs(down - right) <= drift
    }
  }
}
