import Testing

@testable import TranslationMemory

@Suite struct MatchScorerTests {
  private func score(
    _ unit: [MatchText.Piece], _ segment: [MatchText.Piece], rules: PenaltyRules = PenaltyRules(), origin: MatchOrigin = MatchOrigin(),
    unitContext: MatchContext = MatchContext(), context: MatchContext = MatchContext()
  ) throws -> MatchScore {
    try MatchScorer(language: "en", rules: rules, now: 1_700_000_000).score(
      MatchText(unit), for: MatchText(segment), origin: origin, unitContext: unitContext, context: context)
  }

  @Test("Only equal texts have 100, and with equal neighbours 101")
  func exact() throws {
    let text: [MatchText.Piece] = [.text("Open the file.")]
    #expect(try score(text, text).percent == 100)
    let here = MatchContext(previous: 1, next: 2)
    let inContext = try score(text, text, unitContext: here, context: here)
    #expect(inContext.percent == 101)
    #expect(inContext.isInContext)
    let long = String(repeating: "word ", count: 100)
    let near = try score([.text(long + "x")], [.text(long + "y")], unitContext: here, context: here)
    #expect(near.characters == 99)
    #expect(near.percent == 99)
    #expect(!near.isInContext)
  }

  @Test("The percentage is rounded down")
  func floored() throws {
    #expect(try score([.text("abc")], [.text("abd")]).percent == 66)
    #expect(try score([.text("")], [.text("abd")]).percent == 0)
    #expect(try score([.text("")], [.text("")]).percent == 100)
  }

  @Test("A text that differs in numbers only is marked, and has one point less than 100")
  func numbers() throws {
    let found = try score([.text("In 2023 there were 7.")], [.text("In 2024 there were 12.")])
    #expect(found.adaptsNumbers)
    #expect(found.characters < 99)
    #expect(found.percent == 99)
    #expect(try !score([.text("In 2023 there were 7.")], [.text("In 2024 there was 12.")]).adaptsNumbers)
    #expect(try !score([.text("In 2023")], [.text("In 2023")]).adaptsNumbers)
  }

  @Test("Tags that differ or stand elsewhere cost a point each, up to the most for tags")
  func tags() throws {
    let plain: [MatchText.Piece] = [.text("Open the file")]
    let tagged: [MatchText.Piece] = [.text("Open "), .tag("b"), .text("the"), .tag("/b"), .text(" file")]
    let moved: [MatchText.Piece] = [.tag("b"), .text("Open the"), .tag("/b"), .text(" file")]
    #expect(try score(plain, tagged).percent == 98)
    #expect(try score(tagged, tagged).percent == 100)
    #expect(try score(tagged, moved).percent == 99)
    #expect(try score(plain, Array(repeating: .tag("x"), count: 20) + plain).percent == 95)
    #expect(try score(plain, tagged).tagEdits == 2)
  }

  @Test("Memory, age and confidence cost what the rules say")
  func penalties() throws {
    var rules = PenaltyRules()
    rules.memories = ["old": 7]
    rules.age = 2
    rules.yearsOfAge = 2
    let text: [MatchText.Piece] = [.text("Open")]
    #expect(try score(text, text, rules: rules, origin: MatchOrigin(memory: "old")).percent == 93)
    #expect(try score(text, text, rules: rules, origin: MatchOrigin(memory: "new")).percent == 100)
    let fiveYears: Int64 = 5 * 31_557_600
    #expect(try score(text, text, rules: rules, origin: MatchOrigin(changed: 1_700_000_000 - fiveYears)).percent == 96)
    #expect(try score(text, text, rules: rules, origin: MatchOrigin(changed: 0)).penalty == 10)
    #expect(try score(text, text, origin: MatchOrigin(confidence: 0.95)).percent == 99)
    #expect(try score(text, text, origin: MatchOrigin(confidence: 0)).percent == 80)
    #expect(try score(text, text, origin: MatchOrigin(confidence: 1)).penalty == 0)
  }

  @Test("The three scores of tokens count stems, words and everything")
  func tokens() throws {
    let scores = try score([.text("Opened 2 files.")], [.text("opening 3 files.")]).tokens
    #expect(scores.stems == 100)
    #expect(scores.words == 50)
    // Of opened, space, 2, space, files and the full stop two differ.
    #expect(scores.tokens == 66)
    #expect(try score([.text("x")], [.text("x"), .tag("b")]).tokens.tokens == 50)
  }

  @Test("Stems are Snowball's, and a language without them has none")
  func stems() {
    #expect(Stemmer(language: "de")?.stem("häusern") == "haus")
    #expect(Stemmer(language: "en")?.stem("files") == "file")
    #expect(Stemmer(language: "xx") == nil)
  }

  @Test("Numbers are put into a translation where it is clear which goes where")
  func adaptation() throws {
    let (unit, segment) = (try MatchText("From 3 to 7 in 2023"), try MatchText("From 4 to 7 in 2024"))
    #expect(NumberAdaptation.adapt("Von 3 bis 7 im Jahr 2023", of: unit, to: segment) == "Von 4 bis 7 im Jahr 2024")
    #expect(NumberAdaptation.adapt("Von drei bis 7 im Jahr 2023", of: unit, to: segment) == nil)
    #expect(NumberAdaptation.adapt("1 und 1", of: try MatchText("1 and 1"), to: try MatchText("1 and 2")) == nil)
    #expect(NumberAdaptation.adapt("Von 3 bis 7", of: unit, to: try MatchText("From 4 to 7")) == nil)
  }
}
