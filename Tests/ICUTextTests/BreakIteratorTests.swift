import ICUText
import TestSupport
import Testing

@Suite struct BreakIteratorTests {
  @Test("Pieces cover any text in order", arguments: [BreakIterator.Unit.sentence, .word], ["de", "en", "de@ss=standard", "xx-unknown"])
  func cover(unit: BreakIterator.Unit, locale: String) throws {
    let iterator = try BreakIterator(unit, locale: locale)
    var random = SplitMix64(seed: 9)
    for count in 0...150 {
      let text = UTF16Text(randomText(count, &random))
      var end = 0
      try iterator.forEachPiece(in: text) { piece, _ in
        #expect(piece.lowerBound == end && !piece.isEmpty)
        end = piece.upperBound
      }
      #expect(end == text.units.count)
      let boundaries = try iterator.boundaries(in: text)
      #expect(boundaries.last ?? 0 == text.units.count)
      // No boundary halves a surrogate pair.
      #expect(boundaries.allSatisfy { $0 == text.units.count || !UTF16.isTrailSurrogate(text.units[$0]) })
    }
  }

  @Test("Sentences are what German readers expect in a plain case")
  func sentences() throws {
    let text = UTF16Text("Kim fährt nach Russland. Putin wartet! Wirklich? Ja.")
    var pieces: [String] = []
    try BreakIterator(.sentence, locale: "de").forEachPiece(in: text) { piece, _ in pieces.append(text[piece]) }
    #expect(pieces == ["Kim fährt nach Russland. ", "Putin wartet! ", "Wirklich? ", "Ja."])
  }

  @Test("Words are told from spaces and marks")
  func words() throws {
    let text = UTF16Text("„Grüße“, 𝄞 3,5 a\u{308}b-c.")
    var words: [String] = []
    try BreakIterator(.word, locale: "de").forEachPiece(in: text) { piece, isWord in if isWord { words.append(text[piece]) } }
    #expect(words == ["Grüße", "3,5", "a\u{308}b", "c"])
  }

  @Test("An error in the body comes out and the iterator goes on with the next text")
  func bodyThrows() throws {
    struct Stop: Error {}
    let iterator = try BreakIterator(.word, locale: "de")
    #expect(throws: Stop.self) { try iterator.forEachPiece(in: UTF16Text("a b")) { _, _ in throw Stop() } }
    #expect(try iterator.boundaries(in: UTF16Text("a b")) == [1, 2, 3])
  }
}
