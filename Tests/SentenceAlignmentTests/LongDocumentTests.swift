import BilingualModel
import Corpus
import TestSupport
import Testing

@testable import SentenceAlignment

@Suite struct LongDocumentTests {
  @Test("A long document in pieces, with a chapter left out, is covered and found again")
  func pieces() throws {
    let pair = SyntheticPair(9000, seed: 3, lacking: [2000..<4500, 7000..<7040])
    let (german, english, gold) = (pair.german, pair.english, pair.gold)
    let cut = DocumentPieces(
      german: try Landmarks(german, language: "de"), english: try Landmarks(english, language: "de"), required: RequiredBlocks())
    let pieces = cut.pieces
    #expect(pieces.count >= 2)
    #expect(cut.rest.german.count < german.count - 2000 && cut.rest.english.count == english.count)
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

  /// Beads of random types that cover some sentences.
  private static func beads(_ piece: DocumentPieces.Piece, using random: inout SplitMix64) -> [Bead] {
    var beads: [Bead] = []
    var (g, e) = (piece.german.lowerBound, piece.english.lowerBound)
    while g < piece.german.upperBound || e < piece.english.upperBound {
      let german = min(Int.random(in: 0...2, using: &random), piece.german.upperBound - g)
      let english = min(Int.random(in: 0...2, using: &random), piece.english.upperBound - e)
      guard german + english > 0 else { continue }
      beads.append(Bead(german: g..<g + german, english: e..<e + english, confidence: Double.random(in: 0...1, using: &random)))
      (g, e) = (g + german, e + english)
    }
    return beads
  }

  @Test("Pieces cut anywhere are joined to beads that cover the text in order", arguments: 0..<50)
  func joining(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var pieces: [PieceAlignment] = []
    var (g, e) = (0, 0)
    while pieces.count < 6 {
      let (germanStart, englishStart) = (
        max(0, g - Int.random(in: 0...10, using: &random)), max(0, e - Int.random(in: 0...10, using: &random))
      )
      (g, e) = (g + Int.random(in: 10...40, using: &random), e + Int.random(in: 10...40, using: &random))
      let piece = DocumentPieces.Piece(german: germanStart..<g, english: englishStart..<e)
      pieces.append(PieceAlignment(piece: piece, beads: Self.beads(piece, using: &random)))
    }
    let beads = PieceAlignment.join(pieces) { Self.beads($0, using: &random) }
    #expect(Alignment(beads: beads).covers(german: g, english: e))
  }

  @Test("A piece without cuts is aligned in bounded steps that cross nothing required", arguments: 0..<30)
  func steps(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let piece = DocumentPieces.Piece(
      german: 0..<Int.random(in: 0...30_000, using: &random), english: 0..<Int.random(in: 0...30_000, using: &random))
    var required = RequiredBlocks()
    var (g, e) = (0, 0)
    while true {
      (g, e) = (g + Int.random(in: 0...9000, using: &random), e + Int.random(in: 0...9000, using: &random))
      let block = RequiredBlocks.Block(german: g..<g + 2, english: e..<e + 3, rule: .region)
      guard block.german.upperBound <= piece.german.upperBound, block.english.upperBound <= piece.english.upperBound else { break }
      required.blocks.append(block)
      (g, e) = (block.german.upperBound, block.english.upperBound)
    }
    let beads = PieceSteps.align(piece, required: required) { step in
      #expect(max(step.german.count, step.english.count) <= PieceSteps.longest)
      for block in required.blocks {
        let isInside = step.german.holds(block.german) && step.english.holds(block.english)
        #expect(isInside || !step.german.overlaps(block.german) && !step.english.overlaps(block.english), "\(step) \(block)")
      }
      // The beads of a step stay clear of what is required, as the chain sees to.
      var parts: [Bead] = []
      var (g, e) = (step.german.lowerBound, step.english.lowerBound)
      for block in required.blocks where step.german.holds(block.german) && step.english.holds(block.english) {
        parts += Self.beads(
          DocumentPieces.Piece(german: g..<block.german.lowerBound, english: e..<block.english.lowerBound), using: &random)
        parts.append(Bead(german: block.german, english: block.english))
        (g, e) = (block.german.upperBound, block.english.upperBound)
      }
      return parts
        + Self.beads(DocumentPieces.Piece(german: g..<step.german.upperBound, english: e..<step.english.upperBound), using: &random)
    }
    #expect(Alignment(beads: beads).covers(german: piece.german.count, english: piece.english.count))
  }

  @Test("Sentences that were set aside come back one by one, as sure as the null beads beside them")
  func settingAside() {
    let rest = SetAside(germanRuns: [2..<5], required: RequiredBlocks(germanWalls: [1, 6]), german: 7, english: 4)
    #expect(rest.german == [0, 1, 5, 6] && rest.required.germanWalls == [1, 2, 3])
    let beads = [
      Bead(german: 0..<1, english: 0..<1), Bead(german: 1..<2, english: 1..<1, confidence: 0.9), Bead(german: 2..<3, english: 1..<3),
      Bead(german: 3..<4, english: 3..<4),
    ]
    let restored = rest.restored(beads, singly: true)
    #expect(Alignment(beads: restored).covers(german: 7, english: 4))
    #expect(restored.dropFirst(2).prefix(3).allSatisfy { $0.german.count == 1 && $0.english.isEmpty && $0.confidence == 0.9 })
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
