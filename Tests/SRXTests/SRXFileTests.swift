import Corpus
import FoundationEssentials
import Segmentation
import TestSupport
import Testing

@testable import SRX

@Suite("SRX files")
struct SRXFileTests {
  private func read(_ text: String) throws -> SRXRules { try SRXReader.read(Array(text.utf8), name: "x.srx") }

  private static let header = "<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n"

  private static let small = """
    <?xml version="1.0"?>
    <srx xmlns="http://www.lisa.org/srx20" xmlns:o="http://example.org/o" version="2.0">
      <header segmentsubflows="no" cascade="yes">
        <formathandle type="start" include="no"/>
        <formathandle type="end" include="yes"></formathandle>
        <o:options><o:deep>text &amp; more</o:deep></o:options>
      </header>
      <body>
        <languagerules>
          <!-- first -->
          <languagerule languagerulename="German">
            <rule break="no"><beforebreak>\\bz\\.<!-- in the middle --> ?B\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
            <rule>
              <afterbreak><![CDATA[<br>&]]></afterbreak>
            </rule>
          </languagerule>
        </languagerules>
        <maprules><languagemap languagepattern="DE.*" languagerulename="German"/></maprules>
      </body>
    </srx>
    """

  @Test("All of a file is read: header, rules with their lines, maps; comments, CDATA and other namespaces")
  func small() throws {
    let rules = try read(Self.small)
    #expect(!rules.segmentsSubflows && rules.cascades)
    #expect(rules.formatHandles.map(\.kind) == [.start, .end])
    #expect(rules.formatHandles.map(\.isIncluded) == [false, true])
    #expect(rules.groups.map(\.name) == ["German"])
    #expect(
      rules.groups[0].rules == [
        SRXRules.Rule(isBreak: false, before: "\\bz\\. ?B\\.", after: "\\s", line: 12),
        SRXRules.Rule(isBreak: true, before: "", after: "<br>&", line: 13),
      ])
    #expect(rules.maps == [SRXRules.Map(pattern: "DE.*", group: "German", line: 18)])
    #expect(rules.file == "x.srx")
  }

  @Test("SRX 1.0 is read: no namespace, a document type that is not loaded, named maps, and the first map that matches counts")
  func version1() throws {
    let rules = try read(
      """
      <!DOCTYPE srx PUBLIC "-//SRX//DTD SRX//EN" "http://127.0.0.1:1/srx.dtd">
      <srx version="1.0"><header segmentsubflows="yes"><formathandle type="isolated" include="yes"/></header><body>
      <languagerules><languagerule languagerulename="Default"><rule><beforebreak>\\.</beforebreak></rule></languagerule></languagerules>
      <maprules><maprule maprulename="Default"><languagemap languagepattern=".*" languagerulename="Default"/></maprule></maprules>
      </body></srx>
      """)
    #expect(!rules.cascades)
    #expect(try rules.rules(for: .german).map(\.before) == ["\\."])
  }

  @Test(
    "What is not SRX is refused with the line and what is wrong",
    arguments: [
      ("", "x.srx: the file is empty"), ("<html>\n</html>", "x.srx:1: no SRX file, its root is 'html'"),
      ("<srx>\n<header>\n</srx>", "x.srx:3: the XML is not well-formed: Opening and ending tag mismatch"),
      (header + "<body>\n<rule/></body></srx>", "x.srx:3: 'rule' cannot stand in 'body'"),
      (header + "<header cascade='maybe'/></srx>", "x.srx:2: cascade is 'maybe'"),
      (header + "<header>\n\n<formathandle type='middle'/></header></srx>", "x.srx:4: formathandle type 'middle'"),
      (header + "<body><languagerules>\n<languagerule/></languagerules></body></srx>", "x.srx:3: 'languagerule' has no attribute"),
      (header + "</srx>", "x.srx: no languagerule in it"), ("<srx version='3.0'/>", "x.srx:1: SRX version '3.0'"),
      (
        header
          + "<body><languagerules><languagerule languagerulename='a'/>\n<languagerule languagerulename='a'/></languagerules></body></srx>",
        "x.srx:3: a second languagerule 'a'"
      ),
      (
        header
          + "<body><languagerules><languagerule languagerulename='a'/></languagerules><maprules>\n<languagemap languagepattern='x' languagerulename='b'/>"
          + "</maprules></body></srx>", "x.srx:3: there is no languagerule 'b'"
      ),
      (
        header
          + "<body><languagerules><languagerule languagerulename='a'/></languagerules><maprules>\n<languagemap languagepattern='(' languagerulename='a'/>"
          + "</maprules></body></srx>", "x.srx:3: languagepattern: bad regular expression"
      ),
      (
        header
          + "<body><languagerules><languagerule languagerulename='a'>\n<rule><beforebreak>a</beforebreak><beforebreak>b</beforebreak></rule>"
          + "</languagerule></languagerules></body></srx>", "x.srx:3: a second 'beforebreak' in a rule"
      ),
      (header + "<body>stray</body></srx>", "x.srx:2: text outside beforebreak and afterbreak: 'stray'"),
      ("<!DOCTYPE srx [\n<!ENTITY a 'b'>]><srx>&a;</srx>", "x.srx:2: the document type declares entities"),
      (header + "&nothing;</srx>", "x.srx:2: the XML is not well-formed: Entity 'nothing' not defined"),
      (header + "<x xmlns='y'>" + String(repeating: "<x>", count: 40), "x.srx:2: elements within elements, more than 32 deep"),
    ])
  func refused(text: String, message: String) throws {
    let error = try #require(throws: Diagnostic.self) { try read(text) }
    #expect(error.kind == .malformedInput)
    #expect("\(error)".hasPrefix(message), "\(error)")
    #expect(error.cure != nil)
  }

  @Test("Entities that grow are refused at once")
  func billionLaughs() throws {
    let entities = (1...30).map { "<!ENTITY e\($0) '&e\($0 - 1);&e\($0 - 1);'>" }.joined(separator: "\n")
    let text = "<!DOCTYPE srx [<!ENTITY e0 'ha'>\n\(entities)]><srx version='&e30;'/>"
    #expect(throws: Diagnostic.self) { try read(text) }
  }

  @Test("A damaged file never crashes the reader")
  func damage() throws {
    var random = SplitMix64(seed: 3)
    var refused = 0
    for _ in 0..<600 {
      var bytes = Array(Self.small.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 40))
        default: bytes = Array(bytes[..<place])
        }
        if bytes.isEmpty { break }
      }
      do { _ = try SRXReader.read(bytes, name: "x") } catch {
        #expect(error is Diagnostic)
        refused += 1
      }
    }
    #expect(refused > 300)
  }

  @Test("What is written is read back the same, but for the lines")
  func roundTrip() throws {
    var random = SplitMix64(seed: 5)
    let texts = ["<a>", "&amp;", "\"'", "ä😀", "\\s", "]]>", "\\u0002", " ", "x y "]
    func text() -> String { (0..<Int.random(in: 0...3, using: &random)).map { _ in texts.randomElement(using: &random) ?? "" }.joined() }
    for round in 0..<40 {
      let groups = (0..<Int.random(in: 1...4, using: &random)).map { index in
        SRXRules.Group(
          name: "\(index)" + text().replacing("  ", with: ""),
          rules: (0..<Int.random(in: 0...5, using: &random)).map { _ in
            SRXRules.Rule(isBreak: Bool.random(using: &random), before: text(), after: text())
          })
      }
      let rules = SRXRules(
        file: "x", segmentsSubflows: round % 2 == 0, cascades: round % 3 == 0, groups: groups,
        maps: groups.map { SRXRules.Map(pattern: "[a-z]{2}&?<?\"?", group: $0.name) })
      var back = try SRXReader.read(Array(SRXWriter.document(rules, comment: "a -- b").utf8), name: "x")
      for group in back.groups.indices { for rule in back.groups[group].rules.indices { back.groups[group].rules[rule].line = 0 } }
      for map in back.maps.indices { back.maps[map].line = 0 }
      #expect(back == rules)
    }
  }

  @Test("Control characters in a pattern are written as escapes, which match the same")
  func controlCharacters() throws {
    let rules = SRXRules(
      file: "x", cascades: false,
      groups: [SRXRules.Group(name: "a", rules: [SRXRules.Rule(isBreak: true, before: "\u{2}\n\t\r", after: "")])],
      maps: [])
    #expect(try read(SRXWriter.document(rules)).groups[0].rules[0].before == "\\u0002\\u000A\\u0009\\u000D")
  }
}
