import Corpus
import Exchange
import Foundation
import TMX
import TestPrograms
import Testing

@Suite struct POTests {
  private let catalogue = #"""
    # Deutsche Übersetzung.
    #, fuzzy
    msgid ""
    msgstr ""
    "Project-Id-Version: x 1\n"
    "Language: de_AT.UTF-8@euro\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"

    #  Für Kinder.
    # Zweite Zeile.
    #. The button.
    #: src/a.c:1 src/b.c:2
    #, c-format, no-wrap
    #| msgid "old"
    msgctxt "menu|File"
    msgid ""
    "Say \"%d\"\n"
    "C:\\temp\ttab\x41\101"
    msgstr "Sag „%d“\n"
    "C:\\temp\ttab\x41\101"

    msgid "one file"
    msgid_plural "%d files"
    msgstr[0] "eine Datei"
    msgstr[1] "%d Dateien"

    #, fuzzy
    msgid "guess"
    msgstr "Rate"
    msgid "todo"
    msgstr ""
    #~ msgid "gone"
    #~ msgstr "weg"

    """#

  @Test("A catalogue's entries are units with all that is said of them")
  func entries() throws {
    let read = try read(catalogue)
    #expect(read.summary?.format == .po)
    #expect(read.summary?.leftOut == ["fuzzy": 1, "untranslated": 1, "obsolete": 1])
    #expect(
      read.texts == [
        "en=Say \"%d\"\nC:\\temp\ttabAA de-AT=Sag „%d“\nC:\\temp\ttabAA", "en=one file de-AT=eine Datei", "en=%d files de-AT=%d Dateien",
      ])
    #expect(read.lines == [10, 23, 23])
    #expect(
      read.units.first?.remarks == [
        TMXRemark(.note, text: " Für Kinder.\nZweite Zeile."), property("x-po-extracted", "The button."),
        property("x-po-reference", "src/a.c:1 src/b.c:2"), property("x-po-flags", "c-format, no-wrap"),
        property("x-po-context", "menu|File"),
      ])
    #expect(read.properties("x-po-plural") == [nil, "0", "1"])
    #expect(read.header?.sourceLanguage == "en")
    let all = try self.read(catalogue) { ($0.fuzzy, $0.untranslated) = (true, true) }
    #expect(all.texts.suffix(2) == ["en=guess de-AT=Rate", "en=todo"])
  }

  private func read(_ text: String, _ change: (inout UnitReadingOptions) -> Void = { _ in }) throws -> ReadUnits {
    try ExchangeTests.read(text, format: .po, change)
  }

  @Test("Written again, a catalogue has the same units, plurals in one entry, and msgfmt takes it")
  func again() throws {
    let units = try read(catalogue) { $0.fuzzy = true }
    let header = try #require(units.header)
    let written = try write(units.units, .po, header: header)
    #expect(written.tally.losses == [:])
    #expect(written.text.contains("msgid \"one file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"eine Datei\"\nmsgstr[1] \"%d Dateien\"\n"))
    #expect(written.text.contains("\"Project-Id-Version: x 1\\n\"\n"))
    #expect(try read(written.text) { $0.fuzzy = true }.units == units.units)
    #expect(try msgfmt(written.bytes) == "")
  }

  @Test("A source that occurs twice gets a context that reading takes off again, and msgfmt takes it")
  func duplicates() throws {
    let units = [
      pair("Yes", "Ja"), pair("Yes", "Jawohl"), pair("Yes", "Ja", [property("x-po-context", "c")]),
      pair("Yes", "Eh", [property("x-po-context", "c")]),
    ]
    let written = try write(units, .po)
    #expect(written.text.contains("msgctxt \"cx-satzpaar-duplicate-2\""))
    #expect(try read(written.text).units == units)
    #expect(try msgfmt(written.bytes) == "")
  }

  @Test("Units without a source text are left out, and what has no place is counted")
  func losses() throws {
    let unit = TMXUnit(
      attributes: ["tuid": "1"], remarks: [property("domain", "x")],
      variants: [
        TMXVariant(language: "en", segment: try TMXSegment(fragment: "a<ph>b</ph>")), TMXVariant(language: "de", segment: TMXSegment("c")),
        TMXVariant(language: "fr", segment: TMXSegment("d")),
      ])
    let tally = try write([unit, TMXUnit(variants: [TMXVariant(language: "de", segment: TMXSegment("x"))])], .po).tally
    #expect(tally.units == 1 && tally.leftOut == ["without a source text": 1])
    #expect(tally.losses == [.tags: 1, .variants: 1, .remarks: 1, .attributes: 1])
  }

  @Test("The header entry's charset is used")
  func charset() throws {
    let text = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-15\\n\"\n\nmsgid \"five\"\nmsgstr \"fünf\"\n"
    #expect(try ExchangeTests.read(text.unicodeScalars.map { UInt8($0.value) }).texts == ["en=five de=fünf"])
    let odd = text.replacingOccurrences(of: "ISO-8859-15", with: "klingon")
    #expect(throws: Diagnostic(.malformedInput, file: "x", at: .line(1), "unknown charset 'klingon'", cure: "save the file as UTF-8")) {
      try read(odd)
    }
  }

  @Test(
    "What is wrong is told with its line, and skipped when recovering",
    arguments: [
      ("msgid \"a\"\nmsgstr \"b\n", 2, "a string that does not end"), ("\"a\"\n", 1, "a string without a keyword before it"),
      ("msgid \"a\"\nmsgtsr \"b\"\n", 2, "neither a comment nor a keyword with a string: 'msgtsr \"b\"'"),
      ("msgstr \"b\"\n", 1, "a msgstr without a msgid"),
      ("\nmsgid \"a\"\n", 2, "an entry without a msgstr"), ("msgid \"a\"b\"\n", 1, "a string that does not end"),
    ])
  func faults(text: String, line: Int, message: String) throws {
    #expect(throws: Diagnostic(.malformedInput, file: "x", at: .line(line), message, cure: "repair the file, or recover what can be read"))
    { try read(text) }
    let recovered = try read("msgid \"x\"\nmsgstr \"y\"\n\n" + text + "\nmsgid \"c\"\nmsgstr \"d\"\n") { $0.recovers = true }
    #expect(recovered.texts.contains("en=x de=y"))
    #expect(recovered.texts.contains("en=c de=d") || message == "an entry without a msgstr")
  }

  private func msgfmt(_ bytes: [UInt8]) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).po")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(bytes).write(to: path)
    let result = try run("msgfmt", ["--check", "--output-file=/dev/null", path.path])
    // Debian's gettext may not be there; tools/test installs it.
    guard result.status != 127 else { return "" }
    return result.status == 0 ? "" : result.output
  }
}
