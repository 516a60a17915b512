import Corpus
import TMX

/// Writes a table with a row of names: `id`, the source language, the translation's, `confidence`, `note`; the inverse of `TableParser`.
final class TableEmitter: UnitEmitter {
  private(set) var tally = UnitTally()
  private let isQuoted: Bool
  private let pair: UnitPair
  private let sink: ByteSink
  private var buffer = SinkBuffer()

  init(isQuoted: Bool, pair: UnitPair, sink: @escaping ByteSink) throws {
    (self.isQuoted, self.pair, self.sink) = (isQuoted, pair, sink)
    try write(["id", pair.source, pair.translation, "confidence", "note"])
  }

  func write(_ unit: TMXUnit) throws {
    let (source, translation, others) = pair.variants(of: unit)
    let variants = [source, translation].compactMap(\.self)
    let texts = [source, translation].map { $0?.segment.plainText ?? "" }
    guard texts.contains(where: { !$0.isEmpty }) else {
      tally.leftOut["without a text in either language", default: 0] += 1
      return
    }
    let notes = unit.remarks.filter { $0.kind == .note }
    let confidence = unit.remarks.property("x-satzpaar-confidence")
    let held = min(notes.count, 1) + (confidence == nil ? 0 : 1)
    tally.lose(.tags, if: variants.contains { $0.segment.text == nil })
    tally.lose(.variants, if: others > 0)
    tally.lose(.remarks, if: unit.remarks.count > held || variants.contains { !$0.remarks.isEmpty })
    tally.lose(.attributes, if: unit.attributes.all.contains { $0.name != "tuid" } || variants.contains { !$0.attributes.all.isEmpty })
    try write([unit.attributes["tuid"] ?? ""] + texts + [confidence ?? "", notes.first?.text ?? ""])
  }

  func finish() throws { try buffer.flush(to: sink) }

  private func write(_ fields: [String]) throws {
    guard !isQuoted else {
      // Line ends are RFC 4180's.
      return try buffer.write(fields.map(Self.quoted).joined(separator: ",") + "\r\n", to: sink)
    }
    let flat = fields.map(\.tabSeparatedField)
    tally.lose(.breaks, if: flat != fields)
    try buffer.write(flat.joined(separator: "\t") + "\n", to: sink)
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = !text.utf8.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x2C || $0 == 0x3B }
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
