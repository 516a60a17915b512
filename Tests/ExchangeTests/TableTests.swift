import Corpus
import Exchange
import TMX
import Testing

@Suite struct TableTests {
  @Test("A CSV file holds separators, quotation marks and line breaks within quotation marks")
  func quotes() throws {
    let text = "id,English,en,de_DE,confidence,note,client\r\n7,x,\"a, \"\"b\"\"\r\nc\",\"ä\n\",0.5,n,\r\n\r\n,,d,\"\",,,\"q\"\r\n"
    let read = try read(text, format: .csv)
    #expect(read.texts == ["en=a, \"b\"\r\nc de-DE=ä\n", "en=d"])
    #expect(read.lines == [2, 6])
    #expect(
      read.units.first?.remarks == [property("English", "x"), property("x-satzpaar-confidence", "0.5"), TMXRemark(.note, text: "n")])
    #expect(read.units.first?.attributes == ["tuid": "7"])
    #expect(read.properties("client") == [nil, "q"])
  }

  @Test("The separator is the one that splits the first row", arguments: [",", ";", "\t"])
  func separators(separator: String) throws {
    let text = "\u{FEFF}source\(separator)target\n\"a;b,c\"\(separator)d\n"
    #expect(try read(text, format: .csv).texts == ["en=a;b,c de=d"])
  }

  @Test("Columns without names are German and English, what align writes, or named by the caller")
  func columns() throws {
    #expect(try read("ja\tyes\nnein\tno\n", format: .tsv).texts == ["de=ja en=yes", "de=nein en=no"])
    #expect(try read("a\tb\tc\n", format: .tsv) { $0.columns = ["en", "-", "fr"] }.texts == ["en=a fr=c"])
    let error = Diagnostic(
      .usage, file: "x", at: .line(1), "nothing says which of 3 columns the texts are",
      cure: "name them in the first row or with --columns de,en")
    #expect(throws: error) { try read("a\tb\tc\n", format: .tsv) }
    let rows = try read("0\t0,1\t0.9731\tJa.\tYes. Yes.\n\t2\t0.4000\t\tTitle\n", format: .tsv)
    #expect(rows.texts == ["en=Yes. Yes. de=Ja.", "en=Title"])
    #expect(
      rows.units.first
        == TMXUnit(
          attributes: ["tuid": "1"],
          remarks: [
            property("x-satzpaar-confidence", "0.9731"), property("x-satzpaar-bead", "1-2"),
            property("x-satzpaar-origin-en", "#sentence=0,2"),
            property("x-satzpaar-origin-de", "#sentence=0,1"),
          ],
          variants: [
            TMXVariant(language: "en", segment: TMXSegment("Yes. Yes.")), TMXVariant(language: "de", segment: TMXSegment("Ja.")),
          ]))
  }

  @Test("A row with too few or too many fields is an error with its line, or is skipped")
  func counts() throws {
    let text = "en\tde\na\tb\nc\nd\te\tf\ng\th\n"
    let error = Diagnostic(
      .malformedInput, file: "x", at: .line(3), "1 field in place of 2", cure: "repair the file, or recover what can be read")
    #expect(throws: error) { try read(text, format: .tsv) }
    let recovered = try read(text, format: .tsv) { $0.recovers = true }
    #expect(recovered.texts == ["en=a de=b", "en=g de=h"])
    #expect(recovered.notices.map(\.line) == [3, 4])
    let quote = Diagnostic(
      .malformedInput, file: "x", at: .line(2), "text after a closing quotation mark", cure: "repair the file, or recover what can be read")
    #expect(throws: quote) { try read("en,de\n\"a\"b,c\n", format: .csv) }
  }

  @Test("Tables are read in UTF-16 too when a byte-order mark says so")
  func wide() throws {
    let bytes = "\u{FEFF}en\tde\r\nfive\tfünf\r\n".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(try read(bytes, format: .tsv, piece: 3).texts == ["en=five de=fünf"])
  }
}

