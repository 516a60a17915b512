import Corpus
import Exchange
import Foundation
import TMX
import TestPrograms
import TestSupport
import Testing

@Suite struct BitextExporterTests {
  private let small = Bitext.sample([
    (["Er sagte:\t\u{201E}Ja\u{201C}."], ["He said:", "\"Yes\" <& no>."], 0.973_14), ([], ["A headline\nin two lines"], 0.4),
    (["Grüße", "C:\\Pfad"], [], 0.95),
  ])

  @Test("A small bitext is written as a person expects it", arguments: ExportFormat.allCases)
  func golden(format: ExportFormat) throws {
    let golden = repositoryRoot + "/Tests/ExchangeTests/Golden/small." + format.rawValue
    let expected = try String(contentsOfFile: golden, encoding: .utf8)
    #expect(try export(small, format, creationDate: Timestamp(seconds: 1_700_000_000)).text == expected)
  }

  @Test("Where a passage moved, jsonl, TMX and HTML say what it matches, and the other formats are as before")
  func moved() throws {
    var bitext = Bitext.sample([(["Eins."], [], 0.9), (["Zwei."], ["Two."], 1), ([], ["One,"], 0.8), ([], ["one."], 0.7)])
    let plain = bitext
    bitext.alignment.moved = [MovedBlock(german: 0..<1, english: 1..<3, beads: [Bead(german: 0..<1, english: 1..<3)])]
    for format in ExportFormat.allCases {
      let (before, after) = (try export(plain, format).text, try export(bitext, format).text)
      #expect((before == after) == ![.jsonl, .tmx, .html].contains(format), "\(format)")
    }
    let lines = try export(bitext, .jsonl).text.split(separator: "\n")
    #expect(lines[0].contains(#""type":"1-0","moved":[1,2],"german_text""#) && !lines[1].contains("moved"))
    #expect(lines[2].contains(#""type":"0-1","moved":[0],"german_text""#) && lines[3].contains(#""moved":[0]"#))
    let units = try #require(ParsedXML.parse(export(bitext, .tmx).bytes)).descendants("tu")
    let properties = units.map { $0.all("prop").filter { $0.attributes["type"]?.hasPrefix("x-satzpaar-moved") == true } }
    #expect(properties.map(\.count) == [1, 0, 1, 1])
    #expect(properties[0][0].attributes["type"] == "x-satzpaar-moved-en" && properties[0][0].text == "en.txt#sentence=1,3;byte=5,14")
    #expect(properties[2][0].attributes["type"] == "x-satzpaar-moved-de" && properties[2][0].text == "de.txt#sentence=0,1;byte=0,5")
    let page = try export(bitext, .html).text
    #expect(page.contains(##"1-0<br>moved, see <a href="#b3">3</a>, <a href="#b4">4</a></td>"##))
    #expect(page.contains(##"0-1<br>moved, see <a href="#b1">1</a></td>"##))
  }

  @Test("Every sentence of a random bitext appears exactly once", arguments: ExportFormat.allCases, 0..<20 as Range<UInt64>)
  func everySentence(format: ExportFormat, seed: UInt64) throws {
    let bitext = Bitext.random(seed: seed)
    let (_, text, summary) = try export(bitext, format)
    #expect(summary.beads == bitext.alignment.beads.count)
    if format == .beads {
      let numbers = text.matches(of: /\[([0-9,]*)\]:\[([0-9,]*)\]:[01]\.[0-9]{4}\n/)
      #expect(numbers.flatMap { $0.1.split(separator: ",").map { Int($0) } } == Array(bitext.german.sentences.indices))
      #expect(numbers.flatMap { $0.2.split(separator: ",").map { Int($0) } } == Array(bitext.english.sentences.indices))
      #expect(numbers.map(\.0).joined() == text)
    } else {
      let marks = (bitext.german.sentences + bitext.english.sentences).map { $0.text.prefix { $0 != "!" } + "!" }
      #expect(marks.filter { text.components(separatedBy: $0).count != 2 } == [])
    }
  }

  @Test("TMX and XLIFF give back the passages of every bead", arguments: 0..<20 as Range<UInt64>)
  func passages(seed: UInt64) throws {
    let bitext = Bitext.random(seed: seed)
    func legal(_ text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.map { "\0\u{1}\u{1F}\u{FFFE}\u{FFFF}".unicodeScalars.contains($0) ? "\u{FFFD}" : $0 }
    }
    let german = bitext.alignment.beads.map { legal(bitext.german.passage($0.german)) }
    let english = bitext.alignment.beads.map { legal(bitext.english.passage($0.english)) }

    let units = try #require(ParsedXML.parse(export(bitext, .tmx).bytes)).descendants("tu")
    func variants(_ language: String) -> [[Unicode.Scalar]] {
      units.map { Array(($0.all("tuv").first { $0.attributes["xml:lang"] == language }?.all("seg").first?.text ?? "").unicodeScalars) }
    }
    #expect(variants("de") == german && variants("en") == english)

    let transUnits = try #require(ParsedXML.parse(export(bitext, .xliff).bytes)).descendants("trans-unit")
    func sides(_ name: String) -> [[Unicode.Scalar]] { transUnits.map { Array(($0.all(name).first?.text ?? "").unicodeScalars) } }
    #expect(sides("source") == english && sides("target") == german)
  }

