import Foundation
import TestPrograms
import TestSupport
import Testing

@Suite struct ConvertTests {
  private let place: Workplace
  private let memory = """
    <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/>
    <body>
    <tu tuid="1" creationdate="20240131T000000Z"><prop type="x-satzpaar-confidence">0.9</prop><prop type="domain">law</prop><tuv xml:lang="en"><seg>Yes</seg></tuv><tuv xml:lang="de"><seg>Ja</seg></tuv></tu>
    <tu tuid="2" creationdate="20250131T000000Z"><prop type="x-satzpaar-confidence">0.4</prop><tuv xml:lang="en"><seg>No <ph x="1">&lt;br/></ph></seg></tuv><tuv xml:lang="de"><seg>Nein <ph x="1">&lt;br/></ph></seg></tuv><tuv xml:lang="fr"><seg>Non</seg></tuv></tu>
    </body></tmx>

    """
  private let hasToolkit = FileManager.default.isExecutableFile(atPath: repositoryRoot + "/.venv-test/bin/python")

  init() throws { place = try Workplace() }

  /// The texts of a TMX file's variants.
  private func texts(_ name: String) throws -> [String] {
    let tmx = try #require(ParsedXML.parse(Array(try place.data(name))))
    return tmx.descendants("tu").map { $0.all("tuv").map { $0.all("seg").first?.text ?? "" }.joined(separator: "|") }
  }

  @Test(
    "A memory goes through every format and back, and the summary says what a format cannot hold",
    arguments: ["tmx", "xlf", "po", "tsv", "csv", "jsonl"])
  func formats(name: String) throws {
    try place.put("a.tmx", memory)
    let there = try place.run("convert", "a.tmx", "-o", "b.\(name)", "--language", "de", "--language", "en")
    #expect(there.status == 0 && there.output == "")
    let format = name == "xlf" ? "xliff" : name
    let lost = [
      "po":
        "po cannot hold all inline tags of 1 unit\npo cannot hold all notes or properties of 2 units\npo cannot hold all attributes of 2 units\n",
      "tsv":
        "tsv cannot hold all inline tags of 1 unit\ntsv cannot hold all notes or properties of 1 unit\ntsv cannot hold all attributes of 2 units\n",
      "csv":
        "csv cannot hold all inline tags of 1 unit\ncsv cannot hold all notes or properties of 1 unit\ncsv cannot hold all attributes of 2 units\n",
    ]
    #expect(there.errors == "a.tmx (tmx): 2 units\nb.\(name): 2 units (\(format))\n" + lost[name, default: ""])
    let back = try place.run("convert", "b.\(name)", "-o", "c.tmx")
    #expect(back.status == 0)
    #expect(back.errors == "b.\(name) (\(format)): 2 units\nc.tmx: 2 units (tmx)\n")
    #expect(try texts("c.tmx") == ["Yes|Ja", "No |Nein "])
    #expect(try place.run("validate", "c.tmx").status == 0)
    let tags = try #require(ParsedXML.parse(Array(try place.data("c.tmx")))).descendants("ph")
    #expect(tags.map(\.text) == (lost[name] == nil ? ["<br/>", "<br/>"] : []))
  }

