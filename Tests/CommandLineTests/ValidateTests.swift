import Foundation
import Testing

@Suite struct ValidateTests {
  private let place: Workplace
  private let valid = """
    <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/>
    <body>
    <tu><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>
    </body></tmx>
    """

  init() throws { place = try Workplace() }

  @Test("A valid file is 0, with a summary")
  func validFile() throws {
    try place.put("a.tmx", valid)
    let outcome = try place.run("validate", "a.tmx")
    #expect((outcome.status, outcome.output) == (0, ""))
    #expect(outcome.errors == "a.tmx: TMX 1.4, level 1, 1 unit: valid\n")
    #expect(try place.run("validate", "-", "--quiet", input: valid).errors.isEmpty)
  }

  @Test("What our own export writes is valid")
  func ownExport() throws {
    #expect(try place.run("align", "de.txt", "en.txt", "-o", "pair.tmx").status == 0)
    #expect(try place.run("validate", "pair.tmx").errors == "pair.tmx: TMX 1.4, level 1, 31 units: valid\n")
  }

  @Test("Violations are lines on standard output, and 1")
  func violations() throws {
    try place.put("a.tmx", valid.replacingOccurrences(of: "<tu>", with: "<tu usagecount='x' foo=''>"))
    let outcome = try place.run("validate", "a.tmx")
    #expect(outcome.status == 1)
    #expect(outcome.output == "a.tmx:3: tu has no attribute foo in TMX 1.4\na.tmx:3: usagecount is 'x', not a number\n")
    #expect(outcome.errors == "a.tmx: TMX 1.4, level 1, 1 unit: not valid, 2 violations\n")
    #expect(
      try place.run("validate", "a.tmx", "--limit", "1").output == "a.tmx:3: tu has no attribute foo in TMX 1.4\na.tmx: 1 more\n")
    let json = try place.run("validate", "a.tmx", "--json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["valid"] as? Bool == false)
    #expect((object["list"] as? [Any])?.count == 2)
    #expect((json.status, json.errors) == (1, ""))
  }

  @Test("What is not well-formed is 65, what is missing 66")
  func unreadable() throws {
    try place.put("a.tmx", valid.replacingOccurrences(of: "</seg>", with: ""))
    try place.put("empty.tmx", "")
    let outcome = try place.run("validate", "a.tmx")
    #expect(outcome.status == 65)
    #expect(outcome.errors.hasPrefix("a.tmx:3: the XML is not well-formed: Opening and ending tag mismatch: seg"))
    #expect(try place.run("validate", "empty.tmx").errors == "empty.tmx: the file is empty (check that it is a TMX file)\n")
    #expect(try place.run("validate", "none.tmx").status == 66)
  }

  @Test("A gigabyte in an attribute is an error at once, in little memory")
  func gigabyte() throws {
    // The limit is on the address space, in KiB, and leaves room for the program's own libraries and model.
    let outcome = try place.shell(
      "ulimit -v 600000; { printf '<tmx version=\"1.4\"><header srclang=\"'; head -c 1000000000 /dev/zero | tr '\\0' a; } 2>/dev/null | \"$0\" validate -"
    )
    #expect(outcome.status == 65)
    #expect(
      outcome.errors == "standard input:1: a tag or comment of more than 262144 bytes (repair the file, or recover what can be read)\n")
  }
}