@Suite struct JSONLTests {
  @Test("Simple objects, what align writes, and whole units are told apart")
  func forms() throws {
    let text = #"""
      {"de":"Ja\u00e4\ud83d\ude00\n","en":"Yes","id":7,"domain":"law","ok":true,"x":[1]}

      {"german":[0],"english":[0,1],"confidence":0.9731,"type":"1-2","german_text":"Eins.","english_text":"One. 1."}
      {"german":[],"english":[2],"confidence":0.5,"type":"0-1","moved":[4,5],"german_text":"","english_text":"Two"}
      {"srclang":"fr","variants":[{"language":"fr","segment":"a<ph x=\"1\">b</ph>"},{"language":"de","text":"<c"}]}
      """#
    let read = try read(text)
    #expect(read.summary?.format == .jsonl)
    #expect(read.texts == ["de=Jaä😀\n en=Yes", "en=One. 1. de=Eins.", "en=Two", "fr=a de=<c"])
    #expect(read.units[0].attributes == ["tuid": "7"] && read.units[0].remarks == [property("domain", "law"), property("ok", "true")])
    #expect(read.properties("x-satzpaar-bead") == [nil, "1-2", "0-1", nil])
    #expect(read.properties("x-satzpaar-moved-de") == [nil, nil, "#sentence=4,6", nil])
    #expect(read.units[1].attributes == ["tuid": "1"] && read.units[1].confidence == 0.9731)
    #expect(read.units[3].attributes["srclang"] == "fr")
    #expect(read.lines == [1, 3, 4, 5])
  }

  @Test(
    "What is wrong is told with its line",
    arguments: [
      ("[1]", "this is no JSON object"), ("{\"a\" 1}", "this is no JSON: ':' is missing at byte 5 of the line"),
      ("{\"de\":\"x\"", "this is no JSON: ',' or '}' is missing at byte 9 of the line"),
      ("{\"de\":\"x\"} y", "this is no JSON: text after the JSON value"),
      ("{\"de\":\"\u{1}\"}", "this is no JSON: a control character in a string"),
      ("{\"variants\":3}", "variants is no array"), ("{\"variants\":[{\"text\":\"a\"}]}", "a variant without a language"),
      ("{\"variants\":[{\"language\":\"de\"}]}", "a variant without text and segment"),
      ("{\"attributes\":{\"a b\":\"1\"},\"variants\":[]}", "the attribute 'a b' cannot be one"),
      ("{\"de\":01}", "this is no JSON: a number is missing at byte 6 of the line"),
    ])
  func faults(line: String, message: String) throws {
    let text = "{\"de\":\"a\"}\n\(line)\n{\"de\":\"b\"}\n"
    #expect(throws: Diagnostic(.malformedInput, file: "x", at: .line(2), message, cure: "repair the file, or recover what can be read")) {
      try read(text, format: .jsonl)
    }
    let recovered = try read(text, format: .jsonl) { $0.recovers = true }
    #expect(recovered.texts == ["de=a", "de=b"] && recovered.notices.map(\.line) == [2])
  }

  @Test("An object without a text says how to name one")
  func nameless() {
    let error = Diagnostic(
      .malformedInput, file: "x", at: .line(1), "no key of the object names a text",
      cure: "name texts de, en, source, target, or by their languages' tags")
    #expect(throws: error) { try read("{\"foo\":\"a\"}") }
  }
}

@Suite struct BeadUnitTests {
  @Test("Beads take their sentences from two files, and are written to three")
  func beads() throws {
    let text = "[0]:[0, 1]:0.9731\n\n[]:[2]\n[1,2]:[3]:1\n"
    let read = try read(text) { $0.sentences = (["A.", "", "B.", "C."], ["a", "b", "c", "d"]) }
    #expect(read.texts == ["en=a b de=A.", "en=c", "en=d de=B. C."])
    #expect(read.properties("x-satzpaar-confidence") == ["0.9731", nil, "1"])
    #expect(read.properties("x-satzpaar-origin-de") == ["#sentence=0,1", nil, "#sentence=1,3"])
    var (german, english) = ([UInt8](), [UInt8]())
    let written = try write(read.units, .beads) { $0.sentences = ({ german += $0 }, { english += $0 }) }
    #expect(written.text == "[0]:[0]:0.9731\n[]:[1]\n[1]:[2]:1.0000\n")
    #expect(String(decoding: german, as: UTF8.self) == "A.\nB. C.\n" && String(decoding: english, as: UTF8.self) == "a b\nc\nd\n")
  }

  @Test("Sentences that are not there, and no sentences at all, are errors")
  func missing() {
    let far = Diagnostic(
      .malformedInput, file: "x", at: .line(1), "sentence 5 of en is not there; it has 1, counted from 0",
      cure: "repair the file, or recover what can be read")
    #expect(throws: far) { try read("[0]:[5]\n") { $0.sentences = (["a"], ["b"]) } }
    let none = Diagnostic(
      .usage, file: "x", "a bead file does not hold its sentences", cure: "name their files, e.g. with --sentences de.txt,en.txt")
    #expect(throws: none) { try read("[0]:[5]\n") }
    let nowhere = Diagnostic(
      .usage, "a bead file has no place for its sentences", cure: "name two files, e.g. with --sentences-to de.txt,en.txt")
    #expect(throws: nowhere) { try write([], .beads) }
  }
}
