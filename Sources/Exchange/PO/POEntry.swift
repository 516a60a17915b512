/// An entry of a catalogue.
struct POEntry {
  /// The line on which it starts.
  var line = 0
  /// The lines after `# `, `#.`, `#:` and `#,`, each without its mark.
  var notes: [String] = []
  var extracted: [String] = []
  var references: [String] = []
  var flags: [String] = []
  var context: String?
  var source: String?
  var plural: String?
  /// The translations, by their number.
  var translations: [Int: String] = [:]

  /// The properties' types.
  enum Property {
    static let extracted = "x-po-extracted"
    static let reference = "x-po-reference"
    static let flags = "x-po-flags"
    static let context = "x-po-context"
    /// Which of the plural's forms it is, from 0.
    static let number = "x-po-plural"
    /// `msgid` and `msgid_plural` of a unit that is one form of a plural.
    static let singularSource = "x-po-msgid"
    static let pluralSource = "x-po-msgid-plural"
    /// The whole header entry, in the header.
    static let header = "x-po-header"

    static let all: Set = [extracted, reference, flags, context, number, singularSource, pluralSource]
  }

  /// What a context ends in that only tells entries of the same source apart.
  static let duplicateMark = "x-satzpaar-duplicate-"
}
