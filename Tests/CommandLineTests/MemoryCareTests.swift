import Foundation
import Testing

/// The commands that look after a memory. The expected texts were read by a person.
@Suite struct MemoryCareTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.put("a.tmx", sampleMemory)
    try #require(place.run("tm", "import", "m.db", "a.tmx", "--quiet").status == 0)
  }

  private func count() throws -> String { try place.run("tm", "stats", "m.db").output.split(separator: ",").first.map(String.init) ?? "" }

  @Test("A dry run reports rule by rule with examples, and changes nothing")
  func report() throws {
    let before = try place.run("tm", "export", "m.db").output
    let outcome = try place.run("tm", "clean", "m.db", "--dry-run", "--rules", "empty,numbers,brackets,mojibake", "--without", "mojibake")
    #expect(
      outcome.output == """
        empty       1
          unit 6  no text in de
        numbers     1
          unit 5  only en has 2023; only de has 2024
        brackets    1
          unit 5  () pair in one of en and de

        """)
    #expect(outcome.errors == "6 units: 2 with faults\n")
    #expect(try place.run("tm", "export", "m.db").output == before)
    #expect(place.contents["m.db.quarantine.tmx"] == nil)
    let json = try place.run("tm", "clean", "m.db", "--dry-run", "--json", "--rules", "empty")
    #expect(json.output.contains("\"units\":6,\"faulty\":1,\"removed\":0,\"rules\":{\"empty\":1,"))
    #expect(json.output.hasSuffix("\"findings\":[{\"unit\":6,\"rule\":\"empty\",\"message\":\"no text in de\"}]}\n"))
  }

  @Test("Units with faults are moved to a file from which they can be imported again")
  func quarantine() throws {
    let outcome = try place.run("tm", "clean", "m.db", "--rules", "empty,numbers,brackets")
    #expect(outcome.errors == "6 units: 2 with faults, 2 moved to m.db.quarantine.tmx\n")
    #expect(try count() == "4 units")
    let file = try place.text("m.db.quarantine.tmx")
    #expect(file.contains("<prop type=\"x-satzpaar-quarantine\">numbers brackets</prop>"))
    #expect(file.contains("<tu srclang=\"en\">"))
    #expect(try place.run("tm", "import", "m.db", "m.db.quarantine.tmx", "--quiet").status == 0)
    #expect(try count() == "6 units")
    #expect(try place.run("tm", "clean", "m.db", "--rules", "empty").errors.hasSuffix("1 moved to m.db.quarantine-2.tmx\n"))
    #expect(try place.run("tm", "clean", "m.db", "--rules", "empty").errors.hasSuffix("0 with faults, nothing moved\n"))
    #expect(try place.run("tm", "clean", "m.db", "--quarantine", "a.tmx").status == 73)
    #expect(try place.run("tm", "clean", "m.db", "--rules", "numberz").status == 64)
    #expect(try count() == "5 units")
  }

  @Test("Duplicates become one, unless their contexts differ")
  func dedupe() throws {
    try place.put("b.tmx", sampleMemory.replacingOccurrences(of: "ANNA", with: "BERTA"))
    #expect(try place.run("tm", "import", "m.db", "b.tmx", "--quiet").status == 0)
    let dry = try place.run("tm", "dedupe", "m.db", "--dry-run")
    #expect(dry.output.hasPrefix("unit 7 is unit 1  The house has 12 windows.\nunit 8 is unit 2  All houses are sold.\n"))
    #expect(dry.errors == "6 units would go\n")
    #expect(try place.run("tm", "dedupe", "m.db").errors == "6 units removed\n")
    #expect(try count() == "6 units")
    #expect(try place.run("tm", "dedupe", "m.db", "--ignore-context").errors == "0 units removed\n")
  }

  @Test("An edit is shown as it would be, then made, and found")
  func edit() throws {
    let dry = try place.run("tm", "edit", "m.db", "2", "--text", "de=Alle <weg>.", "--prop", "x-a=b", "--note", "N", "--dry-run")
    #expect(
      dry.output == """
        unit 2
          de  Alle [-Häuser sind verkauft-]{+&lt;weg&gt;+}.
          {+note: N+}
          {+x-a: b+}

        """)
    #expect(dry.errors == "1 unit would be changed\n")
    #expect(try place.run("tm", "search", "m.db", "All houses are sold.").output.contains("Alle Häuser sind verkauft."))
    #expect(
      try place.run(
        "tm", "edit", "m.db", "--find", "house", "--replace", "house(s?)", "--with", "flat$1", "--language", "en", "--user", "eva"
      )
      .errors == "3 units changed\n")
    let found = try place.run("tm", "search", "m.db", "The flat has 12 windows.").output
    #expect(found.contains("100 %  exact  unit 4"))
    #expect(found.contains(", eva)"))
    #expect(try place.run("tm", "search", "m.db", "The house has 12 windows.", "--min", "100").output.isEmpty)
  }

  @Test("Units are deleted by id or by what is in them")
  func delete() throws {
    let dry = try place.run("tm", "edit", "m.db", "1", "--delete", "--dry-run")
    #expect(dry.output == "unit 1\n  en  [-The house has 12 windows.-]\n  de  [-Das Haus hat 12 Fenster.-]\n")
    #expect(try place.run("tm", "edit", "m.db", "--find", "Haus", "--language", "de", "--delete").errors == "3 units deleted\n")
    #expect(try count() == "3 units")
    #expect(try place.run("tm", "edit", "m.db", "1", "--delete").errors == "m.db: there is no unit 1 (check the ids; search shows them)\n")
  }

  @Test("An edit without units, without changes or with half of a replacement is wrong usage")
  func usage() throws {
    for arguments in [
      ["1"], ["--delete"], ["1", "--delete", "--note", "x"], ["1", "--replace", "x"], ["1", "--find", "x", "--delete"],
      ["1", "--text", "de"],
      ["1", "--replace", "(", "--with", "x"],
    ] {
      let outcome = try place.shell("exec \"$0\" tm edit m.db " + arguments.map { "'\($0)'" }.joined(separator: " "))
      #expect(outcome.status == 64, "\(arguments)")
    }
    #expect(try count() == "6 units")
  }
}