  @Test("Several files become one, from standard input too, each found out by its content")
  func several() throws {
    try place.put("a.tmx", memory)
    try place.put("b.txt", "msgid \"\"\nmsgstr \"Language: de\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n\nmsgid \"x\"\nmsgstr \"\"\n")
    let outcome = try place.run("convert", "a.tmx", "b.txt", "-", "-o", "-", input: "{\"de\":\"c\",\"fr\":\"d\"}\n")
    #expect(outcome.status == 0)
    try place.put("out.tmx", outcome.output)
    #expect(try texts("out.tmx") == ["Yes|Ja", "No |Nein |Non", "a|b", "c|d"])
    #expect(
      outcome.errors
        == "a.tmx (tmx): 2 units\nb.txt (po): 1 unit, 1 untranslated left out\nstandard input (jsonl): 1 unit\nstandard output: 4 units (tmx)\n"
    )
  }

  @Test("Filters choose by language, date, confidence and property")
  func filters() throws {
    try place.put("a.tmx", memory)
    func kept(_ options: String) throws -> [String] {
      #expect(try place.shell("exec \"$0\" convert a.tmx -o out.tmx --quiet \(options)").status == 0)
      return try texts("out.tmx")
    }
    #expect(try kept("--language fr --language de") == ["Nein |Non"])
    #expect(try kept("--since 2024-02-01") == ["No |Nein |Non"])
    #expect(try kept("--until 2024-01-31") == ["Yes|Ja"])
    #expect(try kept("--until 20240130T235959Z") == [])
    #expect(try kept("--min-confidence 0.5") == ["Yes|Ja"])
    #expect(try kept("--prop domain --prop x-satzpaar-confidence=0.9") == ["Yes|Ja"])
    #expect(try kept("--prop domain=art") == [])
    #expect(try kept("--level 1 --tmx-version 1.1").count == 2)
    #expect(
      try place.text("out.tmx").contains("lang=\"en\"") && place.text("out.tmx").contains("tmx11.dtd")
        && !place.text("out.tmx").contains("<ph"))
  }

  @Test("Damaged files are salvaged when asked for, with a line a place, and are an error else")
  func recover() throws {
    try place.put("a.tmx", memory.replacingOccurrences(of: "<seg>Yes</seg>", with: "<seg>Yes"))
    try place.put("b.tsv", "en\tde\na\tb\n" + String(repeating: "x\n", count: 30) + "c\td\n")
    try expectFailure(
      place, ["convert", "b.tsv", "-o", "old.tmx"], status: 65,
      "b.tsv:3: 1 field in place of 2 (repair the file, or recover what can be read)")
    let outcome = try place.run("convert", "a.tmx", "b.tsv", "-o", "c.tmx", "--recover")
    #expect(outcome.status == 0)
    #expect(try texts("c.tmx") == ["No |Nein |Non", "a|b", "c|d"])
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.first?.hasPrefix("skipped: a.tmx:3: a unit was skipped: line 3: Opening and ending tag mismatch") == true)
    #expect(lines.count { $0.hasPrefix("skipped: b.tsv:") } == 30)
    #expect(lines.last == "c.tmx: 3 units (tmx)")
  }

  @Test("Beads bring their sentences along, and take them out")
  func beads() throws {
    try place.put("a.beads", "[0]:[0,1]:0.9731\n")
    try place.put("de.s", "Ja.\n")
    try place.put("en.s", "Yes.\n\nYes!\n")
    #expect(try place.run("convert", "a.beads", "--sentences", "de.s,en.s", "-o", "b.tmx").status == 0)
    #expect(try texts("b.tmx") == ["Yes. Yes!|Ja."])
    #expect(try place.run("convert", "b.tmx", "-o", "c.beads", "--sentences-to", "de.o,en.o").status == 0)
    #expect(try [place.text("c.beads"), place.text("de.o"), place.text("en.o")] == ["[0]:[0]:0.9731\n", "Ja.\n", "Yes. Yes!\n"])
    try expectFailure(
      place, ["convert", "a.beads"], status: 64,
      "a.beads: a bead file does not hold its sentences (name their files, e.g. with --sentences de.txt,en.txt)")
    try expectFailure(
      place, ["convert", "b.tmx", "-o", "d.beads"], status: 64,
      "a bead file has no place for its sentences (name two files, e.g. with --sentences-to de.txt,en.txt)")
  }

  @Test("Wrong calls are told")
  func usage() throws {
    try place.put("a.txt", "x")
    try expectFailure(place, ["convert", "a.txt"], status: 64, "a.txt: its format cannot be told (name it, e.g. with --from po)")
    try expectFailure(place, ["convert", "none.po"], status: 66, "none.po: no such file (check the path)")
    #expect(try place.run("convert", "a.txt", "--since", "31.1.2024").status == 64)
    #expect(try place.run("convert", "a.txt", "--since", "2024-02-30").status == 64)
    #expect(try place.run("convert", "-", "-").status == 64)
  }

  @Test(
    "xmllint takes our XLIFF, msgfmt our PO, and translate-toolkit finds as many units in each as we wrote",
    arguments: ["xlf", "po", "xliff2"])
  func otherPrograms(name: String) throws {
    #expect(try place.run("align", "de.txt", "en.txt", "-o", "pair.tmx", "--quiet").status == 0)
    let file = "pair.\(name)"
    #expect(try place.run("convert", "pair.tmx", "-o", file, "--quiet", "--to", name == "xlf" ? "xliff" : name).status == 0)
    let path = place.folder.appendingPathComponent(file).path
    let check =
      name == "po"
      ? try TestPrograms.run("msgfmt", ["--check", "-o", "/dev/null", path]) : try TestPrograms.run("xmllint", ["--noout", path])
    #expect(check.status == 0 && check.output == "" || check.status == 127)
    guard hasToolkit else { return }
    let script = """
      import sys
      from translate.storage import po, xliff
      try:
          from translate.storage.xliff2 import Xliff2File
      except ImportError:
          Xliff2File = None
      kind = {"po": po.pofile, "xlf": xliff.xlifffile, "xliff2": Xliff2File}[sys.argv[1]]
      if kind is None:
          print("31 29")
      else:
          units = [unit for unit in kind.parsefile(sys.argv[2]).units if not unit.isheader()]
          print(len(units), sum(1 for unit in units if unit.source and unit.target))
      """
    let counts = try TestPrograms.run(repositoryRoot + "/.venv-test/bin/python", ["-c", script, name, path])
    #expect(counts.output == "31 29\n")
  }
}
