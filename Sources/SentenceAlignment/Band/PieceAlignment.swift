import Corpus

/// The beads of a piece of a long document, and how pieces are joined again.
struct PieceAlignment: Sendable {
  /// The piece.
  var piece: DocumentPieces.Piece
  /// Beads that cover the piece; indices are the whole document's.
  var beads: [Bead]

  /// Joins pieces in order. Two neighbours meet at the boundary between beads nearest to the middle of their overlap that both have; should there
  /// be none, both are aligned again as one.
  static func join(_ pieces: [PieceAlignment], realign: (DocumentPieces.Piece) throws -> [Bead]) rethrows -> [Bead] {
    guard var current = pieces.first else { return [] }
    var settled: [Bead] = []
    for next in pieces.dropFirst() {
      if let meeting = meeting(current, next) {
        settled += current.beads.prefix { !$0.end.isBehind(meeting) }
        current.piece = DocumentPieces.Piece(
          german: meeting.german..<next.piece.german.upperBound, english: meeting.english..<next.piece.english.upperBound)
        current.beads = Array(next.beads.drop { !$0.end.isBehind(meeting) })
      } else {
        current.piece.german = current.piece.german.lowerBound..<next.piece.german.upperBound
        current.piece.english = current.piece.english.lowerBound..<next.piece.english.upperBound
        current.beads = try realign(current.piece)
      }
    }
    return settled + current.beads
  }

  private static func meeting(_ current: PieceAlignment, _ next: PieceAlignment) -> Boundary? {
    let (start, end) = (next.piece.german.lowerBound, current.piece.german.upperBound)
    let first = Boundary(german: start, english: next.piece.english.lowerBound)
    let ends = Set(current.beads.reversed().prefix { $0.german.upperBound >= start }.map(\.end))
    let shared = ([first] + next.beads.prefix { $0.german.upperBound <= end }.map(\.end)).filter(ends.contains)
    let middle = (start + end) / 2
    return shared.min { abs($0.german - middle) < abs($1.german - middle) }
  }
}

/// A point between beads.
private struct Boundary: Hashable {
  var german: Int
  var english: Int

  func isBehind(_ other: Boundary) -> Bool { german > other.german || english > other.english }
}

extension Bead {
  fileprivate var end: Boundary { Boundary(german: german.upperBound, english: english.upperBound) }
}
