import Corpus
import Exchange
import TMX
import TestPrograms
import TestSupport
import Testing

@Suite struct UnitRoundTripTests {
  @Test(
    "TMX, JSON lines and XLIFF give back all of random units", arguments: [UnitFormat.tmx, .jsonl, .xliff, .xliff2], 0..<40 as Range<UInt64>
  )
  func lossless(format: UnitFormat, seed: UInt64) throws {
    var random = RandomUnits(seed: seed)
    random.hasSubs = format != .xliff2
    let units = (0..<10).map { _ in random.unit() }
    let (bytes, text, tally) = try write(units, format) { $0.languages = (.german, .english) }
    #expect(tally.losses == [:] && tally.leftOut == [:] && tally.units == 10)
    let read = try read(bytes, piece: 700)
    for (unit, expected) in zip(read.units, units) { #expect(unit == expected, "\(text)") }
    #expect(read.units.count == units.count && read.notices.isEmpty)
    #expect(read.header?.sourceLanguage == "en")
    if format != .jsonl { #expect(ParsedXML.parse(bytes) != nil) }
  }

  @Test(
    "Tables and catalogues give back the texts of random units, and say what they lost", arguments: [UnitFormat.csv, .po],
    0..<20 as Range<UInt64>)
  func texts(format: UnitFormat, seed: UInt64) throws {
    var random = RandomUnits(seed: seed)
    let units = (0..<10).map { _ in random.unit() }
    let (bytes, _, tally) = try write(units, format) { $0.languages = (.german, .english) }
    #expect(tally.units == 10)
    #expect(tally.losses[.tags] == units.count { $0.variants.contains { $0.segment.text == nil } })
    let read = try read(bytes, format: format, piece: 100)
    #expect(read.units.map { $0.variants.map(\.segment.plainText) } == units.map { $0.variants.map(\.segment.plainText) })
    // Once more, and nothing changes.
    #expect(try self.again(read.units, format).units == read.units)
  }

  private func again(_ units: [TMXUnit], _ format: UnitFormat) throws -> ReadUnits { try read(write(units, format).bytes, format: format) }

  @Test("Nasty texts come back from every format that can hold them", arguments: [UnitFormat.csv, .jsonl, .po])
  func nasty(format: UnitFormat) throws {
    let units = nastyTexts.enumerated().map { pair($1, "\($0)" + $1) }
    let read = try read(write(units, format).bytes, format: format)
    for (unit, expected) in zip(read.units, units) {
      #expect(unit.variants.map { Array($0.segment.plainText.utf8) } == expected.variants.map { Array($0.segment.plainText.utf8) })
    }
    #expect(read.units.count == units.count)
  }

  @Test("A tab-separated table turns tabs and line breaks into spaces, and counts them")
  func tabs() throws {
    let (bytes, text, tally) = try write([pair("a\tb", "c\n d"), pair("e", "f")], .tsv)
    #expect(text == "id\ten\tde\tconfidence\tnote\n\ta b\tc d\t\t\n\te\tf\t\t\n")
    #expect(tally.losses == [.breaks: 1])
    #expect(try read(bytes, format: .tsv).texts == ["en=a b de=c d", "en=e de=f"])
  }

  @Test("Characters that XML forbids are counted", arguments: [UnitFormat.xliff, .xliff2, .tmx])
  func forbidden(format: UnitFormat) throws {
    let (bytes, _, tally) = try write([pair("a\u{1}b", "c")], format)
    #expect(tally.replacedCharacters == 1)
    #expect(try read(bytes).texts == ["en=a\u{FFFD}b de=c"])
  }

  @Test("The two languages are those that were asked for, and a unit without them is left out")
  func languages() throws {
    let unit = TMXUnit(variants: ["fr", "en-GB", "de-AT", "de"].map { TMXVariant(language: $0, segment: TMXSegment("<\($0)>")) })
    let french = TMXUnit(variants: [TMXVariant(language: "fr", segment: TMXSegment("x"))])
    let (_, text, tally) = try write([unit, french], .csv) { $0.languages = (.german, .english) }
    #expect(text == "id,en,de,confidence,note\r\n,<en-GB>,<de>,,\r\n")
    #expect(tally.units == 1 && tally.leftOut == ["without a text in either language": 1] && tally.losses == [.variants: 1])
    // The header's source language is the source, whichever of the two it is.
    let german = TMXHeader(toolVersion: "1", sourceLanguage: .german)
    #expect(try write([unit], .csv, header: german) { $0.languages = (.german, .english) }.text.hasPrefix("id,de,en,"))
    // Without a wish they are the source and the first other one.
    #expect(try write([unit], .csv, header: german).text.hasPrefix("id,de,fr,"))
    #expect(try write([french], .csv).text.hasPrefix("id,en,fr,"))
    #expect(try write([], .csv).text == "id,en,de,confidence,note\r\n")
  }

  @Test("An error of the sink reaches the caller", arguments: UnitFormat.allCases)
  func sinkError(format: UnitFormat) {
    let full = Diagnostic(.inputOutput, file: "x", "cannot write", cure: "free some disk space")
    var options = UnitFileWriter.Options()
    options.sentences = ({ _ in }, { _ in })
    #expect(throws: full) {
      let writer = try UnitFileWriter(format: format, header: TMXHeader(toolVersion: "1", sourceLanguage: .english), options: options) {
        _ in throw full
      }
      try writer.write(pair("a", "b"))
      _ = try writer.finish()
    }
  }

  @Test("An error of the caller ends the reading", arguments: [UnitFormat.tmx, .xliff, .po, .csv, .jsonl])
  func bodyError(format: UnitFormat) throws {
    let bytes = try write([pair("a", "b")], format).bytes
    var options = UnitReadingOptions()
    (options.format, options.recovers) = (format, true)
    let stop = Diagnostic(.inputOutput, "stop")
    var chunk: [UInt8]? = bytes
    let chunks = { () -> [UInt8]? in chunk.take() }
    #expect(throws: stop) { try UnitFileReader(file: "x", options: options).read(chunks: chunks) { _ in throw stop } }
  }
}
