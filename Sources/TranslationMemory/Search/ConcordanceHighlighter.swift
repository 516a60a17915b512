import Corpus
import ICUText
import TMX

/// Finds where in a variant is what a concordance looked for. Not thread-safe: one a task.
public final class ConcordanceHighlighter {
  /// A stretch of a text.
  public struct Run: Hashable, Sendable {
    /// The text.
    public let text: String
    /// Whether it is what was looked for.
    public let isHit: Bool
  }

  private let query: ConcordanceQuery
  private let terms = ConcordanceTerms()
  private let expression: RegularExpression?
  private var breakers: [String: WordBreaker] = [:]

  /// Reads a query.
  /// - Throws: a `Diagnostic` `.usage` when it is no regular expression.
  public init(_ query: ConcordanceQuery) throws {
    self.query = query
    do { expression = query.form == .regex ? try RegularExpression(query.text, caseInsensitive: true) : nil } catch {
      throw Diagnostic(.usage, "this is no regular expression: \(error)", cure: "check its syntax, that of ICU")
    }
  }

  /// The variant's text for matching, with what was looked for; no hit where a variant has none, or its language was not asked for.
  /// - Throws: a `Diagnostic` `.usage` when a regular expression takes too long, `.malformedInput` for a text too long for ICU.
  public func runs(of variant: TMXVariant) throws -> [Run] {
    let text = UTF16Text(try MatchText(variant.segment.plainText).text)
    let isWanted = query.language.map { LanguageKey.isIn(variant.language, $0) } ?? true
    var runs: [Run] = []
    var end = 0
    for hit in isWanted ? try hits(in: text, VariantKeys.language(variant.language)) : [] where !hit.isEmpty {
      if hit.lowerBound > end { runs.append(Run(text: text[end..<hit.lowerBound], isHit: false)) }
      runs.append(Run(text: text[hit], isHit: true))
      end = hit.upperBound
    }
    return runs + (end < text.units.count ? [Run(text: text[end..<text.units.count], isHit: false)] : [])
  }

  /// UTF-16 ranges, in order, that do not overlap.
  private func hits(in text: UTF16Text, _ language: String) throws -> [Range<Int>] {
    do {
      switch query.form {
      case .regex: return try expression?.matches(in: text).map(\.range) ?? []
      case .substring: return Self.occurrences(of: try folded(query.text), in: text.units.map(\.lowercased))
      case .phrase:
        let words = try words(of: text, language)
        let (starts, ends) = (Set(words.map(\.lowerBound)), Set(words.map(\.upperBound)))
        // No word goes on beyond it.
        func isInside(_ place: Int) -> Bool { words.contains { $0.lowerBound < place && place < $0.upperBound } }
        return Self.occurrences(of: try folded(query.text), in: text.units.map(\.lowercased)).filter {
          (starts.contains($0.lowerBound) || !isInside($0.lowerBound)) && (ends.contains($0.upperBound) || !isInside($0.upperBound))
        }
      case .words:
        let wanted = Set(try terms.terms(of: MatchText(query.text).text, language: language))
        let hits = try words(of: text, language).filter { word in
          try terms.terms(of: text[word], language: language).contains(where: wanted.contains)
        }
        let found = Set(try hits.flatMap { try terms.terms(of: text[$0], language: language) })
        return wanted.isSubset(of: found) ? hits : []
      }
    } catch ICUError.timeLimit {
      throw Diagnostic(.usage, "the regular expression takes too long", cure: "make it simpler")
    }
  }

  private func folded(_ text: String) throws -> [UInt16] { UTF16Text.units(of: try MatchText(text).text).map(\.lowercased) }

  private func words(of text: UTF16Text, _ language: String) throws -> [Range<Int>] {
    let subtag = LanguageKey.primary(language)
    let breaker = breakers[subtag] ?? WordBreaker(language: subtag)
    breakers[subtag] = breaker
    var words: [Range<Int>] = []
    do { try breaker.find(in: text.units, &words) } catch {
      throw Diagnostic(.malformedInput, "this segment cannot be split into words: \(error)", cure: "split it")
    }
    return words
  }

  private static func occurrences(of part: [UInt16], in text: [UInt16]) -> [Range<Int>] {
    guard !part.isEmpty else { return [] }
    var found: [Range<Int>] = []
    var start = 0
    while start + part.count <= text.count {
      if text[start..<start + part.count].elementsEqual(part) {
        found.append(start..<start + part.count)
        start += part.count
      } else {
        start += 1
      }
    }
    return found
  }
}
