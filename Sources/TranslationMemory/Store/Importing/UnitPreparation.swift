import Corpus
import TMX

/// Makes what look-ups need of units. Not thread-safe: one a task.
public final class UnitPreparation {
  private let terms = ConcordanceTerms()
  /// Languages as look-ups know them, by how they are written.
  private var languages: [String: String] = [:]

  /// Nothing is opened before it is needed.
  public init() {}

  /// Units that follow each other in a file, with the contexts that their neighbours give.
  ///
  /// The segment before a variant is that of the unit before, in the same language; a unit that lacks the language gives none. Where a variant, or
  /// for the source variant its unit, has a property `x-context-pre` or `x-context-post`, its text is the neighbour.
  /// - Parameters:
  ///   - before: the unit before them.
  ///   - after: the unit after them.
  ///   - header: the header of their file, for its source language.
  /// - Throws: a `Diagnostic` `.malformedInput` when a text is too long for ICU.
  public func prepare(_ units: [TMXUnit], before: TMXUnit?, after: TMXUnit?, header: TMXHeader) throws -> [NewUnit] {
    var last = try before.map { try keys($0) }
    var current = try units.first.map { try keys($0) }
    var prepared: [NewUnit] = []
    prepared.reserveCapacity(units.count)
    for (index, unit) in units.enumerated() {
      let next = index + 1 < units.count ? try keys(units[index + 1]) : try after.map { try keys($0) }
      guard var variants = current else { break }
      let source = Self.source(of: unit, variants, header)
      for place in variants.indices {
        let language = variants[place].language
        let remarks = unit.variants[place].remarks + (place == source ? unit.remarks : [])
        variants[place].context = MatchContext(
          previous: try Self.hash(remarks.property("x-context-pre")) ?? last?.first { $0.language == language }?.hash,
          next: try Self.hash(remarks.property("x-context-post")) ?? next?.first { $0.language == language }?.hash)
        variants[place].terms = try terms.joinedTerms(of: variants[place].text, language: language)
      }
      prepared.append(NewUnit(unit: unit, variants: variants, source: source))
      (last, current) = (variants, next)
    }
    return prepared
  }

  /// A unit of a memory, with its contexts.
  /// - Throws: a `Diagnostic` `.malformedInput` when a text is too long for ICU.
  public func prepare(_ unit: StoredUnit, header: TMXHeader?) throws -> NewUnit {
    var variants = try keys(unit.unit)
    for place in variants.indices {
      if unit.contexts.indices.contains(place) { variants[place].context = unit.contexts[place] }
      variants[place].terms = try terms.joinedTerms(of: variants[place].text, language: variants[place].language)
    }
    return NewUnit(unit: unit.unit, variants: variants, source: Self.source(of: unit.unit, variants, header))
  }

  /// The keys but for contexts and terms.
  private func keys(_ unit: TMXUnit) throws -> [VariantKeys] {
    try unit.variants.map { variant in
      let text = try MatchText(variant.segment.plainText)
      return VariantKeys(
        language: language(variant.language), text: text.text, hash: text.hash, hashWithoutNumbers: text.hashWithoutNumbers,
        context: MatchContext(), terms: "")
    }
  }

  private func language(_ written: String) -> String {
    if let known = languages[written] { return known }
    if languages.count > 1000 { languages.removeAll() }
    let language = VariantKeys.language(written)
    languages[written] = language
    return language
  }

  private static func source(of unit: TMXUnit, _ variants: [VariantKeys], _ header: TMXHeader?) -> Int {
    let named = unit.attributes["srclang"] ?? header?.attributes["srclang"]
    guard let named else { return 0 }
    let language = VariantKeys.language(named)
    return variants.firstIndex { $0.language == language } ?? variants.firstIndex { $0.isOf(language: language) } ?? 0
  }

  private static func hash(_ property: String?) throws -> UInt64? {
    guard var text = property, !text.isEmpty else { return nil }
    // memoQ keeps a whole segment as text.
    if text.hasPrefix("<seg>"), text.hasSuffix("</seg>"), let segment = try? TMXSegment(fragment: String(text.dropFirst(5).dropLast(6))) {
      text = segment.plainText
    }
    return try MatchText(text).hash
  }
}
