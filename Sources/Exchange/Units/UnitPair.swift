import Corpus
import TMX

/// The two languages of a format that holds pairs, and the variants of a unit that are in them.
struct UnitPair {
  /// The language of the source texts.
  let source: String
  /// The language of their translations.
  let translation: String

  /// The languages of a memory: those asked for, or else the header's source language and the first other one of its first unit.
  init(_ wanted: (translation: LanguageTag, source: LanguageTag)?, header: TMXHeader, first: TMXUnit?) {
    let usual = UnitReadingOptions().languages
    if let wanted {
      let turned = header.sourceLanguage.map { wanted.translation.description.isLanguage($0) && !wanted.source.description.isLanguage($0) }
      let (source, translation) = turned == true ? (wanted.translation, wanted.source) : (wanted.source, wanted.translation)
      (self.source, self.translation) = (source.description, translation.description)
      return
    }
    let languages = first?.variants.map(\.language) ?? []
    let named = first?.attributes["srclang"] ?? header.sourceLanguage
    let source = languages.first { $0.lowercased() == named?.lowercased() } ?? named ?? languages.first ?? usual.source.description
    let other = languages.first { !$0.isLanguage(source) } ?? languages.first { $0.lowercased() != source.lowercased() }
    self.source = source
    translation = other ?? (source.isLanguage("de") ? usual.source : usual.translation).description
  }

  /// The variants of a unit in the two languages, and how many others there are.
  func variants(of unit: TMXUnit) -> (source: TMXVariant?, translation: TMXVariant?, others: Int) {
    let first = index(of: source, in: unit, except: nil)
    let second = index(of: translation, in: unit, except: first)
    let count = [first, second].count { $0 != nil }
    return (first.map { unit.variants[$0] }, second.map { unit.variants[$0] }, unit.variants.count - count)
  }

  private func index(of language: String, in unit: TMXUnit, except other: Int?) -> Int? {
    func isFree(_ index: Int) -> Bool { index != other }
    let places = unit.variants.indices
    return places.first { isFree($0) && unit.variants[$0].language.lowercased() == language.lowercased() }
      ?? places.first {
        isFree($0) && unit.variants[$0].language.isLanguage(language) && !isTaken(unit.variants[$0].language, for: language)
      }
  }

  /// Whether a language is just the pair's other one: of `de-AT` and `de-DE` neither stands for the other.
  private func isTaken(_ language: String, for wanted: String) -> Bool {
    let other = wanted == source ? translation : source
    return language.lowercased() == other.lowercased() || (other.isLanguage(wanted) && other.lowercased() != wanted.lowercased())
  }
}

extension String {
  /// Whether two tags have the same language subtag: `de-AT`, `de_DE` and `de` have.
  func isLanguage(_ other: String) -> Bool {
    func primary(_ tag: String) -> String { tag.prefix { $0 != "-" && $0 != "_" }.lowercased() }
    return primary(self) == primary(other)
  }
}
