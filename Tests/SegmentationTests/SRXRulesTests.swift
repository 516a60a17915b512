import Corpus
import ICUText
import Testing

@testable import Segmentation

@Suite("SRX rules")
struct SRXRulesTests {
  /// Rules for German, one a line of `yes|no before after`, numbered from 1.
  private func rules(_ list: [(Bool, String, String)], cascades: Bool = false) -> SRXRules {
    let rules = list.enumerated().map { SRXRules.Rule(isBreak: $1.0, before: $1.1, after: $1.2, line: $0 + 1) }
    return SRXRules(
      file: "x.srx", cascades: cascades, groups: [SRXRules.Group(name: "German", rules: rules)],
      maps: [SRXRules.Map(pattern: "DE.*", group: "German", line: 99)])
  }

  private func pieces(_ rules: SegmentationRules, _ text: String) throws -> [String] {
    try SentenceSegmenter(language: .german, rules: rules).pieces(text)
  }

  @Test("The first rule that matches at a place decides, and where none does the text goes on")
  func order() throws {
    let text = "Nr. 5 kam. Er ging! nein"
    #expect(try pieces(.srx(rules([(false, #"Nr\."#, #"\s"#), (true, #"\."#, #"\s"#)])), text) == ["Nr. 5 kam.", "Er ging! nein"])
    #expect(
      try pieces(.srx(rules([(true, #"\."#, #"\s"#), (false, #"Nr\."#, #"\s"#)])), text) == ["Nr.", "5 kam.", "Er ging! nein"])
  }

  @Test("A break before, within or behind white space is the same to the sentences")
  func gaps() throws {
    for rule in [(true, #"\."#, ""), (true, #"\.\s"#, ""), (true, #"\.\s+"#, #"\p{Lu}"#)] {
      #expect(try pieces(.srx(rules([rule])), "Ja.   Nein. Doch.") == ["Ja.", "Nein.", "Doch."])
    }
  }

  @Test("Empty patterns match everywhere: text breaks between all characters, never inside one")
  func emptyPatterns() throws {
    #expect(try pieces(.srx(rules([(true, "", "")])), "a😀é b") == ["a", "😀", "é", "b"])
  }

  @Test("Look-around and anchors see the text around a match")
  func lookAround() throws {
    let text = "Am 1. Mai. 2. Mai"
    #expect(try pieces(.srx(rules([(true, #"(?<=^Am \d)\."#, #"\s"#)])), text) == ["Am 1.", "Mai. 2. Mai"])
    #expect(try pieces(.srx(rules([(true, #"\."#, #"\s(?=.*Mai$)\d"#)])), text) == ["Am 1. Mai.", "2. Mai"])
    #expect(try pieces(.srx(rules([(true, #"\bMai\."#, "")])), text) == ["Am 1. Mai.", "2. Mai"])
  }

  @Test("Every map that matches counts with cascade, the first only without; language tags match whole and in any case")
  func maps() throws {
    var rules = SRXRules(
      file: "x", cascades: true,
      groups: ["A", "B", "C"].map { SRXRules.Group(name: $0, rules: [SRXRules.Rule(isBreak: true, before: $0, after: "")]) },
      maps: [("de.*", "B"), ("EN", "C"), (".*", "A")].map { SRXRules.Map(pattern: $0, group: $1) })
    let austrian = try #require(LanguageTag("de-AT"))
    #expect(try rules.rules(for: austrian).map(\.before) == ["B", "A"])
    #expect(try rules.rules(for: .english).map(\.before) == ["C", "A"])
    rules.cascades = false
    #expect(try rules.rules(for: austrian).map(\.before) == ["B"])
    #expect(try rules.rules(for: #require(LanguageTag("en-GB"))).map(\.before) == ["A"])
  }

  @Test("Rules that are added go before the built-in ones, break or no break")
  func extended() throws {
    let text = "Der Zweigst. Meier kam z. B. mit Frau: Er blieb. Sie ging."
    #expect(try pieces(.builtIn, text) == ["Der Zweigst.", "Meier kam z. B. mit Frau: Er blieb.", "Sie ging."])
    let added = rules([(false, #"\bZweigst\."#, #"\s"#), (true, ":", #"\s"#)])
    #expect(
      try pieces(.extended(by: added), text) == ["Der Zweigst. Meier kam z. B. mit Frau:", "Er blieb.", "Sie ging."])
    let later = rules([(false, #"\bZweigst\.\s"#, "")])
    #expect(try pieces(.extended(by: later), text).count == 2)
  }

  @Test("A language without rules has the built-in ones when the file adds, and is an error when it replaces")
  func missingLanguage() throws {
    let source = rules([(true, "x", "")])
    let segmenter = try SentenceSegmenter(language: .english, rules: .extended(by: source))
    #expect(try segmenter.pieces("I came. He saw.").count == 2)
    #expect(throws: Diagnostic.self) { try SentenceSegmenter(language: .english, rules: .srx(source)) }
    do {
      _ = try SentenceSegmenter(language: .english, rules: .srx(source))
    } catch {
      #expect("\(error)" == "x.srx: no rules for the language 'en' (add a languagemap for it or name another language)")
    }
  }

  @Test(
    "A pattern that ICU does not read is refused with its line",
    arguments: [("(", "beforebreak"), (#"\p{NoSuch}"#, "beforebreak"), ("a{2,1}", "beforebreak"), ("[a", "beforebreak")])
  func badPattern(pattern: String, element: String) throws {
    let source = rules([(true, "a", "b"), (true, pattern, "")])
    let error = try #require(throws: Diagnostic.self) { try SentenceSegmenter(language: .german, rules: .srx(source)) }
    #expect(error.kind == .malformedInput && error.position == .line(2))
    #expect("\(error)".hasPrefix("x.srx:2: \(element): bad regular expression"))
  }

  @Test("A hostile pattern stops at the time limit with its line", arguments: ["(a+)+b", "(a|a)*b", "(.*)*[bc]!"])
  func hostilePattern(pattern: String) throws {
    let source = rules([(true, pattern, ""), (true, "", pattern)])
    let segmenter = try SentenceSegmenter(language: .german, rules: .srx(source))
    let text = String(repeating: "a", count: 5_000) + "!" + String(repeating: "aab", count: 5_000)
    let error = try #require(throws: Diagnostic.self) { try segmenter.pieces(text) }
    #expect(error.kind == .malformedInput && (error.position == .line(1) || error.position == .line(2)))
    #expect(error.message == "the rule cannot be matched: the regular expression took too long")
  }

  @Test("What Java has and ICU has not is read as ICU has it: the flag U, and look-behind without a bound")
  func javaPatterns() throws {
    #expect(try pieces(.srx(rules([(true, #"(?U)\bмлн\."#, #"(?iU)\s"#)])), "5 млн. Я") == ["5 млн.", "Я"])
    #expect(
      try pieces(.srx(rules([(true, #"(?<=a\s*)\."#, ""), (true, #"(?<!\d[\h]+)!"#, "")])), "a  . b. c! 4  ! d") == [
        "a  .", "b. c!", "4  ! d",
      ])
  }

  @Test("Decisions name the line of their rule")
  func lines() throws {
    let segmenter = try SentenceSegmenter(language: .german, rules: .srx(rules([(false, #"Nr\."#, #"\s"#), (true, #"\."#, #"\s"#)])))
    let decisions = try segmenter.decisions(in: UTF16Text("Nr. 5 kam. Ja"))
    #expect(decisions.map(\.line) == [1, 2])
    #expect(decisions.map(\.isEnd) == [false, true])
    #expect(decisions.map(\.rule) == [.srx, .srx])
  }
}
