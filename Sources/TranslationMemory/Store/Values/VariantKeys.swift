/// What look-ups need of a variant.
public struct VariantKeys: Hashable, Sendable {
  /// Its language, in lower case and with hyphens; what no language tag is, as it was written.
  public var language: String
  /// Its text for matching (`MatchText.text`).
  public var text: String
  /// `MatchText.hash`.
  public var hash: UInt64
  /// `MatchText.hashWithoutNumbers`.
  public var hashWithoutNumbers: UInt64
  /// The segments before and after it in the same language.
  public var context: MatchContext
  /// The stems of its words, separated by spaces, for concordance (`ConcordanceTerms`).
  public var terms: String

  /// Makes keys from their parts.
  public init(language: String, text: String, hash: UInt64, hashWithoutNumbers: UInt64, context: MatchContext, terms: String) {
    self.language = language
    self.text = text
    self.hash = hash
    self.hashWithoutNumbers = hashWithoutNumbers
    self.context = context
    self.terms = terms
  }
}

extension VariantKeys {
  /// The hashes that find the variant, and as what: 1 for `hash`, 2 for `hashWithoutNumbers`, 3 for both, which are mostly the same.
  package var forms: [(hash: UInt64, forms: Int)] {
    hash == hashWithoutNumbers ? [(hash, 3)] : [(hash, 1), (hashWithoutNumbers, 2)]
  }

  /// A language as look-ups know it: in lower case, with hyphens.
  public static func language(_ written: String) -> String { String(written.lowercased().map { $0 == "_" ? "-" : $0 }) }

  /// Whether it is of a language; `de` takes `de-AT` too.
  /// - Parameter language: as `language(_:)` gives it.
  public func isOf(language: String) -> Bool { Self.matches(self.language, language) }

  /// Whether a variant's language is a wanted one, both as `language(_:)` gives them.
  public static func matches(_ language: String, _ wanted: String) -> Bool {
    language.hasPrefix(wanted) && (language.utf8.count == wanted.utf8.count || language.dropFirst(wanted.count).first == "-")
  }
}
