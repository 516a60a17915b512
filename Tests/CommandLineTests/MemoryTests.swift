import Foundation
import TestSupport
import Testing

/// `satzpaar tm`: memories from the command line.
@Suite struct MemoryTests {
  /// A file of so many units.
  private func tmx(_ count: Int, _ text: String = "Text") -> String {
    let units = (0..<count).map { number in
      """
        <tu tuid="\(number)">
         <tuv xml:lang="en">
          <seg>English \(text) no. \(number)</seg>
         </tuv>
         <tuv xml:lang="de">
          <seg>Deutscher \(text) Nr. \(number)</seg>
         </tuv>
        </tu>

      """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE tmx SYSTEM "tmx14.dtd">
      <tmx version="1.4">
       <header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/>
       <body>
      \(units.joined()) </body>
      </tmx>

      """
  }

  @Test("What is imported is exported as it was, and stats, backup and merge know it")
  func roundTrip() throws {
    let place = try Workplace()
    try place.put("a.tmx", tmx(12))
    var outcome = try place.run("tm", "import", "m.db", "a.tmx")
    #expect(outcome.errors == "m.db: 12 units of a.tmx: 12 added\n")
    #expect((outcome.status, outcome.output) == (0, ""))
    #expect(try place.run("tm", "export", "m.db").output == tmx(12))
    #expect(try place.run("tm", "export", "m.db", "-o", "b.tmx").errors == "b.tmx: 12 units (tmx)\n")
    outcome = try place.run("tm", "stats", "m.db")
    #expect(outcome.output.contains(/^12 units, revision 1, [0-9a-f-]{36}\nde: 12 variants\nen: 12 variants\nfile 1: a.tmx\n$/))
    #expect(try place.run("tm", "stats", "m.db", "--json").output.contains(#""units":12,"variants":{"de":12,"en":12},"files":[{"id":1,"#))
    #expect(try place.run("tm", "backup", "m.db", "c.db").errors == "c.db: 12 units\n")
    #expect(try place.run("tm", "export", "c.db").output == tmx(12))
    try place.put("d.tmx", tmx(3, "anderer"))
    #expect(try place.run("tm", "import", "d.db", "d.tmx", "a.tmx", "--quiet").errors.isEmpty)
    #expect(try place.run("tm", "merge", "d.db", "m.db").errors == "d.db: 12 units of m.db: 12 merged with others\n")
    #expect(try place.run("tm", "stats", "d.db").output.hasPrefix("15 units, "))
    #expect(try place.run("tm", "merge", "c.db", "m.db").status == 64)
  }

  @Test("Duplicates are kept, replaced or merged, and labels are properties")
  func options() throws {
    let place = try Workplace()
    try place.put("a.tmx", tmx(2))
    _ = try place.run("tm", "import", "m.db", "a.tmx", "--domain", "law", "--client", "C & Co", "--language", "de")
    #expect(try place.run("tm", "stats", "m.db").output.contains("0 units"))
    _ = try place.run("tm", "import", "m.db", "a.tmx", "--domain", "law", "--client", "C & Co", "--language", "de", "--language", "en")
    #expect(
      try place.run("tm", "import", "m.db", "a.tmx", "--duplicates", "merge").errors == "m.db: 2 units of a.tmx: 2 merged with others\n")
    #expect(try place.run("tm", "import", "m.db", "a.tmx", "--duplicates", "keep").errors == "m.db: 2 units of a.tmx: 2 added\n")
    let exported = try place.run("tm", "export", "m.db", "--prop", "x-satzpaar-domain=law", "--level", "1", "--tmx-version", "1.1")
    #expect(exported.errors == "standard output: 2 units (tmx), 2 filtered out\n")
    #expect(exported.output.contains("<prop type=\"x-satzpaar-client\">C &amp; Co</prop>"))
    #expect(exported.output.contains("<tmx version=\"1.1\">"))
  }

  @Test("A damaged file is an error, and what can be read is taken when it is asked for")
  func recover() throws {
    let place = try Workplace()
    try place.put("a.tmx", String(tmx(2).dropLast(40)))
    let outcome = try place.run("tm", "import", "m.db", "a.tmx")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("a.tmx: 0 units taken before the fault\n"))
    let recovered = try place.run("tm", "import", "m.db", "a.tmx", "--recover")
    #expect(recovered.status == 0)
    #expect(recovered.errors.contains("skipped: a.tmx:"))
    #expect(recovered.errors.hasSuffix("m.db: 1 unit of a.tmx: 1 added\n"))
  }

  @Test("What is missing or no memory is said in one line")
  func faults() throws {
    let place = try Workplace()
    try expectFailure(place, ["tm", "import", "m.db", "none.tmx"], status: 66, "none.tmx: no such file (check the path)")
    try expectFailure(place, ["tm", "stats", "none.db"], status: 66, "none.db: no such memory (check the path)")
    try expectFailure(
      place, ["tm", "stats", "de.txt"], status: 65, "de.txt: this is not a memory of Satzpaar's (name a memory, or a new file for one)")
    try place.put("a.tmx", tmx(1))
    _ = try place.run("tm", "import", "m.db", "a.tmx")
    try place.put("old.db", "old")
    let backup = try place.run("tm", "backup", "m.db", "old.db")
    #expect((backup.status, backup.errors) == (73, "old.db: there is a file already (name a new one)\n"))
    #expect(try place.text("old.db") == "old")
  }

  @Test("An aligned pair is stored, and stored again takes its own place")
  func align() throws {
    let place = try Workplace()
    let first = try place.run("align", "de.txt", "en.txt", "-o", "pair.tmx", "--memory", "m.db")
    #expect(first.status == 0)
    #expect(first.errors.contains(/m\.db: [0-9]+ units of de\.txt en\.txt: [0-9]+ added\n$/))
    _ = try place.run("align", "de.txt", "en.txt", "-o", "pair.tmx", "--memory", "m.db")
    let stats = try place.run("tm", "stats", "m.db").output
    let exported = try place.run("tm", "export", "m.db").output
    let units = exported.split(separator: "<tu ").count - 1
    #expect(stats.hasPrefix("\(units) units, "))
    #expect(try units == place.text("pair.tmx").split(separator: "<tu ").count - 1)
    #expect(exported.contains("x-satzpaar-confidence"))
  }

  @Test("A file that is in the memory as a whole is left alone by --resume")
  func resumedAfterItsEnd() throws {
    let place = try Workplace()
    try place.put("a.tmx", tmx(3))
    _ = try place.run("tm", "import", "m.db", "a.tmx")
    #expect(try place.run("tm", "import", "m.db", "a.tmx", "--resume").errors == "m.db: a.tmx is there already\n")
    #expect(try place.run("tm", "stats", "m.db").output.hasPrefix("3 units"))
  }

  @Test("An import that is killed leaves whole batches, and resumed is as if it had not been killed", .timeLimit(.minutes(5)))
  func killed() throws {
    let place = try Workplace()
    let text = tmx(60_000)
    try place.put("a.tmx", text)
    var kills = 0
    for attempt in 1...12 {
      // A little later each time; 137 is 128 + SIGKILL.
      let delay = Double(attempt) * 0.12
      let outcome = try place.shell("timeout -s KILL \(delay) \"$0\" tm import --quiet --resume m.db a.tmx")
      if outcome.status == 0 { break }
      #expect(outcome.status == 137)
      kills += 1
      guard place.contents["m.db"] != nil, place.contents["m.db"]?.isEmpty == false else { continue }
      let stats = try place.run("tm", "stats", "m.db", "--json")
      guard stats.status == 0 else { continue }  // Killed before it was a memory.
      let units = try #require(stats.output.firstMatch(of: /"units":([0-9]+)/).flatMap { Int($0.1) })
      #expect(units % 4000 == 0)
      let exported = try place.run("tm", "export", "m.db").output
      #expect(exported.split(separator: "<tu ").count - 1 == units)
    }
    #expect(kills > 0)
    #expect(try place.run("tm", "import", "--resume", "m.db", "a.tmx").status == 0)
    #expect(try place.run("tm", "import", "whole.db", "a.tmx").status == 0)
    #expect(try place.run("tm", "export", "m.db").output == place.run("tm", "export", "whole.db").output)
    // Units, contexts, entries and words alike, but for revisions and what a retried import has left of files.
    let comparison = """
      import sqlite3
      def all(name):
        c = sqlite3.connect(name)
        units = c.execute("SELECT id, version, source, contexts, content FROM unit ORDER BY id").fetchall()
        entries = set()
        for table in ("entry_bucket", "staged_entries"):
          for (blob,) in c.execute("SELECT entries FROM " + table):
            entries |= {blob[i:i + 16] for i in range(0, len(blob), 16)}
        words = c.execute("SELECT rowid FROM term WHERE term MATCH '\\"de·nr\\"' ORDER BY rowid").fetchall()
        assert c.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert len(units) == 60000 and len(words) == 60000
        return units, entries, words
      assert all("m.db") == all("whole.db")
      """
    try place.put("compare.py", comparison)
    let compared = try place.shell("python3 compare.py")
    #expect(compared.status == 0, "\(compared.errors)")
  }
}
