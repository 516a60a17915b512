import Corpus
import TMX

/// Writes beads and, apart from them, the texts of both languages, one a line: a unit's text is one sentence here.
final class BeadsEmitter: UnitEmitter {
  private(set) var tally = UnitTally()
  private let pair: UnitPair
  private let sinks: [ByteSink]
  private var buffers = [SinkBuffer(), SinkBuffer(), SinkBuffer()]
  private var counts = [0, 0]

  init(pair: UnitPair, sink: @escaping ByteSink, german: ByteSink?, english: ByteSink?) {
    self.pair = pair
    sinks = [german ?? { _ in }, english ?? { _ in }, sink]
  }

  func write(_ unit: TMXUnit) throws {
    let (source, translation, others) = pair.variants(of: unit)
    let variants = [translation, source]
    let texts = variants.map { $0?.segment.plainText ?? "" }
    let lines = texts.map { String($0.joiningLines.trimmed) }
    guard lines.contains(where: { !$0.isEmpty }) else {
      tally.leftOut["without a text in either language", default: 0] += 1
      return
    }
    let present = variants.compactMap(\.self)
    let confidence = unit.confidence
    tally.lose(.tags, if: present.contains { $0.segment.text == nil })
    tally.lose(.variants, if: others > 0)
    tally.lose(.remarks, if: unit.remarks.count > (confidence == nil ? 0 : 1) || present.contains { !$0.remarks.isEmpty })
    tally.lose(.attributes, if: !unit.attributes.all.isEmpty || present.contains { !$0.attributes.all.isEmpty })
    tally.lose(.breaks, if: lines != texts)
    var bead = ["", ""]
    for side in 0..<2 where !lines[side].isEmpty {
      try buffers[side].write(lines[side] + "\n", to: sinks[side])
      bead[side] = String(counts[side])
      counts[side] += 1
    }
    let number = confidence.map { ":" + Bead(german: 0..<0, english: 0..<0, confidence: $0).confidenceText } ?? ""
    try buffers[2].write("[\(bead[0])]:[\(bead[1])]\(number)\n", to: sinks[2])
  }

  func finish() throws { for index in sinks.indices { try buffers[index].flush(to: sinks[index]) } }
}
