import Corpus
import ICUText
import TestSupport
import Testing

@testable import Segmentation

/// SRX as the specification has it: every rule in order at every place, every start of `before` tried, by ICU alone.
private struct NaiveSRX {
  let rules: [(isBreak: Bool, before: RegularExpression, after: RegularExpression)]

  init(_ rules: [SRXRules.Rule]) throws {
    self.rules = try rules.map { ($0.isBreak, try RegularExpression($0.before), try RegularExpression($0.after)) }
  }

  /// Whether the text breaks at a place; `nil` where no rule matches.
  func verdict(at place: Int, in window: RegexWindow) throws -> Bool? {
    try rules.first { rule in
      guard try rule.after.matches(startOf: place..<window.count, in: window) else { return false }
      return try (0...place).contains { try rule.before.matches(exactly: $0..<place, in: window) }
    }?.isBreak
  }

  func breaks(in text: String) throws -> [Int] {
    let units = Array(text.utf16)
    let window = RegexWindow(units, 0..<units.count)
    return try (1..<max(1, units.count)).filter { place in
      let isInside = UTF16.isTrailSurrogate(units[place]) && UTF16.isLeadSurrogate(units[place - 1])
      return try !isInside && verdict(at: place, in: window) == true
    }
  }
}

@Suite("The SRX engine against the definition")
struct SRXEngineTests {
  private static let atoms = [
    "a", "b", "ß", "é", "s", "S", " ", #"\."#, ".", #"\s"#, #"\S"#, #"\w"#, #"\d"#, #"\p{Lu}"#, #"\P{L}"#, "[ab]", "[^a.]", "[A-Z]",
    #"[.!?…]"#,
    "[[a-f]&&[^b]]", #"[\s\u00A0]"#, #"\u0061"#, #"\x{1F600}"#, "😀", #"\b"#, "^", "$", "(?=a)", "(?!b)", "(?<=a)", #"(?<!\.)"#, #"\Qa.\E"#,
    #"\B"#, #"\h"#, #"\R"#, #"(?<n>a)\k<n>"#, "…", "[a-]", "[]x]", #"\x41"#, "ﬁ", "k",
  ]
  private static let letters = [
    "a", "b", "A", "B", "s", "S", "ß", "ſ", "é", ".", ".", " ", " ", "\u{A0}", "!", "…", "😀", "\n", "1", "ﬁ", "f", "i", "\u{212A}", "x",
  ]

  private static func pattern(_ random: inout SplitMix64, depth: Int = 0) -> String {
    var result = ""
    for _ in 0..<Int.random(in: depth == 0 ? 0...4 : 1...3, using: &random) {
      switch Int.random(in: 0..<12, using: &random) {
      case 0 where depth < 3: result += "(" + pattern(&random, depth: depth + 1) + ")"
      case 1 where depth < 3: result += "(?:" + pattern(&random, depth: depth + 1) + "|" + pattern(&random, depth: depth + 1) + ")"
      case 2 where depth < 3: result += ["(?i)", "(?i:a)", "(?-i)", "(?>a)", "(?#c)", "(?s)", "(?m)"].randomElement(using: &random) ?? ""
      default: result += atoms.randomElement(using: &random) ?? ""
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        result += ["*", "+", "?", "{2}", "{1,2}", "{0,}", "*?", "++", "??"].randomElement(using: &random) ?? ""
      }
    }
    return result
  }

  @Test("Random rules decide the same at every place of random texts", arguments: 0..<8)
  func randomRules(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var (rounds, breaks) = (0, 0)
    while rounds < 150 {
      let list = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        SRXRules.Rule(isBreak: Bool.random(using: &random), before: Self.pattern(&random), after: Self.pattern(&random))
      }
      let source = SRXRules(file: "x", cascades: false, groups: [SRXRules.Group(name: "", rules: list)], maps: [])
      // Not every random pattern is a regular expression.
      guard let naive = try? NaiveSRX(list), let engine = try? SRXEngine(list, of: source) else { continue }
      rounds += 1
      for _ in 0..<4 {
        let text = (0..<Int.random(in: 0...24, using: &random)).map { _ in Self.letters.randomElement(using: &random) ?? "" }.joined()
        // Quantifiers in quantifiers may take exponential time, which both refuse, but not at the same place.
        guard let expected = try? naive.breaks(in: text), let decisions = try? engine.decisions(in: Array(text.utf16)) else { continue }
        let found = decisions.filter(\.isEnd).map(\.offset)
        #expect(found == expected, "\(text.debugDescription) \(list.map { ($0.isBreak, $0.before, $0.after) })")
        breaks += expected.count
      }
    }
    #expect(breaks > 400)
  }

  @Test("The exported rules decide the same on real sentences")
  func exportedRules() throws {
    let rules = try SRXRules.builtIn.rules(for: .german)
    let naive = try NaiveSRX(rules)
    let engine = try SRXEngine(rules, of: .builtIn)
    for item in try CaseFile("a.tsv").cases.prefix(60) {
      let units = Array(item.input.utf16)
      let window = RegexWindow(units, 0..<units.count)
      let found = Set(try engine.decisions(in: units).filter(\.isEnd).map(\.offset))
      // Between two letters no exported rule can match, and the definition is slow.
      for place in units.indices.dropFirst()
      where BlockText(units: units).kind(place - 1).isMark || BlockText(units: units).kind(place).isBlank {
        #expect(try naive.verdict(at: place, in: window) == true ? found.contains(place) : !found.contains(place), "\(item.input) \(place)")
      }
    }
  }

  @Test("In a text of many chunks each piece is decided as on its own")
  func chunks() throws {
    let rules = [
      SRXRules.Rule(isBreak: false, before: #"\b(Nr|Abs)\."#, after: #"\s"#),
      SRXRules.Rule(isBreak: false, before: #"\([^)]*\."#, after: #"[^(]*\)"#),
      SRXRules.Rule(isBreak: true, before: #"[.!?]+"#, after: #"\s"#),
    ]
    let engine = try SRXEngine(rules, of: SRXRules(file: "x", cascades: false, groups: [], maps: []))
    let piece = "Nach Nr. 5 😀 kam (wie immer. Ja. Oder?) der Abs. 3 dran. Gut! "
    let length = piece.utf16.count
    let one = try engine.decisions(in: Array(piece.utf16)).map { $0.offset }
    let many = try engine.decisions(in: Array(String(repeating: piece, count: 400).utf16)).map { $0.offset % length }
    #expect(one.count == 6)
    #expect(many == (0..<400).flatMap { _ in one })
  }
}
