import Foundation
import TestPrograms
import Testing

/// The commands that look things up in a memory. The expected texts were read by a person.
@Suite struct MemorySearchTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.put("a.tmx", sampleMemory)
    try place.put(
      "doc.txt", "Press Start.\nThe house has 12 windows.\nThe house has 13 windows.\nSomething else.\nSomething else.\nSomething else!\n")
    try #require(place.run("tm", "import", "m.db", "a.tmx", "--quiet").status == 0)
  }

  @Test("All translations of an equal text are shown, whatever the limit")
  func exact() throws {
    let outcome = try place.run("tm", "search", "m.db", "The house  has 12 windows.", "--limit", "1")
    #expect(
      outcome.output == """
        100 %  exact  unit 4  (a.tmx)
          en  The house has 12 windows.
          de  Zwölf Fenster hat das Haus.
        100 %  exact  unit 1  (a.tmx, 2024-01-31T08:15:00Z, ANNA)
          en  The house has 12 windows.
          de  Das Haus hat 12 Fenster.

        """)
    #expect(outcome.errors == "1 segment, 1 with matches\n")
    #expect(outcome.status == 0)
  }

  @Test("Numbers are exchanged, differences marked, penalties taken off")
  func similar() throws {
    #expect(
      try place.run("tm", "search", "m.db", "The house has 14 windows.", "--limit", "1", "--number-penalty", "3").output == """
        97  %  numbers  unit 1  stems 100, words 100, tokens 90  (a.tmx, 2024-01-31T08:15:00Z, ANNA)
          en  The house has [-12-]{+14+} windows.
          de  Das Haus hat 12 Fenster.
          →   Das Haus hat 14 Fenster.

        """)
    #expect(
      try place.run("tm", "search", "m.db", "All the houses are sold", "--quiet").output == """
        76  %  fuzzy  unit 2  stems 80, words 80, tokens 66  penalty 2  (a.tmx, confidence 0.9)
          en  All {+the +}houses are sold[-.-]
          de  Alle Häuser sind verkauft.

        """)
    #expect(try place.run("tm", "search", "m.db", "All the houses are sold", "--min", "77").output.isEmpty)
    #expect(
      try place.run("tm", "search", "m.db", "Drücken Sie Start.", "--source", "de-DE").errors
        == "1 segment, 0 with matches\n")
    #expect(
      try place.run("tm", "search", "m.db", "Drücken Sie Start.", "--source", "de", "--target", "en").output == """
        99  %  exact  unit 3  1 tag to change  (a.tmx)
          de  Drücken Sie Start.
          en  Press Start.

        """)
  }

  @Test("JSON has all of it, an object a segment")
  func json() throws {
    let outcome = try place.run("tm", "search", "m.db", "The house has 14 windows.", "--limit", "1", "--json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let match = try #require((object["matches"] as? [[String: Any]])?.first)
    #expect(match["percent"] as? Int == 99)
    #expect(match["kind"] as? String == "numbers")
    #expect(match["adapted"] as? String == "Das Haus hat 14 Fenster.")
    #expect((match["target"] as? [String: String]) == ["language": "de", "text": "Das Haus hat 12 Fenster."])
    #expect(match["created_by"] as? String == "ANNA")
    #expect(outcome.errors.isEmpty)
  }

  @Test("A document is looked up sentence by sentence, in context")
  func document() throws {
    let outcome = try place.run("tm", "search", "m.db", "--file", "doc.txt", "--limit", "1", "--json")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[0].hasPrefix("{\"file\":\"doc.txt\",\"sentence\":0,\"text\":\"Press Start.\",\"matches\":[{\"percent\":99,"))
    #expect(lines[5] == "{\"file\":\"doc.txt\",\"sentence\":5,\"text\":\"Something else!\",\"matches\":[]}")
    try place.put("source.txt", "The house has 12 windows. All houses are sold.")
    let context = try place.run("tm", "search", "m.db", "--file", "source.txt", "--quiet", "--confidence-penalty", "0", "--limit", "1")
    #expect(context.output.contains("0: The house has 12 windows.\n101 %  context  unit 1 "))
  }

  @Test("The index lies beside the memory and is made again when it is damaged")
  func index() throws {
    let first = try place.run("tm", "search", "m.db", "All houses are sold.").output
    #expect(try place.text("m.db.index/en/memory").hasPrefix("satzpaar memory index\t1\n"))
    try place.put("m.db.index/en/index", "nonsense")
    #expect(try place.run("tm", "search", "m.db", "All houses are sold.").output == first)
    #expect(try place.text("m.db.index/en/index") != "nonsense")
  }

  @Test("Wrong usage, a missing memory, a language that is not there")
  func errors() throws {
    #expect(try place.run("tm", "search", "m.db").status == 64)
    #expect(try place.run("tm", "search", "m.db", "x", "--min", "102").status == 64)
    #expect(try place.run("tm", "search", "none.db", "x").status == 66)
    #expect(
      try place.run("tm", "search", "m.db", "x", "--source", "fr").errors
        == "m.db: there is nothing in 'fr' in this memory (name one of its languages, de, en, with --source)\n")
    #expect(try place.run("tm", "search", "doc.txt", "x").status == 65)
  }

  @Test("Concordance finds inflected words, phrases, parts of words and expressions, in either language")
  func concordance() throws {
    let words = try place.run("tm", "concordance", "m.db", "Haus alle")
    #expect(
      words.output == """
        unit 2  (a.tmx, confidence 0.9)
          en  All houses are sold.
          de  **Alle** **Häuser** sind verkauft.

        """)
    #expect(words.errors == "1 unit\n")
    #expect(
      try place.run("tm", "concordance", "m.db", "house has", "--phrase", "--limit", "1").errors == "the first 1 unit; --limit shows more\n"
    )
    #expect(try place.run("tm", "concordance", "m.db", "OUSE", "--substring").output.contains("All h**ouse**s"))
    #expect(try place.run("tm", "concordance", "m.db", "\\d+", "--regex", "--language", "de").output.contains("The house has 12 windows."))
    #expect(
      try place.run("tm", "concordance", "m.db", "start", "--language", "de", "--json").output == """
        {"unit":3,"variants":[{"language":"en","text":"Press Start.","segment":"Press <ph type=\\"b\\"/>Start.","hits":[]},\
        {"language":"de","text":"Drücken Sie Start.","segment":"Drücken Sie <ph type=\\"b\\"/>Start.","hits":["Start"]}],"file":"a.tmx"}

        """)
    let none = try place.run("tm", "concordance", "m.db", "Zebra")
    #expect((none.status, none.output, none.errors) == (0, "", "0 units\n"))
    #expect(try place.run("tm", "concordance", "m.db", "(", "--regex").status == 64)
  }

  @Test("Leverage is a table a file and one for all; repetitions count across files")
  func analyze() throws {
    let outcome = try place.run("tm", "analyze", "m.db", "doc.txt", "doc.txt")
    #expect(
      outcome.output.hasPrefix(
        """
        doc.txt
                       segments      words characters    words
        context               0          0          0    0.0 %
        repetitions           1          2         15   11.1 %
        100                   1          5         25   27.8 %
        95–99                 2          7         37   38.9 %
        85–94                 1          2         15   11.1 %
        75–84                 0          0          0    0.0 %
        50–74                 0          0          0    0.0 %
        no match              1          2         15   11.1 %
        total                 6         18        107  100.0 %
        in files              1          2         15   11.1 %

        """))
    #expect(outcome.output.contains("\nall files\n"))
    #expect(outcome.output.contains("\nrepetitions           7         20        122   55.6 %\n"))
  }

  @Test("Leverage as JSON, and as a page that needs nothing from elsewhere")
  func analyzeReports() throws {
    try place.put("a<b>&.txt", "Something new.")
    let outcome = try place.run("tm", "analyze", "m.db", "doc.txt", "a<b>&.txt", "--json", "--html", "l.html", "--memory-only")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let total = try #require(object["total"] as? [String: [String: Int]])
    #expect(total["total"] == ["segments": 7, "words": 20, "characters": 121])
    #expect(total["none"]?["segments"] == 3)
    #expect((object["files"] as? [Any])?.count == 2)
    let page = try place.text("l.html")
    #expect(page.contains("<h2>a&lt;b&gt;&amp;.txt</h2>"))
    #expect(page.contains("<title>95–99: 7 words, 38.9 %</title>"))
    #expect(!page.contains("src=") && !page.contains("http"))
    // Well-formed but for the elements that HTML does not end.
    let ended = page.replacing(/<meta [^>]*>/, with: "").replacing("<!DOCTYPE html>", with: "")
    #expect(ParsedXML.parse(Array(ended.utf8))?.descendants("rect").count == 9)
    #expect(try place.run("tm", "analyze", "m.db", "none.txt").status == 66)
  }

  @Test("A document is translated as far as the memory can")
  func leverage() throws {
    let outcome = try place.run("tm", "leverage", "m.db", "doc.txt", "-o", "doc.tmx", "--target", "de")
    #expect(outcome.errors == "doc.tmx: 6 units (tmx), 3 translated\n")
    let text = try place.text("doc.tmx")
    #expect(text.contains("<seg>Das Haus hat 13 Fenster.</seg>"))
    #expect(text.contains("<seg>Drücken Sie <ph type=\"b\"/>Start.</seg>"))
    #expect(text.contains("<prop type=\"x-satzpaar-match\">99</prop>"))
    #expect(try place.run("validate", "doc.tmx").status == 0)
  }
}

