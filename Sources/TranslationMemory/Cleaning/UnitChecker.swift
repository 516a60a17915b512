import Corpus
import ICUText
import TMX

/// Checks units of a memory one by one, by all rules but that for duplicates. Not thread-safe: one a task.
final class UnitChecker {
  /// A variant with what the rules need of it.
  private struct Side {
    var language: String
    var segment: TMXSegment
    var text: MatchText
  }

  private let options: CleaningOptions
  private let lengths: UsualLengths
  private let guess: LanguageGuess
  private var breakers: [String: WordBreaker] = [:]

  init(_ options: CleaningOptions, _ lengths: UsualLengths, _ guess: LanguageGuess) {
    (self.options, self.lengths, self.guess) = (options, lengths, guess)
  }

  /// What is wrong with a unit, in the order of rules, one finding a rule.
  /// - Throws: a `Diagnostic` `.malformedInput` for a text too long for ICU.
  func findings(of unit: StoredUnit) throws -> [CleaningFinding] {
    let sides = try unit.unit.variants.map {
      Side(language: $0.language, segment: $0.segment, text: try MatchText($0.segment.matchPieces))
    }
    return try CleaningRule.allCases.filter(options.rules.contains).compactMap { rule in
      try message(rule, unit.unit, sides).map { CleaningFinding(unit: unit.id, rule: rule, message: $0) }
    }
  }

  private func message(_ rule: CleaningRule, _ unit: TMXUnit, _ sides: [Side]) throws -> String? {
    switch rule {
    case .empty: return empty(sides)
    case .identical:
      return pairs(sides) { a, b in
        a.text.text == b.text.text && LanguageKey.primary(a.language) != LanguageKey.primary(b.language) && Self.letters(a.text.text) > 0
          ? "'\(a.text.text.shortened)' in \(a.language) and \(b.language)" : nil
      }
    case .language:
      return try each(sides) { side in
        try guess.objection(to: side.text.text, words: words(of: side), language: side.language).map { "\(side.language): \($0)" }
      }
    case .length:
      return pairs(sides) { a, b in
        let (first, other) = (a.text.text.unicodeScalars.count, b.text.text.unicodeScalars.count)
        guard first > 0, other > 0 else { return nil }
        let excess = lengths.excess(of: (other, b.language), to: (first, a.language))
        return excess > options.longestRatio ? "\(a.language) has \(first) characters, \(b.language) \(other)" : nil
      }
    case .numbers:
      return pairs(sides) { a, b in
        guard !a.text.text.isEmpty, !b.text.text.isEmpty else { return nil }
        let difference = NumberDifference.between(a.text, b.text)
        let parts = [(a, difference.a), (b, difference.b)].filter { !$0.1.isEmpty }
        return parts.isEmpty ? nil : parts.map { "only \($0.language) has \($1.joined(separator: ", "))" }.joined(separator: "; ")
      }
    case .tags:
      return each(sides) { side in TagBalance.fault(of: side.segment).map { "\(side.language): \($0)" } }
        ?? pairs(sides) { a, b in
          TagBalance.difference(a.segment, b.segment) ? "tags of \(a.language) and \(b.language) differ" : nil
        }
    case .brackets:
      return pairs(sides) { a, b in
        guard let bracket = BracketBalance.difference(a.text.text, b.text.text) else { return nil }
        return "\(bracket) pair in one of \(a.language) and \(b.language)"
      }
    case .control:
      return each(sides) { side in
        Self.control(in: side.segment.plainText).map { "U+\(Self.hex($0)) in \(side.language)" }
      }
    case .mojibake: return each(sides) { side in Mojibake.first(in: side.text.text).map { "'\($0)' in \(side.language)" } }
    case .letters:
      let texts = sides.map(\.text.text).filter { !$0.isEmpty }
      guard !texts.isEmpty, texts.allSatisfy(hasFewLetters) else { return nil }
      return "'\(texts[0].shortened)'"
    case .confidence: return unit.confidence.flatMap { $0 < options.minimumConfidence ? "confidence \($0)" : nil }
    case .duplicate: return nil
    }
  }

  private func each(_ sides: [Side], _ body: (Side) throws -> String?) rethrows -> String? {
    for side in sides { if let message = try body(side) { return message } }
    return nil
  }

  /// Of the first variant with each of the others.
  private func pairs(_ sides: [Side], _ body: (Side, Side) throws -> String?) rethrows -> String? {
    guard let first = sides.first else { return nil }
    return try each(Array(sides.dropFirst())) { try body(first, $0) }
  }

  private func empty(_ sides: [Side]) -> String? {
    if sides.isEmpty { return "no variants" }
    if let side = sides.first(where: { $0.text.text.isEmpty }) { return "no text in \(side.language)" }
    return Set(sides.map { VariantKeys.language($0.language) }).count < 2 ? "only \(sides[0].language)" : nil
  }

  private func hasFewLetters(_ text: String) -> Bool {
    let all = text.unicodeScalars.count { !$0.properties.isWhitespace }
    return Double(Self.letters(text)) < options.leastLetters * Double(all)
  }

  private func words(of side: Side) throws -> [String] {
    let language = LanguageKey.primary(side.language)
    let breaker = breakers[language] ?? WordBreaker(language: language)
    breakers[language] = breaker
    let units = UTF16Text.units(of: side.text.text)
    var words: [Range<Int>] = []
    do { try breaker.find(in: units, &words) } catch {
      throw Diagnostic(.malformedInput, "this segment cannot be split into words: \(error)", cure: "split it")
    }
    return words.map { String(decoding: units[$0].map(\.lowercased), as: UTF16.self) }
  }

  private static func letters(_ text: String) -> Int { text.unicodeScalars.count { $0.properties.isAlphabetic } }

  private static func control(in text: String) -> Unicode.Scalar? {
    text.unicodeScalars.first { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: false
      case 0..<0x20, 0x7F..<0xA0, 0xFFFC...0xFFFF: true
      default: false
      }
    }
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension String {
  /// The text for a message: at most 60 characters.
  var shortened: String { count > 60 ? prefix(59) + "…" : self }
}
