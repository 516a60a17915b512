import TestSupport
import Testing

@testable import BilingualModel

@Suite struct LexicalAnalyzerTests {
  private func profile(_ text: String, _ language: String) throws -> SentenceProfile {
    try LexicalAnalyzer(language: language).profile(of: text)
  }

  @Test(
    "Numbers, dates and times give the same keys in both languages",
    arguments: [
      ("1.000,5 Euro", "1,000.5 euros"), ("am 3. Oktober", "on October 3"), ("am 12.03.2015", "on 12/03/2015"),
      ("um 18.30 Uhr", "at 18:30"),
      ("1 234 567", "1 234 567"), ("2.500.000", "2,500,000"), ("im März", "in March"), ("am Montag", "on Monday"), ("zwölf", "twelve"),
      ("007", "7"),
      ("Fr. 1'250.–", "1,250 francs"), ("3,14", "3.14"),
    ])
  func numbers(german: String, english: String) throws {
    let (ours, theirs) = (try profile(german, "de").numbers, try profile(english, "en").numbers)
    #expect(!ours.isEmpty)
    #expect(ours.sorted() == theirs.sorted())
  }

  @Test("Different numbers give different keys")
  func differentNumbers() throws {
    let keys = try ["1", "10", "100", "1.000", "1,5", "Mai", "Montag", "zwei"].map { try profile($0, "de").numbers }
    #expect(Set(keys).count == keys.count)
  }

  @Test("The verb 'may' is no month, the month is")
  func may() throws {
    #expect(try profile("it may rain", "en").numbers.isEmpty)
    #expect(try profile("May rain", "en").numbers == profile("Mai", "de").numbers)
  }

  @Test(
    "Names and cognates fold to the same letters",
    arguments: [
      ("Wladiwostok", "Vladivostok"), ("Pjöngjang", "Pyongyang"), ("Elefant", "elephant"), ("Straße", "STRASSE"), ("Café", "Cafe\u{301}"),
      ("Zug\u{AD}fahrt", "Zugfahrt"),
    ])
  func folding(german: String, english: String) throws {
    let (ours, theirs) = (try profile(german, "de").cognates, try profile(english, "en").cognates)
    #expect(ours == theirs && !ours.isEmpty)
  }

  @Test("A word says the same whenever it comes: one analyzer for all sentences gives what a new one for each gives")
  func memory() throws {
    let shared = try LexicalAnalyzer(language: "de", model: .shipped())
    var random = SplitMix64(seed: 8)
    let words = [
      "Haus", "haus", "Häuser", "Donaudampfschifffahrt", "l’été", "1.000,5", "März", "zwei", "x", "ß", "Zug\u{AD}fahrt", "漢字", "-", ":",
    ]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in words.randomElement(using: &random) }.joined(separator: " ")
      #expect(try shared.profile(of: text) == LexicalAnalyzer(language: "de", model: .shipped()).profile(of: text), "\(text)")
    }
  }

  @Test("Cognates share keys, unrelated words do not")
  func cognates() throws {
    let german = Set(try profile("Militärpräsident", "de").cognates)
    #expect(german.intersection(try profile("the military president", "en").cognates).count >= 6)
    #expect(german.isDisjoint(with: try profile("house of cards", "en").cognates))
  }

  @Test(
    "Marks are seen in every style",
    arguments: [
      ("Kommst du?", [.question]), ("»Halt!«", [.exclamation, .quotation]), ("„Ja“, sagte er.", [.quotation]),
      ("Folgendes:", [.finalColon]),
      ("Überschrift", [.unended]), ("Er (sie) kam.", [.bracket]), ("Warte …", [.ellipsis]), ("Der Satz endet hier.", []),
    ] as [(String, SentenceProfile.Marks)])
  func marks(text: String, marks: SentenceProfile.Marks) throws {
    #expect(try profile(text, "de").marks == marks)
  }

  @Test("White space and invisible characters have no length")
  func length() throws {
    #expect(try profile("Zug\u{AD}fahrt\u{200B} \u{A0} nach\tUlm.", "de").length == 16)
    #expect(try profile("", "de").length == 0)
  }
}
