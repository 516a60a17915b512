import Foundation
import TestPrograms
import TestSupport
import Testing

@Suite struct AlignTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  @Test("Every format holds each sentence of both sides once", arguments: ["tmx", "tsv", "jsonl", "xliff", "html"])
  func everySentence(format: String) throws {
    let outcome = try place.run("align", "de.txt", "en.txt", "--format", format)
    #expect(outcome.status == 0)
    let sides = try Sides(outcome.output, format: format)
    #expect(sides.german == (try sentences("de")))
    #expect(sides.english == (try sentences("en")))
  }

  @Test("Bead files cover both sides in order and are all right")
  func beads() throws {
    let outcome = try place.run("align", "de.txt", "en.txt", "-o", "pair.beads")
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    let beads = try beads("pair.beads")
    #expect(beads.flatMap(\.german) == Array(0..<31))
    #expect(beads.flatMap(\.english) == Array(0..<34))
    let passed = try place.run("evaluate", "alignment", "\(kimPutin)/gold.txt", "pair.beads", "--at-least", "1")
    #expect(passed.status == 0)
    #expect(passed.output.contains(/strict +1\.0/))
    #expect(passed.errors.isEmpty)
    try place.put("joined.beads", "[0,1]:[0,1,2]\n" + place.text("pair.beads").split(separator: "\n").dropFirst(3).joined(separator: "\n"))
    let failed = try place.run("evaluate", "alignment", "\(kimPutin)/gold.txt", "joined.beads", "--at-least", "1")
    #expect(failed.status == 1)
    #expect(failed.output.contains(/strict +0\.9/))
    #expect(failed.errors.wholeMatch(of: /strict F1 is 0\.9[0-9]*, under 1\.0\n/) != nil)
    let json = try place.run("evaluate", "alignment", "\(kimPutin)/gold.txt", "pair.beads", "--json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["files"] as? Int == 1)
  }

  @Test(
    "The extension chooses the format, in any case; --format goes before it",
    arguments: [
      (["-o", "x.tmx"], "<tmx version"), (["-o", "x.TSV"], "0\t0\t"), (["-o", "x.jsonl"], "{\"german\":"), (["-o", "x.beads"], "[0]:[0]:"),
      (["-o", "x.xlf"], "<xliff version"), (["-o", "x.xliff"], "<xliff version"), (["-o", "x.html"], "<!DOCTYPE html>"),
      (["-o", "x.htm"], "<!DOCTYPE html>"), (["-o", "x"], "<tmx version"), (["-o", "x.tmx", "--format", "beads"], "[0]:[0]:"),
    ])
  func formats(arguments: [String], start: String) throws {
    try place.put("a", "Berlin hat 3,7 Millionen Einwohner.")
    try place.put("b", "Berlin has 3.7 million inhabitants.")
    let outcome = try place.shell("exec \"$0\" align --quiet a b \(arguments.joined(separator: " "))")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(try place.text(arguments[1]).prefix(300).contains(start))
  }

  @Test("Without an output, with `-` and with /dev/stdout the result goes to standard output")
  func standardOutput() throws {
    let plain = try place.run("align", "de.txt", "en.txt", "--format", "tsv")
    for output in ["-", "/dev/stdout"] {
      #expect(try place.run("align", "de.txt", "en.txt", "--format", "tsv", "-o", output).output == plain.output)
    }
  }

  @Test("The summary counts paragraphs, sentences, beads by type and how sure they are")
  func summary() throws {
    let outcome = try place.run("align", "de.txt", "en.txt", "-o", "pair.tmx")
    let lines = outcome.errors.split(separator: "\n")
    try #require(lines.count == 5)
    #expect(lines[0] == "de.txt (UTF-8): 14 paragraphs, 31 sentences")
    #expect(lines[1] == "en.txt (UTF-8): 15 paragraphs, 34 sentences")
    let types = lines[2].matches(of: /(\d+) of (\d)-(\d)/)
    #expect(try types.map { try #require(Int($0.1)) * #require(Int($0.2)) }.reduce(0, +) == 31)
    #expect(try types.map { try #require(Int($0.1)) * #require(Int($0.3)) }.reduce(0, +) == 34)
    let bands = try #require(
      lines[3].wholeMatch(of: #/confidence: (\d+) sure \(0.95 and above\), (\d+) likely \(0.5 and above\), (\d+) unsure/#))
    let beads = try #require(lines[2].prefixMatch(of: #/(\d+) beads: /#))
    #expect(try [bands.1, bands.2, bands.3].map { try #require(Int($0)) }.reduce(0, +) == Int(beads.1))
    #expect(lines[4] == "pair.tmx: \(beads.1) units (tmx)")
  }

  @Test("Weak beads are left out of TMX, and only of TMX")
  func minimumConfidence() throws {
    let tmx = try place.run("align", "de.txt", "en.txt", "--min-confidence", "0.9", "-o", "x.tmx")
    let left = try #require(tmx.errors.firstMatch(of: /x.tmx: (\d+) units \(tmx\), (\d+) weaker than --min-confidence left out/))
    let (kept, weak) = (try #require(Int(left.1)), try #require(Int(left.2)))
    #expect(weak > 0)
    let units = try #require(ParsedXML.parse(Array(try place.data("x.tmx")))).descendants("tu")
    #expect(units.count == kept)
    #expect(try place.run("align", "de.txt", "en.txt", "--min-confidence", "0.9", "-o", "x.beads").status == 0)
    #expect(try beads("x.beads").count == kept + weak)
  }

  @Test("The pair's languages and the source language reach the TMX")
  func languages() throws {
    func header(_ arguments: String) throws -> (source: String?, languages: Set<String>) {
      let outcome = try place.shell("exec \"$0\" align -q de.txt en.txt \(arguments)")
      let tmx = try #require(ParsedXML.parse(Array(outcome.output.utf8)))
      return (tmx.descendants("header").first?.attributes["srclang"], Set(tmx.descendants("tuv").compactMap { $0.attributes["xml:lang"] }))
    }
    #expect(try header("") == ("en", ["de", "en"]))
    #expect(try header("--languages DE-at,en-gb") == ("en-GB", ["de-AT", "en-GB"]))
    #expect(try header("--languages de,fr") == ("fr", ["de", "fr"]))
    #expect(try header("--languages de-AT,en-GB --srclang de-at") == ("de-AT", ["de-AT", "en-GB"]))
  }

  @Test("--segmented takes lines as they are, and empty lines as paragraph breaks")
  func segmented() throws {
    try place.put("a", "Hallo. Welt.\nz.\n\nB.\n")
    try place.put("b", "Hello. World.\ne.\n\ng.\n")
    let outcome = try place.run("align", "--segmented", "a", "b", "--format", "tsv")
    #expect(outcome.errors.hasPrefix("a (UTF-8): 2 paragraphs, 3 sentences\nb (UTF-8): 2 paragraphs, 3 sentences\n"))
    #expect(try Sides(outcome.output, format: "tsv").german == withoutBlanks("Hallo. Welt.z.B."))
  }

  @Test("Paragraph breaks count unless --boundaries ignore")
  func boundaries() throws {
    let keep = try place.run("align", "-q", "de.txt", "en.txt", "--format", "beads")
    #expect(try place.run("align", "-q", "de.txt", "en.txt", "--format", "beads", "--boundaries", "keep").output == keep.output)
    let ignore = try place.run("align", "-q", "de.txt", "en.txt", "--format", "beads", "--boundaries", "ignore")
    #expect(ignore.status == 0)
    #expect(ignore.output != keep.output)
  }

  @Test("A passage that moved is reported in a line with indices as in tsv, and left unpaired")
  func moved() throws {
    var paragraphs = try place.text("de.txt").split(separator: "\n")
    paragraphs.insert(paragraphs.remove(at: 3), at: 9)
    try place.put("moved.txt", paragraphs.joined(separator: "\n"))
    let outcome = try place.run("align", "moved.txt", "en.txt", "--format", "jsonl")
    #expect(outcome.status == 0)
    let line = try #require(
      outcome.errors.firstMatch(of: #/(?m)^moved: German sentences (\d+)–(\d+) match English (\d+)–(\d+) \(\d+ beads\); (.*)$/#))
    #expect(line.5 == "left unpaired; counted from 0 as in tsv")
    let (german, english) = try (#require(Int(line.1))...#require(Int(line.2)), #require(Int(line.3))...#require(Int(line.4)))
    #expect(
      paragraphs[9].contains(try place.run("segment", "-q", "moved.txt", "--no-blank").output.split(separator: "\n")[german.lowerBound]))
    let beads = outcome.output.split(separator: "\n").filter { $0.contains("\"moved\":[") }
    #expect(beads.count == german.count + english.count)
    let quiet = try place.run("align", "-q", "moved.txt", "en.txt", "--format", "jsonl")
    #expect(quiet.errors.isEmpty && quiet.output == outcome.output)
    #expect(!(try place.run("align", "de.txt", "en.txt").errors.contains("moved")))
  }

  @Test("Anchors hold: pairs, whole beads and an exported bead file, from a file or standard input")
  func anchors() throws {
    try place.put("anchors", "4 9\n[10,11,12,13,14]:[20] # too many for any bead type\n[16]:[]\n")
    let outcome = try place.run("align", "-q", "de.txt", "en.txt", "--anchors", "anchors", "-o", "pair.beads")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let beads = try beads("pair.beads")
    #expect(beads.contains { $0.german.contains(4) && $0.english.contains(9) })
    #expect(beads.contains { $0.german == [10, 11, 12, 13, 14] && $0.english == [20] })
    #expect(beads.contains { $0.german == [16] && $0.english == [] })
    let exported = try place.text("pair.beads")
    let again = try place.run("align", "-q", "de.txt", "en.txt", "--anchors", "-", "--format", "beads", input: exported)
    #expect(again.output == exported.replacing(/:0\.[0-9]{4}/, with: ":1.0000"))
  }

  @Test("Standard input can be either side")
  func standardInput() throws {
    let expected = try place.run("align", "de.txt", "en.txt", "--format", "beads").output
    let german = try place.run("align", "-", "en.txt", "--format", "beads", input: place.text("de.txt"))
    let english = try place.run("align", "de.txt", "-", "--format", "beads", input: place.text("en.txt"))
    #expect(german.output == expected)
    #expect(german.errors.hasPrefix("standard input (UTF-8): 14 paragraphs, 31 sentences\n"))
    #expect(english.output == expected)
  }

  @Test("Charset and line ends do not change the alignment")
  func encodings() throws {
    let german = try place.text("de.txt")
    let expected = try place.run("segment", "-q", "de.txt").output
    let forms: [(String, Data?)] = [
      ("windows-1252", german.data(using: .windowsCP1252)), ("UTF-16LE", german.data(using: .utf16LittleEndian)),
      ("UTF-16BE", german.data(using: .utf16BigEndian).map { Data([0xFE, 0xFF]) + $0 }),
      ("UTF-8", Data([0xEF, 0xBB, 0xBF]) + Data(german.utf8)), ("UTF-8", Data(german.replacingOccurrences(of: "\n", with: "\r").utf8)),
      ("UTF-8", Data(german.replacingOccurrences(of: "\n", with: "\r\n").utf8)),
    ]
    for (charset, data) in forms {
      try place.put("other.txt", try #require(data))
      let outcome = try place.run("segment", "other.txt")
      #expect(outcome.errors == "other.txt (\(charset)): 14 paragraphs, 31 sentences\n")
      #expect(outcome.output == expected)
    }
    let beads = try place.run("align", "-q", "de.txt", "en.txt", "--format", "beads").output
    #expect(try place.run("align", "-q", "other.txt", "en.txt", "--format", "beads").output == beads)
    try place.put("other.txt", try #require(german.data(using: .windowsCP1252)))
    try place.put("english.txt", try #require(try place.text("en.txt").data(using: .windowsCP1252)))
    #expect(try place.run("align", "-q", "other.txt", "english.txt", "--encoding", "windows-1252", "--format", "beads").output == beads)
  }

  @Test("Paths may be absolute, hold spaces and Umlaute, or be links, which stay links")
  func paths() throws {
    let expected = try place.run("align", "-q", "de.txt", "en.txt", "--format", "beads").output
    try FileManager.default.createDirectory(at: place.folder.appendingPathComponent("Mein Öl"), withIntermediateDirectories: true)
    try place.put("Mein Öl/ä 'ö\".txt", place.text("de.txt"))
    for output in ["Mein Öl/日本 .beads", "\(place.folder.path)/Mein Öl/y.beads", "./z.beads"] {
      #expect(try place.run("align", "-q", "Mein Öl/ä 'ö\".txt", "\(place.folder.path)/en.txt", "-o", output).status == 0)
      let url = URL(fileURLWithPath: output, relativeTo: URL(fileURLWithPath: place.folder.path + "/"))
      #expect(String(decoding: try Data(contentsOf: url), as: UTF8.self) == expected)
    }
    #expect(
      try place.shell("ln -s 'Mein Öl/target' link.beads; \"$0\" align -q de.txt en.txt -o link.beads; test -L link.beads").status == 0)
    #expect(try place.text("Mein Öl/target") == expected)
  }

  private func sentences(_ language: String) throws -> String {
    withoutBlanks(String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(kimPutin)/\(language).sent")), as: UTF8.self))
  }

  private func beads(_ name: String) throws -> [(german: [Int], english: [Int])] {
    try place.text(name).split(separator: "\n").map { line in
      let match = try #require(line.wholeMatch(of: /\[([0-9,]*)\]:\[([0-9,]*)\]:[01]\.[0-9]{4}/))
      return (match.1.split(separator: ",").compactMap { Int($0) }, match.2.split(separator: ",").compactMap { Int($0) })
    }
  }
}

/// The text of the two sides of an export, without blanks.
private struct Sides {
  var german: String
  var english: String

  init(_ export: String, format: String) throws {
    func xml(_ text: Substring) throws -> ParsedXML { try #require(ParsedXML.parse(Array(text.utf8))) }
    var (german, english): ([String], [String])
    switch format {
    case "tmx":
      let variants = try xml(export[...]).descendants("tuv")
      func side(_ language: String) -> [String] {
        variants.filter { $0.attributes["xml:lang"] == language }.flatMap { $0.all("seg").map(\.text) }
      }
      (german, english) = (side("de"), side("en"))
    case "xliff":
      (german, english) = (try xml(export[...]).descendants("target").map(\.text), try xml(export[...]).descendants("source").map(\.text))
    case "html":
      let start = try #require(export.range(of: "<tbody>")?.lowerBound)
      let end = try #require(export.range(of: "</tbody>")?.upperBound)
      let cells = try xml(export[start..<end]).descendants("td")
      func side(_ language: String) -> [String] { cells.filter { $0.attributes["lang"] == language }.map(\.text) }
      (german, english) = (side("de"), side("en"))
    case "jsonl":
      let beads = try export.split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      func side(_ key: String) throws -> [String] { try beads.map { try #require($0[key] as? String) } }
      (german, english) = (try side("german_text"), try side("english_text"))
    default:
      let fields = export.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
      try #require(fields.allSatisfy { $0.count == 5 })
      (german, english) = (fields.map { $0[3] }, fields.map { $0[4] })
    }
    (self.german, self.english) = (withoutBlanks(german.joined()), withoutBlanks(english.joined()))
  }
}

/// A text without its white space, U+200B and U+FEFF, which sentences do not have at their ends.
func withoutBlanks(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{200B}" && $0 != "\u{FEFF}" }))
}
