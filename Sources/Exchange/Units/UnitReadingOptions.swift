import Corpus

/// How files of units are read.
public struct UnitReadingOptions: Sendable {
  /// The format; `nil` finds it out by content, then extension.
  public var format: UnitFormat?
  /// The language of the translation and that of its source, for formats that name none: German and English.
  public var languages = (translation: LanguageTag.german, source: LanguageTag.english)
  /// Whether to salvage what can be read of a damaged file; what is skipped is told in a notice.
  public var recovers = false
  /// The charset of PO, TSV, CSV, JSONL and bead files, by its name; `nil` takes a byte-order mark, what a catalogue's header says, or UTF-8.
  public var charset: String?
  /// The names of a table's columns when it has no row for them: languages, `source`, `target`, `id`, `confidence`, `note`; others are properties and
  /// an empty name or `-` is left out. `nil` takes the first row.
  public var columns: [String]?
  /// Whether entries without a translation are taken from XLIFF and PO, as units with one variant.
  public var untranslated = false
  /// Whether a catalogue's fuzzy entries are taken.
  public var fuzzy = false
  /// The sentences of a bead file, one a line as they are; empty lines do not count.
  public var sentences: (german: [String], english: [String])?
  /// The most bytes of a line, a record or a unit.
  public var limit = 16 << 20

  /// The options as they are described.
  public init() {}
}
