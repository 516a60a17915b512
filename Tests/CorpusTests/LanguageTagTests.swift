import Corpus
import Testing

@Suite struct LanguageTagTests {
  @Test(
    "Tags are kept in their canonical case, and equal in any",
    arguments: [
      ("DE", "de"), ("de-at", "de-AT"), ("ZH-hANT-tw", "zh-Hant-TW"), ("de-ch-1996", "de-CH-1996"), ("sl-ROZAJ-biske", "sl-rozaj-biske"),
      ("es-419", "es-419"), ("en-a-BBB-x-AT-Latn", "en-a-bbb-x-at-latn"), ("X-Private", "x-private"), ("de-1ABC", "de-1abc"),
    ])
  func canonical(text: String, expected: String) throws {
    let tag = try #require(LanguageTag(text))
    #expect(tag.description == expected)
    #expect(tag == LanguageTag(text.uppercased()))
  }

  @Test(
    "What is no tag is refused",
    arguments: ["", "-", "de-", "-de", "de--AT", "de_AT", "deutschland", "4e", "dé", "de AT", "de-überall", "de\n", "de-\u{0665}"])
  func refused(text: String) { #expect(LanguageTag(text) == nil) }

  @Test("The language is the first subtag")
  func language() {
    #expect(LanguageTag("DE-at")?.language == "de")
    #expect(LanguageTag.german.language == "de" && LanguageTag.german == LanguageTag("de"))
    #expect(LanguageTag.english.description == "en")
  }
}
