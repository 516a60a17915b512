import BilingualModel
import TestSupport
import Testing

@testable import SentenceAlignment

@Suite struct LandmarkChainTests {
  private typealias Piece = DocumentPieces.Piece

  /// Sentences whose keys all stand in many others, and the same without some stretches.
  private static func landmarks(_ count: Int, vocabulary: UInt32, lacking: [Range<Int>]) -> (german: Landmarks, english: Landmarks) {
    var random = SplitMix64(seed: 5)
    var (german, english) = (Landmarks(), Landmarks())
    for sentence in 0..<count {
      let keys = (0..<3).map { _ in UInt32.random(in: 0..<vocabulary, using: &random) }
      german.append(keys)
      if !lacking.contains(where: { $0.contains(sentence) }) { english.append(keys) }
    }
    return (german, english)
  }

  @Test("Where no landmark is rare, pairs of them lead past missing chapters")
  func closedVocabulary() {
    // Each key stands in about 30 sentences.
    let sides = Self.landmarks(30_000, vocabulary: 3000, lacking: [8000..<11_000, 20_000..<20_700])
    let cut = DocumentPieces(german: sides.german, english: sides.english, required: RequiredBlocks())
    let kept = cut.rest.german
    #expect(kept.count { (8000..<11_000).contains($0) } < 500 && kept.count { (20_000..<20_700).contains($0) } < 500)
    #expect(kept.count { !(8000..<11_000).contains($0) && !(20_000..<20_700).contains($0) } == sides.english.count)
    #expect(cut.rest.english.count == sides.english.count)
    #expect(cut.pieces.allSatisfy { max($0.german.count, $0.english.count) <= PieceSteps.longest })
  }

  @Test("A text without landmarks is one piece, to be taken in steps")
  func nothingCertain() {
    var landmarks = Landmarks()
    for _ in 0..<10_000 { landmarks.append([]) }
    let cut = DocumentPieces(german: landmarks, english: landmarks, required: RequiredBlocks())
    #expect(cut.pieces == [Piece(german: 0..<10_000, english: 0..<10_000)])
    #expect(cut.rest.german.count == 10_000)
  }

  @Test("Text that repeats itself word for word stays on its diagonal")
  func repetition() {
    var landmarks = Landmarks()
    for sentence in 0..<UInt32(20_000) { landmarks.append([sentence % 2000, sentence % 2000 + 5000]) }
    let cut = DocumentPieces(german: landmarks, english: landmarks, required: RequiredBlocks())
    #expect(cut.pieces.count > 4)
    for piece in cut.pieces { #expect(piece.german == piece.english) }
  }

  @Test("Without landmarks sentences' vectors lead past a missing chapter")
  func vectors() {
    let (count, missing) = (6000, 2000..<3200)
    @Sendable func vectors(_ sentences: [Int], noise: UInt64) -> SentenceVectors {
      // The vector of a sentence is the same on both sides but for a good deal of noise.
      let rows = sentences.map { sentence in
        var (own, other) = (SplitMix64(seed: UInt64(sentence)), SplitMix64(seed: UInt64(sentence) &* 31 &+ noise))
        return (0..<32).map { _ in Float.random(in: -1...1, using: &own) + 0.7 * Float.random(in: -1...1, using: &other) }
      }
      return SentenceVectors(encoded: rows, lengths: rows.map { _ in 1 })
    }
    let english = Array((0..<count).filter { !missing.contains($0) })
    let anchors = VectorChain.anchors(
      BlockVectors(count: count) { vectors(Array($0), noise: 1) },
      BlockVectors(count: english.count) { vectors(Array(english[$0]), noise: 2) },
      in: Piece(german: 0..<count, english: 0..<english.count))
    #expect(anchors.count > english.count / 2)
    let wrong = anchors.count { english[$0.english] != $0.german }
    #expect(wrong * 100 < anchors.count)
  }
}
