import Corpus

/// Aligns a piece that is too long because no cut in it was certain: a step at a time, each from where the last one is surest.
///
/// A step ends where its share of both sides ends, which may be off the path; its beads are kept to a point well before that.
enum PieceSteps {
  /// Pieces with no more sentences on either side are aligned at once.
  static let longest = 2 * DocumentPieces.length

  /// The beads of a piece; `align` gives those of a part of it.
  static func align(
    _ piece: DocumentPieces.Piece, required: RequiredBlocks, by align: (DocumentPieces.Piece) throws -> [Bead]
  ) rethrows -> [Bead] {
    var rest = piece
    var beads: [Bead] = []
    while max(rest.german.count, rest.english.count) > longest {
      let step = first(of: rest, required)
      let found = try align(step)
      let kept = found.prefix(surest(found, step.size))
      guard step != rest, let last = kept.last else { return beads + found }
      beads += kept
      rest = DocumentPieces.Piece(
        german: last.german.upperBound..<rest.german.upperBound, english: last.english.upperBound..<rest.english.upperBound)
    }
    return beads + (try align(rest))
  }

  /// The first step into what is left of a piece. It crosses no block that is required.
  private static func first(of rest: DocumentPieces.Piece, _ required: RequiredBlocks) -> DocumentPieces.Piece {
    let ratio = min(max(Double(rest.english.count) / Double(max(rest.german.count, 1)), 0.5), 2)
    let length = Double(DocumentPieces.length)
    var german = rest.german.prefix(Int(length / max(ratio, 1))).upperBound
    var english = rest.english.prefix(Int(length * min(ratio, 1))).upperBound
    let next = required.blocks.partitioningIndex { $0.german.upperBound > german || $0.english.upperBound > english }
    if next < required.blocks.count {
      let block = required.blocks[next]
      let (g, e) = (block.german.lowerBound, block.english.lowerBound)
      if g < german || e < english {
        let isAhead = g > rest.german.lowerBound || e > rest.english.lowerBound
        (german, english) = isAhead ? (min(g, german), min(e, english)) : (block.german.upperBound, block.english.upperBound)
      }
    }
    return DocumentPieces.Piece(german: rest.german.lowerBound..<german, english: rest.english.lowerBound..<english)
  }

  /// How many beads of a step are kept: in its middle third, those before the point whose neighbours are least in doubt.
  private static func surest(_ beads: [Bead], _ size: Int) -> Int {
    var best: (count: Int, doubt: Double) = (beads.count, .infinity)
    var passed = 0
    for (index, bead) in beads.enumerated() {
      passed += bead.german.count + bead.english.count
      guard passed >= size / 3, passed <= 2 * size / 3 || best.doubt == .infinity else { continue }
      let near = beads[max(0, index - 7)..<min(beads.count, index + 9)]
      let doubt = near.reduce(0) { $0 + 1 - ($1.german.isEmpty || $1.english.isEmpty ? 0 : $1.confidence) }
      if doubt <= best.doubt { best = (index + 1, doubt) }
    }
    return best.count
  }
}
