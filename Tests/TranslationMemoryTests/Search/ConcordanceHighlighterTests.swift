import Corpus
import TMX
import Testing

@testable import TranslationMemory

@Suite struct ConcordanceHighlighterTests {
  /// A text with its hits in brackets.
  private func hits(
    _ query: String, _ form: ConcordanceQuery.Form, _ text: String, language: String = "de", in wanted: String? = nil
  ) throws -> String {
    let highlighter = try ConcordanceHighlighter(ConcordanceQuery(query, form: form, language: wanted))
    return try highlighter.runs(of: TMXVariant(language: language, segment: TMXSegment(text))).map { $0.isHit ? "[\($0.text)]" : $0.text }
      .joined()
  }

  @Test("Words are found in any inflection and order, only if all are there")
  func words() throws {
    #expect(try hits("Haus verkaufen", .words, "Sie verkaufen  die Häuser.") == "Sie [verkaufen] die [Häuser].")
    #expect(try hits("Haus verkaufen", .words, "Sie kaufen die Häuser.") == "Sie kaufen die Häuser.")
    #expect(try hits("house", .words, "Two houses", language: "en-GB") == "Two [houses]")
  }

  @Test("A phrase is found where no word goes on beyond it")
  func phrases() throws {
    #expect(try hits("die haus", .phrase, "Die Haus, die Hausfrau, die Haus") == "[Die Haus], die Hausfrau, [die Haus]")
    #expect(try hits("(sic)", .phrase, "So (sic)!") == "So [(sic)]!")
  }

  @Test("A substring is found inside words, in any case, and beside what is outside the basic plane")
  func substrings() throws {
    #expect(try hits("ÄU", .substring, "🙂Häuser, äu") == "🙂H[äu]ser, [äu]")
    #expect(try hits("aa", .substring, "aaaaa") == "[aa][aa]a")
  }

  @Test("A regular expression is found as ICU finds it; an empty match is none")
  func expressions() throws {
    #expect(try hits("h\\w+", .regex, "Das Haus hat x") == "Das [Haus] [hat] x")
    #expect(try hits("x*", .regex, "ab") == "ab")
    #expect(throws: Diagnostic.self) { try hits("(", .regex, "ab") }
    #expect(throws: Diagnostic.self) { try hits("(a+)+b", .regex, String(repeating: "a", count: 3000)) }
  }

  @Test("Other languages than that asked for have no hits")
  func languages() throws {
    #expect(try hits("Haus", .substring, "Haus", language: "de_AT", in: "de") == "[Haus]")
    #expect(try hits("Haus", .substring, "Haus", language: "de", in: "en") == "Haus")
    #expect(try hits("Haus", .substring, "") == "")
  }
}
