import TestSupport
import Testing

@testable import ICUText

@Suite struct WordBreakerTests {
  private static let languages = [
    "de", "en", "fr", "it", "es", "pt", "nl", "da", "nb", "pl", "cs", "hu", "tr", "el", "fi", "sv", "ca", "ja", "xx-unknown",
  ]

  private func expectICU(_ units: [UInt16], _ breaker: WordBreaker, _ iterator: BreakIterator) throws {
    var (words, expected): ([Range<Int>], [Range<Int>]) = ([], [])
    try breaker.find(in: units, &words)
    try iterator.forEachPiece(in: units) { piece, isWord in if isWord { expected.append(piece) } }
    if words != expected { Issue.record("\(units.map { String($0, radix: 16) }): \(words), ICU has \(expected)") }
  }

  @Test("Any unit between letters, digits and soft hyphens makes the words that ICU finds")
  func units() throws {
    let (breaker, iterator) = (WordBreaker(language: "de"), try BreakIterator(.word, locale: "de"))
    let (a, one, hyphen, stop) = (0x61 as UInt16, 0x31 as UInt16, 0xAD as UInt16, 0x2E as UInt16)
    for unit in UInt16(0)..<0x2100 {
      for text in [
        [unit], [unit, a], [a, unit, a], [one, unit, one], [a, unit, one], [one, unit, a], [a, hyphen, unit, hyphen, a], [hyphen, unit],
        [a, unit, unit, a], [one, unit, unit, one], [unit, stop, unit], [one, hyphen, unit, one], [unit, unit, unit],
      ] {
        try expectICU(text, breaker, iterator)
      }
    }
  }

  @Test("Random plain texts have the words that ICU finds, in any language", arguments: languages)
  func plain(language: String) throws {
    let (breaker, iterator) = (WordBreaker(language: language), try BreakIterator(.word, locale: language))
    var random = SplitMix64(seed: 5)
    let plain = PlainUnit.table.indices.filter { PlainUnit.table[$0] != .foreign }.map { UInt16($0) }
    let likely = Array("ab1'.,;:·-’ \u{AD}".utf16)
    for _ in 0..<4000 {
      let units = (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in
        (Int.random(in: 0..<4, using: &random) == 0 ? plain : likely).randomElement(using: &random)
      }
      try expectICU(units, breaker, iterator)
    }
  }

  @Test("Random texts of any script have the words that ICU finds")
  func foreign() throws {
    let (breaker, iterator) = (WordBreaker(language: "de"), try BreakIterator(.word, locale: "de"))
    var random = SplitMix64(seed: 6)
    for count in 0...400 { try expectICU(Array(randomText(count % 60, &random).utf16), breaker, iterator) }
  }

  @Test(
    "ICU is spared where a text is plain",
    arguments: [("„Grüße“ – z. B. l’été: 3,5 %!", true), ("a\u{308}", false), ("слово", false), ("a:b", false)])
  func spared(text: String, isPlain: Bool) throws {
    var words: [Range<Int>] = []
    #expect(try WordBreaker(language: "de").find(in: Array(text.utf16), &words) == isPlain)
  }
}
