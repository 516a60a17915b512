import Corpus
import TMX

/// Writes a catalogue of GNU gettext that `msgfmt --check` takes; the inverse of `POParser`.
///
/// A catalogue holds each source once: further units of the same source and context get a context of their own, `x-satzpaar-duplicate-2`, which
/// the parser takes off. Units without a source text are left out.
final class POEmitter: UnitEmitter {
  private typealias Property = POEntry.Property

  private(set) var tally = UnitTally()
  private let pair: UnitPair
  private let sink: ByteSink
  private var buffer = SinkBuffer()
  /// How many entries have a source and context, by their hash.
  private var counts: [Int: Int] = [:]
  /// A plural whose further forms may follow.
  private var open: POEntry?

  init(header: TMXHeader, pair: UnitPair, sink: @escaping ByteSink) throws {
    (self.pair, self.sink) = (pair, sink)
    try buffer.write(POText.lines("msgid", "") + POText.lines("msgstr", Self.text(header, pair)), to: sink)
  }

  private static func text(_ header: TMXHeader, _ pair: UnitPair) -> String {
    if let old = header.remarks.property(Property.header) {
      let text = old.replacing(/charset=[^\s;]+/.ignoresCase()) { _ in "charset=UTF-8" }
      return text.contains(/(?m)^Content-Type:/.ignoresCase()) ? text : text + "Content-Type: text/plain; charset=UTF-8\n"
    }
    let date = header.attributes[date: "creationdate"].map { time in
      let text = time.extended
      return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))+0000"
    }
    return """
      Project-Id-Version: none
      \(date.map { "PO-Revision-Date: \($0)\n" } ?? "")Last-Translator: none
      Language-Team: none
      Language: \(pair.translation.map { $0 == "-" ? "_" : String($0) }.joined())
      MIME-Version: 1.0
      Content-Type: text/plain; charset=UTF-8
      Content-Transfer-Encoding: 8bit
      Plural-Forms: nplurals=2; plural=(n != 1);
      X-Source-Language: \(pair.source)
      X-Generator: Satzpaar \(satzpaarVersion)

      """
  }

  func write(_ unit: TMXUnit) throws {
    let (source, translation, others) = pair.variants(of: unit)
    guard let source, case let text = source.segment.plainText, !text.isEmpty else {
      tally.leftOut["without a source text", default: 0] += 1
      return
    }
    let remarks = unit.remarks
    let translated = translation?.segment.plainText ?? ""
    tally.lose(.tags, if: source.segment.text == nil || (translation.map { $0.segment.text == nil } ?? false))
    tally.lose(.variants, if: others > 0)
    tally.lose(
      .remarks,
      if: !source.remarks.isEmpty || !(translation?.remarks.isEmpty ?? true)
        || remarks.contains { $0.kind == .prop && !Property.all.contains($0.attributes["type"] ?? "") }
        || remarks.count { $0.kind == .note } > 1)
    tally.lose(
      .attributes, if: ([unit.attributes, source.attributes] + (translation.map { [$0.attributes] } ?? [])).contains { !$0.all.isEmpty })
    var entry = POEntry()
    func lines(_ text: String?) -> [String] { text?.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) ?? [] }
    entry.notes = remarks.filter { $0.kind == .note }.flatMap { lines($0.text) }
    entry.extracted = lines(remarks.property(Property.extracted))
    entry.references = lines(remarks.property(Property.reference))
    entry.flags = remarks.property(Property.flags).map { [$0] } ?? []
    entry.context = remarks.property(Property.context)
    guard let number = remarks.property(Property.number).flatMap({ Int($0) }), let plural = remarks.property(Property.pluralSource) else {
      (entry.source, entry.translations) = (text, [0: translated])
      return try flush(then: entry)
    }
    (entry.source, entry.plural, entry.translations) = (remarks.property(Property.singularSource) ?? text, plural, [number: translated])
    if let open, open.source == entry.source, open.plural == plural, open.context == entry.context, open.translations[number] == nil {
      self.open?.translations[number] = translated
    } else {
      try flush()
      open = entry
    }
  }

  func finish() throws {
    try flush()
    try buffer.flush(to: sink)
  }

  /// Writes the plural that is open, and an entry after it.
  private func flush(then next: POEntry? = nil) throws {
    if let open { try write(open) }
    open = nil
    if let next { try write(next) }
  }

  private func write(_ entry: POEntry) throws {
    var entry = entry
    var hasher = Hasher()
    hasher.combine(entry.context)
    hasher.combine(entry.source)
    let count = counts[hasher.finalize(), default: 0] + 1
    counts[hasher.finalize()] = count
    if count > 1 { entry.context = (entry.context ?? "") + POEntry.duplicateMark + String(count) }
    var text = "\n"
    func comment(_ mark: String, _ lines: [String]) {
      for line in lines { text += line.isEmpty ? "#\(mark)\n" : "#\(mark) \(line.onOneLine)\n" }
    }
    comment("", entry.notes)
    comment(".", entry.extracted)
    comment(":", entry.references)
    comment(",", entry.flags)
    if let context = entry.context { text += POText.lines("msgctxt", context) }
    text += POText.lines("msgid", entry.source ?? "")
    if let plural = entry.plural {
      text += POText.lines("msgid_plural", plural)
      let last = max(1, entry.translations.keys.max() ?? 1)
      // A form that is not there would be an error; none has more than six.
      for number in 0...min(last, 9) { text += POText.lines("msgstr[\(number)]", entry.translations[number] ?? "") }
    } else {
      text += POText.lines("msgstr", entry.translations[0] ?? "")
    }
    try buffer.write(text, to: sink)
  }
}
