import Corpus
import ICUText
import TMX

/// Tells whether a unit has what is looked for; a memory's index only finds those that may have it. Not thread-safe: one a task.
public final class ConcordanceMatcher {

  /// What is looked for.
  public let query: ConcordanceQuery
  private let language: String?
  private let terms = ConcordanceTerms()
  private let expression: RegularExpression?
  private let folded: String

  /// Reads a query.
  /// - Throws: a `Diagnostic` `.usage` when it is empty or no regular expression.
  public init(_ query: ConcordanceQuery) throws {
    self.query = query
    language = query.language.map(VariantKeys.language)
    let text = try MatchText(query.text).text
    guard !text.isEmpty else { throw Diagnostic(.usage, "there is nothing to look for", cure: "name a word") }
    folded = text.lowercased()
    guard query.form == .regex else {
      expression = nil
      return
    }
    do { expression = try RegularExpression(query.text, caseInsensitive: true) } catch {
      throw Diagnostic(.usage, "this is no regular expression: \(error)", cure: "check its syntax, that of ICU")
    }
  }

  /// The terms that a unit must have in one of some languages: one list a language, each in the order of the query.
  /// - Parameter languages: the memory's languages, as `VariantKeys.language` has them.
  /// - Throws: a `Diagnostic` `.usage` when the query has no words.
  public func terms(in languages: some Sequence<String>) throws -> [[String]] {
    let wanted = Set(languages.filter { name in language.map { VariantKeys.matches(name, $0) } ?? true }.map(ConcordanceTerms.subtag))
    let lists = try wanted.sorted().map { try terms.terms(of: MatchText(query.text).text, language: $0) }
    guard lists.allSatisfy({ !$0.isEmpty }) else {
      throw Diagnostic(.usage, "there is no word to look for", cure: "look for it as a substring")
    }
    return lists
  }

  /// Whether one of a unit's variants has what is looked for.
  /// - Throws: a `Diagnostic` `.usage` when the regular expression takes too long.
  public func matches(_ unit: TMXUnit) throws -> Bool { try unit.variants.contains { try matches($0) } }

  /// Whether a variant has what is looked for.
  /// - Throws: a `Diagnostic` `.usage` when the regular expression takes too long.
  public func matches(_ variant: TMXVariant) throws -> Bool {
    let name = VariantKeys.language(variant.language)
    if let language, !VariantKeys.matches(name, language) { return false }
    let text = try MatchText(variant.segment.plainText).text
    switch query.form {
    case .words:
      let wanted = try terms.terms(of: MatchText(query.text).text, language: name)
      return try !wanted.isEmpty && Set(wanted).isSubset(of: terms.terms(of: text, language: name))
    case .substring: return text.lowercased().utf8.firstRange(of: folded.utf8) != nil
    case .phrase: return Self.hasPhrase(folded, in: text.lowercased())
    case .regex:
      guard let expression else { return false }
      do { return try expression.firstMatch(in: UTF16Text(text)) != nil } catch {
        throw Diagnostic(.usage, "the regular expression takes too long", cure: "make it simpler")
      }
    }
  }

  /// Whether a phrase occurs in a text and no word of the text goes on beyond it.
  private static func hasPhrase(_ phrase: String, in text: String) -> Bool {
    var rest = text[...]
    func isWord(_ character: Character?) -> Bool { character.map { $0.isLetter || $0.isNumber } ?? false }
    while let found = rest.firstRange(of: phrase) {
      let before = found.lowerBound > text.startIndex ? text[text.index(before: found.lowerBound)] : nil
      let after = found.upperBound < text.endIndex ? text[found.upperBound] : nil
      if !(isWord(before) && isWord(phrase.first)), !(isWord(after) && isWord(phrase.last)) { return true }
      rest = text[text.index(after: found.lowerBound)...]
    }
    return false
  }
}
