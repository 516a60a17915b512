import Corpus
import Exchange
import TMX
import TestSupport
import Testing

/// Files that are broken or meant to break the reader.
@Suite struct HostileUnitTests {
  private func sample(_ format: UnitFormat) throws -> [UInt8] {
    if format == .beads { return Array("[0]:[0,1]:0.97\n[1]:[2]\n".utf8) }
    var random = RandomUnits(seed: 7)
    return try write([random.unit(), pair("Ä\"b\nc", "é"), random.unit()], format).bytes
  }

  private func options(_ options: inout UnitReadingOptions) { options.sentences = (["a", "b"], ["c", "d", "e"]) }

  @Test("A file cut at any byte is read up to there, or is an error of its file", arguments: UnitFormat.allCases)
  func truncated(format: UnitFormat) throws {
    let bytes = try sample(format)
    let whole = try read(bytes, format: format, options).units
    #expect(!whole.isEmpty)
    for count in bytes.indices {
      for recovers in [false, true] {
        do {
          let found = try read(Array(bytes.prefix(count)), "f", format: format) {
            options(&$0)
            $0.recovers = recovers
          }
          #expect(found.units.count <= whole.count)
          #expect(found.units.dropLast() == whole.prefix(max(0, found.units.count - 1)))
        } catch let diagnostic as Diagnostic {
          #expect(diagnostic.file == "f" && diagnostic.cure != nil)
          if ![.usage].contains(diagnostic.kind) { #expect(diagnostic.kind == .malformedInput) }
        }
      }
    }
  }

  @Test("A byte changed anywhere never ends the program", arguments: UnitFormat.allCases, 0..<10 as Range<UInt64>)
  func changed(format: UnitFormat, seed: UInt64) throws {
    let bytes = try sample(format)
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: bytes.indices, using: &random)
        broken[index] = [0, 0x22, 0x3C, 0x26, 0x5C, 0x7B, 0x5B, 0x0A, 0x80, 0xFF].randomElement(using: &random) ?? 0
      }
      do {
        let found = try read(broken, "f", format: format) {
          options(&$0)
          $0.recovers = seed.isMultiple(of: 2)
        }
        #expect(found.units.count < 100)
      } catch let diagnostic as Diagnostic {
        #expect(diagnostic.file == "f")
      }
    }
  }

  @Test(
    "Bytes in a charset that the file does not name are an error with the line, and are read when it is named",
    arguments: [
      (UnitFormat.csv, "en,de\nyes,ja\nfive,f\u{FC}nf\n", 3), (.tsv, "en\tde\nfive\tf\u{FC}nf\n", 2),
      (.jsonl, "{\"en\":\"five\",\"de\":\"f\u{FC}nf\"}\n", 1),
      (.po, "msgid \"five\"\nmsgstr \"f\u{FC}nf\"\n", 2),
    ] as [(UnitFormat, String, Int)])
  func charset(format: UnitFormat, text: String, line: Int) throws {
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    let error = Diagnostic(
      .malformedInput, file: "x", at: .line(line), "bytes that are not UTF-8", cure: "name the charset, e.g. with --encoding windows-1252")
    #expect(throws: error) { try read(bytes, format: format) }
    #expect(try read(bytes, format: format) { $0.charset = "windows-1252" }.texts.last == "en=five de=fünf")
    let recovered = try read(bytes, format: format) { $0.recovers = true }
    #expect(recovered.texts.last == "en=five de=f\u{FFFD}nf")
    #expect(recovered.notices.map(\.kind) == [.repaired] && recovered.notices.map(\.line) == [line])
  }

  @Test("Entities are refused", arguments: ["<!ENTITY a 'ha'>", "<!ENTITY a SYSTEM 'file:///etc/passwd'>", "<!ENTITY % a 'x'> %a;"])
  func entities(declaration: String) {
    let text =
      "<!DOCTYPE xliff [\(declaration)]><xliff version='1.2'><file source-language='en'><body><trans-unit id='1'><source>&a;</source></trans-unit></body></file></xliff>"
    #expect {
      try read(text)
    } throws: {
      "\($0)".hasPrefix("x:1: ")
    }
  }

  @Test("Elements within each other end at a limit, not at the end of the stack", arguments: ["g", "group", "unknown", "sub"])
  func deep(name: String) {
    let (start, end) =
      name == "group" ? ("<file><body>", "") : ("<file><body><trans-unit id='1'><source>", "</source></trans-unit></body></file></xliff>")
    let text = "<xliff version='1.2'>" + start + String(repeating: "<\(name)>", count: 100_000) + "x" + end
    #expect {
      try read(text)
    } throws: {
      "\($0)".contains("elements within elements, more than")
    }
  }

  @Test("JSON within JSON ends at a limit, not at the end of the stack", arguments: ["[", "{\"a\":"])
  func deepJSON(start: String) {
    let line = "{\"a\":" + String(repeating: start, count: 1_000_000)
    let error = Diagnostic(
      .malformedInput, file: "x", at: .line(1), "this is no JSON: values within each other, more than 64 deep",
      cure: "repair the file, or recover what can be read")
    #expect(throws: error) { try read(line) }
  }

  @Test("What is too long is an error with its line, or is skipped", arguments: [UnitFormat.po, .tsv, .csv, .jsonl, .xliff])
  func long(format: UnitFormat) throws {
    let filler = String(repeating: "a", count: 50_000)
    let units = [pair("one", "eins"), pair(filler, filler + "\n" + filler), pair("two", "zwei")]
    let bytes = try write(units, format).bytes
    #expect {
      try read(bytes, format: format, piece: 1000) { $0.limit = 4000 }.units.count
    } throws: {
      "\($0)".contains(" of more than 4000 bytes") && "\($0)".hasPrefix("x:")
    }
    let recovered = try read(bytes, format: format, piece: 1000) { ($0.limit, $0.recovers) = (4000, true) }
    #expect(recovered.texts.first == "en=one de=eins" && recovered.notices.contains { $0.kind == .skipped })
    if format != .xliff { #expect(recovered.texts.last == "en=two de=zwei") }
  }

  @Test("A row in quotation marks that never ends is given up")
  func openQuote() {
    let text = "en,de\n\"a,b\n" + String(repeating: "c,d\n", count: 3000)
    #expect(
      throws: Diagnostic(
        .malformedInput, file: "x", at: .line(2), "a quotation mark that is not closed",
        cure: "repair the file, or recover what can be read")
    ) {
      try read(text, format: .csv)
    }
    #expect(
      throws: Diagnostic(
        .malformedInput, file: "x", at: .line(2), "a row of more than 4000 bytes", cure: "repair the file, or recover what can be read")
    ) {
      try read(text, format: .csv) { $0.limit = 4000 }
    }
  }

  @Test("An empty file has no units, or is no XML", arguments: UnitFormat.allCases)
  func empty(format: UnitFormat) throws {
    if [.tmx, .xliff, .xliff2].contains(format) {
      #expect { try read([], format: format) } throws: { "\($0)".hasPrefix("x: the file is empty") }
    } else {
      #expect(try read([], format: format, options).units.isEmpty)
    }
  }
}