  @Test("Each line of jsonl is an object that a JSON parser reads back", arguments: 0..<20 as Range<UInt64>)
  func jsonLines(seed: UInt64) throws {
    struct Line: Decodable, Equatable { let german, english: [Int], confidence: Double, type, germanText, englishText: String }
    let bitext = Bitext.random(seed: seed)
    let lines = try export(bitext, .jsonl).bytes.split(separator: 0x0A)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    #expect(lines.count == bitext.alignment.beads.count)
    for (line, bead) in zip(lines, bitext.alignment.beads) {
      let read = try decoder.decode(Line.self, from: Data(line))
      let expected = Line(
        german: Array(bead.german), english: Array(bead.english), confidence: (bead.confidence * 10_000).rounded() / 10_000,
        type: bead.type.description, germanText: bitext.german.passage(bead.german), englishText: bitext.english.passage(bead.english))
      #expect(read == expected)
      #expect(Array(read.germanText.utf8) == Array(expected.germanText.utf8))
    }
  }

  @Test("Each line of tsv has five fields", arguments: 0..<20 as Range<UInt64>)
  func tabs(seed: UInt64) throws {
    let bitext = Bitext.random(seed: seed)
    let lines = try export(bitext, .tsv).text.split(whereSeparator: { $0.isNewline })
    #expect(lines.count == bitext.alignment.beads.count)
    #expect(lines.allSatisfy { $0.unicodeScalars.count { $0 == "\t" } == 4 })
  }

  @Test("A minimum confidence leaves beads out of TMX only", arguments: ExportFormat.allCases)
  func minimumConfidence(format: ExportFormat) throws {
    let summary = try export(small, format, minimumConfidence: 0.96).summary
    #expect(summary.beads == (format == .tmx ? 1 : 3))
    #expect(summary.leftOut == (format == .tmx ? 2 : 0))
  }

  @Test(
    "Characters that XML forbids are counted",
    arguments: [(ExportFormat.tmx, 3), (.xliff, 3), (.html, 3), (.tsv, 0), (.jsonl, 0), (.beads, 0)])
  func replaced(format: ExportFormat, count: Int) throws {
    let bitext = Bitext.sample([(["\u{1}a\u{FFFE}"], ["\u{0}"], 1)])
    #expect(try export(bitext, format).summary.replacedCharacters == count)
  }

  @Test("No markup of a text gets into the page, not even before a combining mark")
  func escapedPage() throws {
    let page = try export(.sample([(["<\u{338}script>&amp;\""], ["x"], 1)]), .html).text
    #expect(page.contains("&lt;\u{338}script&gt;&amp;amp;&quot;"))
    #expect(!Array(page.utf8).contains([0x3C, 0xCC, 0xB8]))
  }

  @Test("The source language may be the German side's")
  func germanSource() throws {
    let tmx = try #require(ParsedXML.parse(export(small, .tmx, sourceLanguage: .german).bytes))
    #expect(tmx.all("header").first?.attributes["srclang"] == "de")
    #expect(tmx.descendants("tu").map { $0.attributes["srclang"] } == [nil, "en", nil])
    let file = try #require(ParsedXML.parse(export(small, .xliff, sourceLanguage: .german).bytes)).all("file").first
    #expect(file?.attributes["source-language"] == "de" && file?.attributes["original"] == "de.txt")
    #expect(file?.descendants("source").map(\.attributes) == Array(repeating: ["xml:lang": "de"], count: 3))
  }

  @Test("A source language of neither side is an error", arguments: ExportFormat.allCases)
  func foreignSource(format: ExportFormat) {
    let error = Diagnostic(.usage, "the source language fr is neither de nor en", cure: "give one of the two")
    #expect(throws: error) { try export(small, format, sourceLanguage: LanguageTag("fr")) }
  }

  @Test("An error of the sink reaches the caller", arguments: ExportFormat.allCases)
  func sinkError(format: ExportFormat) {
    let full = Diagnostic(.inputOutput, file: "x", "cannot write", cure: "free some disk space")
    let exporter = BitextExporter(format: format, options: .init(toolVersion: "1"))
    #expect(throws: full) { try exporter.write(small) { _ in throw full } }
  }

  private func export(
    _ bitext: Bitext, _ format: ExportFormat, sourceLanguage: LanguageTag? = nil, minimumConfidence: Double = 0,
    creationDate: Timestamp? = nil
  ) throws -> (bytes: [UInt8], text: String, summary: BitextExporter.Summary) {
    let options = BitextExporter.Options(
      toolVersion: "1.2.3", sourceLanguage: sourceLanguage, minimumConfidence: minimumConfidence, creationDate: creationDate)
    var bytes: [UInt8] = []
    let summary = try BitextExporter(format: format, options: options).write(bitext) { bytes += $0 }
    return (bytes, String(decoding: bytes, as: UTF8.self), summary)
  }
}
