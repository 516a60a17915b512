import Corpus

/// Which rules decide where sentences end.
public enum SegmentationRules: Hashable, Sendable {
  /// Those of the program, see `SentenceSegmenter`.
  case builtIn
  /// SRX rules alone.
  case srx(SRXRules)
  /// SRX rules before those of the program: where one of them breaks or forbids a break, that counts. A language that they have no rules for
  /// has the program's.
  case extended(by: SRXRules)

  /// The SRX rules of a language, ready to be applied; `nil` when there are none.
  func engine(for language: LanguageTag) throws -> SRXEngine? {
    switch self {
    case .builtIn: return nil
    case .extended(by: let source):
      let rules = try source.rules(for: language)
      return rules.isEmpty ? nil : try SRXEngine(rules, of: source)
    case .srx(let source):
      let rules = try source.rules(for: language)
      guard !rules.isEmpty else {
        throw source.malformed(
          line: 0, "no rules for the language '\(language)'", cure: "add a languagemap for it or name another language")
      }
      return try SRXEngine(rules, of: source)
    }
  }
}