/// A small memory with faults.
let sampleMemory = """
  <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/>
  <body>
  <tu creationdate="20240131T081500Z" creationid="ANNA"><tuv xml:lang="en"><seg>The house has 12 windows.</seg></tuv><tuv xml:lang="de"><seg>Das Haus hat 12 Fenster.</seg></tuv></tu>
  <tu><prop type="x-satzpaar-confidence">0.9</prop><tuv xml:lang="en"><seg>All houses are sold.</seg></tuv><tuv xml:lang="de"><seg>Alle Häuser sind verkauft.</seg></tuv></tu>
  <tu><tuv xml:lang="en"><seg>Press <ph type="b"/>Start.</seg></tuv><tuv xml:lang="de"><seg>Drücken Sie <ph type="b"/>Start.</seg></tuv></tu>
  <tu><tuv xml:lang="en"><seg>The house has 12 windows.</seg></tuv><tuv xml:lang="de"><seg>Zwölf Fenster hat das Haus.</seg></tuv></tu>
  <tu><tuv xml:lang="en"><seg>In 2023 (May)</seg></tuv><tuv xml:lang="de"><seg>Im Mai 2024)</seg></tuv></tu>
  <tu><tuv xml:lang="en"><seg>OK</seg></tuv><tuv xml:lang="de"><seg></seg></tuv></tu>
  </body></tmx>

  """
