import Corpus
import Foundation
import TMX
import TestPrograms
import TestSupport
import Testing

@Suite struct TMXWriterTests {
  @Test("A small memory is written as a person expects it")
  func golden() throws {
    let unit = TranslationUnit(
      id: "7",
      variants: [Variant(language: .english, text: "Salt & \"pepper\"\r"), Variant(language: .german, text: "Salz <und> Pfeffer")],
      properties: [Property(type: "x-satzpaar-bead", value: "1-1")])
    let orphan = TranslationUnit(id: "8", variants: [Variant(language: .german, text: "Nur deutsch.")])
    let header = TMXHeader(
      toolVersion: "1.2.3", sourceLanguage: .english, creationDate: Timestamp(seconds: 1_700_000_000), originalEncoding: "ISO-8859-15")
    let expected = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE tmx SYSTEM "tmx14.dtd">
      <tmx version="1.4">
       <header creationtool="Satzpaar" creationtoolversion="1.2.3" segtype="sentence" o-tmf="Satzpaar" adminlang="en" srclang="en" \
      datatype="plaintext" o-encoding="ISO-8859-15" creationdate="20231114T221320Z"/>
       <body>
        <tu tuid="7" creationdate="20231114T221320Z">
         <prop type="x-satzpaar-bead">1-1</prop>
         <tuv xml:lang="en">
          <seg>Salt &amp; "pepper"&#13;</seg>
         </tuv>
         <tuv xml:lang="de">
          <seg>Salz &lt;und&gt; Pfeffer</seg>
         </tuv>
        </tu>
        <tu tuid="8" creationdate="20231114T221320Z" srclang="de">
         <tuv xml:lang="de">
          <seg>Nur deutsch.</seg>
         </tuv>
        </tu>
       </body>
      </tmx>

      """
    #expect(String(decoding: try memory(header, [unit, orphan]).bytes, as: UTF8.self) == expected)
  }

  @Test("Every text comes back from a parser as it went in, but for forbidden characters", arguments: nastyTexts.indices)
  func roundTrip(index: Int) throws { try expectRoundTrip(nastyTexts[index]) }

  @Test("A sentence of a million bytes comes back as it went in")
  func longSentence() throws { try expectRoundTrip(String(repeating: "äß€😀 <&", count: 75_000)) }

  private func expectRoundTrip(_ text: String) throws {
    let unit = TranslationUnit(
      id: text, variants: [Variant(language: .english, text: text), Variant(language: .german, text: text)],
      properties: [Property(type: "x-note", value: text)])
    let (bytes, replaced) = try memory(TMXHeader(toolVersion: text, sourceLanguage: .english), [unit])
    let forbidden = Set("\0\u{1}\u{B}\u{1F}\u{FFFE}\u{FFFF}".unicodeScalars)
    let legal = text.unicodeScalars.map { forbidden.contains($0) ? "\u{FFFD}" : $0 }
    let tmx = try #require(ParsedXML.parse(bytes))
    let tu = try #require(tmx.descendants("tu").first)
    let version = tmx.all("header").first?.attributes["creationtoolversion"]
    let read = [tu.attributes["tuid"], version] + tu.all("prop").map(\.text) + tu.descendants("seg").map(\.text)
    // Compared as scalars and in one value each: strings compare by canonical equivalence, and a failure would print megabytes.
    #expect(read.count == 5)
    #expect(read.allSatisfy { $0.map { Array($0.unicodeScalars) } == legal })
    #expect(replaced == 5 * text.unicodeScalars.count(where: forbidden.contains))
  }

  @Test("A unit names its own source language only when it has no variant in the header's")
  func unitSourceLanguage() throws {
    let german = TranslationUnit(id: "1", variants: [Variant(language: .german, text: "a")])
    let english = TranslationUnit(id: "2", variants: [Variant(language: .english, text: "b")])
    func sources(_ source: LanguageTag?) throws -> [String?] {
      let tmx = ParsedXML.parse(try memory(TMXHeader(toolVersion: "1", sourceLanguage: source), [german, english]).bytes)
      return try #require(tmx).descendants("tu").map { $0.attributes["srclang"] }
    }
    #expect(try sources(.english) == ["de", nil])
    #expect(try sources(.german) == [nil, "en"])
    #expect(try sources(nil) == [nil, nil])
  }

  @Test("A unit without variants is left out")
  func emptyUnit() throws {
    let tmx = ParsedXML.parse(
      try memory(TMXHeader(toolVersion: "1", sourceLanguage: .english), [TranslationUnit(id: "1", variants: [])]).bytes)
    #expect(try #require(tmx).descendants("tu").isEmpty)
  }

  @Test("A large memory reaches the sink in small pieces")
  func pieces() throws {
    var sizes: [Int] = []
    let writer = try TMXWriter(header: TMXHeader(toolVersion: "1", sourceLanguage: .english)) { sizes.append($0.count) }
    for id in 0..<10_000 {
      try writer.write(TranslationUnit(id: "\(id)", variants: [Variant(language: .english, text: "Yes, no, perhaps.")]))
    }
    try writer.finish()
    #expect(sizes.count > 10 && sizes.allSatisfy { $0 < 70_000 })
  }

  @Test("An error of the sink reaches the caller")
  func sinkError() throws {
    let full = Diagnostic(.inputOutput, file: "x.tmx", "cannot write", cure: "free some disk space")
    let writer = try TMXWriter(header: TMXHeader(toolVersion: "1", sourceLanguage: .english)) { _ in throw full }
    #expect(throws: full) { try writer.finish() }
  }

  @Test(
    "xmllint finds every memory valid against the published definition",
    .enabled(if: isReadable(dtd), "no TMX definition beside the repository"),
    arguments: 0..<10 as Range<UInt64>)
  func valid(seed: UInt64) throws {
    // Seed 0 stands for the empty memory.
    let bitext = seed == 0 ? Bitext.sample([]) : .random(seed: seed)
    let header = TMXHeader(toolVersion: "1", sourceLanguage: .english, creationDate: .now)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).tmx")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(try memory(header, bitext.translationUnits()).bytes).write(to: file)
    let result = try run("xmllint", ["--nonet", "--noout", "--dtdvalid", dtd, file.path])
    #expect(result.status == 0, "\(result.output)")
  }
}

/// The published definition of TMX 1.4b.
private let dtd = developmentData + "/tmx/dtd/tmx14.dtd"

private func isReadable(_ path: String) -> Bool { FileManager.default.isReadableFile(atPath: path) }

/// The file that a writer makes, and how many characters it replaced.
func memory(_ header: TMXHeader, _ units: some Sequence<TranslationUnit>) throws -> (bytes: [UInt8], replaced: Int) {
  var bytes: [UInt8] = []
  let writer = try TMXWriter(header: header) { bytes += $0 }
  for unit in units { try writer.write(unit) }
  try writer.finish()
  return (bytes, writer.replacedCharacters)
}
