/// Cuts a long pair of documents into pieces that are aligned one by one, so that memory beyond the sentences themselves does not grow with the text.
///
/// Cuts lie where anchors before and behind agree on one diagonal. Pieces overlap there, and their alignments are joined at a boundary between
/// beads that both have. Long stretches that one side has alone are set aside first, all but their ends.
struct DocumentPieces: Sendable {
  /// A piece: sentences of both sides.
  struct Piece: Hashable, Sendable {
    var german: Range<Int>
    var english: Range<Int>

    /// The sentences of both sides.
    var size: Int { german.count + english.count }
  }

  /// What is cut into pieces: the documents without what was set aside.
  let rest: SetAside
  /// The pieces in order, by the indices of the rest; each overlaps the next one.
  let pieces: [Piece]

  /// Documents with no more sentences on either side are one piece.
  static let length = 3000
  /// How far a piece reaches beyond its cut, in anchors …
  private static let overlap = 12
  /// … and at most in sentences.
  private static let longestOverlap = 100
  /// A stretch that one side has alone is set aside when it is so long, …
  private static let omission = 500
  /// … but for so many sentences at its ends, and as many again as the other side has there.
  private static let margin = 100

  /// The documents in one piece.
  init(german: Int, english: Int, required: RequiredBlocks) {
    rest = SetAside(required: required, german: german, english: english)
    pieces = [Piece(german: 0..<german, english: 0..<english)]
  }

  /// Cuts two documents; no cut crosses what is required.
  /// - Parameter vectors: makes sentences' vectors, where there are no landmarks.
  init(
    german: Landmarks, english: Landmarks, required: RequiredBlocks,
    vectors: (german: BlockVectors.Source, english: BlockVectors.Source) = ({ _ in nil }, { _ in nil })
  ) {
    var anchors = LandmarkChain.anchors(german: german, english: english, required: required, vectors: vectors)
    let runs = Self.omissions(anchors, german: german.count, english: english.count)
    rest = SetAside(germanRuns: runs.german, englishRuns: runs.english, required: required, german: german.count, english: english.count)
    for index in anchors.indices {
      anchors[index].german = rest.german.partitioningIndex { $0 >= anchors[index].german }
      anchors[index].english = rest.english.partitioningIndex { $0 >= anchors[index].english }
    }
    pieces = Self.pieces(anchors, german: rest.german.count, english: rest.english.count)
  }

  private static func pieces(_ anchors: [Anchor], german: Int, english: Int) -> [Piece] {
    var pieces: [Piece] = []
    var (start, last) = ((german: 0, english: 0), (german: 0, english: 0))
    for (index, anchor) in anchors.enumerated() {
      guard max(anchor.german - last.german, anchor.english - last.english) >= length else { continue }
      guard let (before, behind) = overlap(index, anchors) else { continue }
      pieces.append(Piece(german: start.german..<behind.german, english: start.english..<behind.english))
      start = (before.german, before.english)
      last = (anchor.german, anchor.english)
    }
    pieces.append(Piece(german: start.german..<german, english: start.english..<english))
    return pieces
  }

  /// The runs of sentences that one side has alone: what lies between two anchors on different diagonals.
  private static func omissions(_ anchors: [Anchor], german: Int, english: Int) -> (german: [Range<Int>], english: [Range<Int>]) {
    var runs: (german: [Range<Int>], english: [Range<Int>]) = ([], [])
    var start = Anchor(german: 0, english: 0, weight: 0)
    for end in anchors + [Anchor(german: german, english: english, weight: 0)] {
      let (down, right) = (end.german - start.german, end.english - start.english)
      if abs(down - right) >= omission {
        let kept = min(down, right) + margin
        if down > right, down > 2 * kept { runs.german.append(start.german + kept..<end.german - kept) }
        if down < right, right > 2 * kept { runs.english.append(start.english + kept..<end.english - kept) }
      }
      start = end
    }
    return runs
  }

  /// Where the pieces end that are cut at an anchor: the next one's start and this one's end. `nil` when the cut is not firm.
  private static func overlap(_ index: Int, _ anchors: [Anchor]) -> (before: Anchor, behind: Anchor)? {
    let anchor = anchors[index]
    switch anchor.kind {
    case .boundary: return (anchor, anchor)
    case .required:
      // The corners next to those of a required block.
      guard index >= 2, index + 2 < anchors.count else { return nil }
      return (anchors[index - 2], anchors[index + 2])
    case .found:
      guard LandmarkChain.isBorneOut(anchors, index, by: -LandmarkChain.witnesses),
        LandmarkChain.isBorneOut(anchors, index, by: LandmarkChain.witnesses)
      else { return nil }
      let before = anchors[..<index].suffix(overlap).first { anchor.german - $0.german <= longestOverlap } ?? anchor
      let behind = anchors[index...].dropFirst().prefix(overlap).last { $0.german - anchor.german <= longestOverlap } ?? anchor
      return (before, behind)
    }
  }
}
