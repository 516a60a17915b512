import BilingualModel
import Corpus
import TestSupport
import Testing

@testable import SentenceAlignment

@Suite struct LongDocumentTests {
  @Test("A long document in pieces, with a chapter left out, is covered and found again")
  func pieces() throws {
    let pair = SyntheticPair(7000, seed: 3, lacking: [2000..<2700, 5000..<5040])
    let (german, english, gold) = (pair.german, pair.english, pair.gold)
    let cut = DocumentPieces(
      german: try Landmarks(german, language: "de"), english: try Landmarks(english, language: "de"), required: RequiredBlocks())
    let pieces = cut.pieces
    #expect(pieces.count >= 2)
    #expect(pieces.first?.german.lowerBound == 0 && pieces.last?.german.upperBound == cut.rest.german.count)
    #expect(pieces.first?.english.lowerBound == 0 && pieces.last?.english.upperBound == cut.rest.english.count)
    for (piece, next) in zip(pieces, pieces.dropFirst()) {
      #expect(piece.german.overlaps(next.german) && piece.english.overlaps(next.english))
    }
    let alignment = try SentenceAligner(model: WordVectorModel.shipped()).align(german: german, english: english)
    #expect(alignment.covers(german: german.count, english: english.count))
    let found = Set(alignment.beads.map { Bead(german: $0.german, english: $0.english) })
    #expect(Double(gold.count(where: found.contains)) > 0.98 * Double(gold.count))
  }

  private static func aligned(_ german: Range<Int>, _ english: Range<Int>, _ steps: [(Int, Int)]) -> PieceAlignment {
    var (g, e) = (german.lowerBound, english.lowerBound)
    let beads = steps.map { step in
      defer { (g, e) = (g + step.0, e + step.1) }
      return Bead(german: g..<g + step.0, english: e..<e + step.1)
    }
    return PieceAlignment(piece: DocumentPieces.Piece(german: german, english: english), beads: beads)
  }

  @Test("Pieces meet at a boundary that both have")
  func meeting() {
    let first = Self.aligned(0..<6, 0..<6, [(1, 1), (1, 1), (1, 1), (1, 1), (2, 2)])
    let second = Self.aligned(2..<8, 2..<8, [(2, 2), (1, 1), (1, 1), (1, 1), (1, 1)])
    let beads = PieceAlignment.join([first, second]) { _ in [] }
    #expect(Alignment(beads: beads).covers(german: 8, english: 8))
    #expect(beads.map(\.type.description) == ["1-1", "1-1", "1-1", "1-1", "1-1", "1-1", "1-1", "1-1"])
  }

  @Test("Pieces without a common boundary are aligned again as one")
  func realigning() {
    let first = Self.aligned(0..<4, 0..<4, [(1, 1), (3, 3)])
    let second = Self.aligned(2..<6, 2..<6, [(3, 3), (1, 1)])
    var again: [DocumentPieces.Piece] = []
    let beads = PieceAlignment.join([first, second]) { piece in
      again.append(piece)
      return [Bead(german: piece.german, english: piece.english)]
    }
    #expect(again == [DocumentPieces.Piece(german: 0..<6, english: 0..<6)])
    #expect(Alignment(beads: beads).covers(german: 6, english: 6))
  }
}
