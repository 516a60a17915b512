import ICUText
import TestSupport
import Testing

@Suite struct NormalizationTests {
  @Test("Known strings compose and decompose, scalar by scalar")
  func known() throws {
    for (composed, decomposed) in [
      ("é", "e\u{301}"), ("Übergröße", "U\u{308}bergro\u{308}ße"), ("각", "\u{1100}\u{1161}\u{11A8}"), ("ự", "u\u{31B}\u{323}"),
      ("abc", "abc"), ("", ""),
    ] {
      #expect(try scalars(NormalizationForm.nfc.normalize(decomposed)) == scalars(composed))
      #expect(try scalars(NormalizationForm.nfd.normalize(composed)) == scalars(decomposed))
    }
    // Singletons and compatibility characters: the first change, the second stay.
    #expect(try scalars(NormalizationForm.nfc.normalize("\u{212B}\u{FB01}")) == scalars("\u{C5}\u{FB01}"))
    #expect(try scalars(NormalizationForm.nfd.normalize("a\u{323}\u{307}")) == scalars(NormalizationForm.nfd.normalize("a\u{307}\u{323}")))
  }

  @Test("Text that grows many times over fits")
  func grows() throws {
    let text = String(repeating: "\u{1F82}", count: 1000)
    #expect(try NormalizationForm.nfd.normalize(text).unicodeScalars.count == 4000)
  }

  @Test("Normalising is canonically equal to the text, and twice is as once, on random texts")
  func random() throws {
    var random = SplitMix64(seed: 4)
    for count in 0..<200 {
      let text = randomText(count, &random)
      let (composed, decomposed) = (try NormalizationForm.nfc.normalize(text), try NormalizationForm.nfd.normalize(text))
      #expect(try scalars(NormalizationForm.nfc.normalize(composed)) == scalars(composed))
      #expect(try scalars(NormalizationForm.nfd.normalize(composed)) == scalars(decomposed))
      #expect(try scalars(NormalizationForm.nfc.normalize(decomposed)) == scalars(composed))
    }
  }

  private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
}
