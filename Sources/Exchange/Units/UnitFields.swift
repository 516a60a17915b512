import Corpus
import TMX

/// What a named field of a table or an object says of a unit.
enum UnitField: Hashable {
  /// A text in a language.
  case text(String)
  /// `tuid`.
  case id
  /// A note.
  case note
  /// A property.
  case property(String)
  /// The sentences of a bead, German or English.
  case germanIndices, englishIndices
  case ignored

  static let confidence = UnitField.property("x-satzpaar-confidence")

  /// Reads a field's name: a language tag (`de`, `en_US`), `source`, `target`, `german_text`, `de_text` …; `nil` for names that say nothing.
  init?(name: String, languages: (translation: LanguageTag, source: LanguageTag)) {
    let lower = name.trimmed.lowercased()
    switch lower {
    case "source", "src", "source_text", "english_text": self = .text(languages.source.description)
    case "target", "tgt", "translation", "target_text", "german_text": self = .text(languages.translation.description)
    case "confidence", "x-satzpaar-confidence": self = .confidence
    case "note", "notes", "comment": self = .note
    case "", "-": self = .ignored
    case "id" where languages.source.language != "id" && languages.translation.language != "id", "tuid": self = .id
    default:
      let pair = [languages.source.description.lowercased(), languages.translation.description.lowercased()]
      let stem = lower.hasSuffix("_text") ? String(lower.dropLast(5)) : lower
      let tag = String(stem.map { $0 == "_" ? "-" : $0 })
      // The regular expression is slow, and comes last.
      guard
        pair.contains(tag) || (Self.codes.contains(tag.prefix(2)) && tag.wholeMatch(of: /[a-z]{2}(-[a-z]{4})?(-[a-z]{2})?/) != nil),
        let language = LanguageTag(tag)
      else { return nil }
      self = .text(language.description)
    }
  }

  /// The languages of ISO 639-1.
  private static let codes = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo \
    fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg \
    li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se \
    sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split(separator: " "))

  /// Whether it holds a text.
  var isText: Bool { if case .text = self { true } else { false } }
}

/// A unit that is put together from fields.
struct UnitFields {
  private(set) var unit = TMXUnit(variants: [])
  private var german: [Int]?
  private var english: [Int]?

  /// Takes a field's value; an empty one says nothing.
  mutating func add(_ field: UnitField, _ value: String) {
    guard !value.isEmpty else { return }
    switch field {
    case .text(let language): unit.variants.append(TMXVariant(language: language, segment: TMXSegment(value)))
    case .id: unit.attributes["tuid"] = value
    case .note: unit.remarks.append(TMXRemark(.note, text: value))
    case .property(let type): unit.remarks.append(TMXRemark(.prop, attributes: ["type": type], text: value))
    case .germanIndices: german = IndexBead(line: "[\(value)]:[]")?.german
    case .englishIndices: english = IndexBead(line: "[\(value)]:[]")?.german
    case .ignored: break
    }
  }

  /// Completes the unit of a bead: its number, its type, where its sentences stand, and the source before its translation.
  mutating func completeBead(
    number: Int, german: [Int]? = nil, english: [Int]? = nil, languages: (translation: LanguageTag, source: LanguageTag)
  ) {
    let (german, english) = (german ?? self.german ?? [], english ?? self.english ?? [])
    unit.attributes["tuid"] = String(number)
    add(.property("x-satzpaar-bead"), BeadType(german: german.count, english: english.count).description)
    for (language, indices) in [(languages.source, english), (languages.translation, german)] {
      guard let first = indices.first, let last = indices.last, last - first == indices.count - 1 else { continue }
      add(.property("x-satzpaar-origin-\(language)"), "#sentence=\(first),\(last + 1)")
    }
    let source = languages.source.description
    unit.variants = unit.variants.filter { $0.language == source } + unit.variants.filter { $0.language != source }
  }

  /// Whether it came from a bead, whose sentences are known.
  var isBead: Bool { german != nil && english != nil }
}
