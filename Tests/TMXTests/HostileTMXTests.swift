import Corpus
import Foundation
import TMX
import TestSupport
import Testing

/// Files that want to harm: each gives a clear error, or is recovered, within the reader's limits.
@Suite struct HostileTMXTests {
  @Test(
    "Entities are refused wherever they are declared",
    arguments: [
      // Billion laughs, quadratic blow-up, a file, parameter entities that load and that declare, an external one that is no XML.
      "<!ENTITY a 'ha'>" + zip("bcdefghij", "abcdefghi").map { "<!ENTITY \($0) '\(String(repeating: "&\($1);", count: 10))'>" }.joined(),
      "<!ENTITY a '\(String(repeating: "ha", count: 50_000))'>",
      "<!ENTITY a SYSTEM 'file:///etc/passwd'>", "<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x.dtd'> %p;",
      "<!ENTITY % p '&#60;!ENTITY a \"x\">'> %p;", "<!NOTATION n SYSTEM 'n'><!ENTITY a SYSTEM 'x' NDATA n>",
    ])
  func entities(declarations: String) throws {
    let body = String(repeating: "&a;&j;", count: 10_000)
    let text = "<!DOCTYPE tmx [\(declarations)]>\n<tmx version='1.4'><header srclang='en'/><body>\(unit(body))</body></tmx>"
    #expect {
      try Memory(text)
    } throws: { error in
      "\(error)".hasPrefix("x.tmx:1: the document type declares the entity")
    }
    let recovered = try Memory(text, recovers: true)
    #expect(recovered.units.first?.variants.first?.segment.text == body)
  }

  @Test("An external definition is not loaded, and an entity that it could declare is an error")
  func externalDefinition() throws {
    let type = "<!DOCTYPE tmx SYSTEM 'file:///etc/passwd'>"
    func text(_ segment: String) -> String { type + "<tmx version='1.4'><header srclang='en'/><body>\(unit(segment))</body></tmx>" }
    #expect(try Memory(text("a")).units.count == 1)
    #expect {
      try Memory(text("a&b;"))
    } throws: {
      "\($0)" == "x.tmx:1: the XML is not well-formed: Entity 'b' not defined (repair the file, or recover what can be read)"
    }
    #expect(throws: Diagnostic.self) { try Memory(text("<ph type='&b;'/>")) }
  }

  @Test("Attributes that the document type adds do not reach units")
  func defaultAttributes() throws {
    let text = "<!DOCTYPE tmx [<!ATTLIST tu evil CDATA '\(String(repeating: "x", count: 10_000))'>]>" + document(unit("a")).dropFirst(39)
    #expect(try Memory(text).units.first?.attributes.all.map(\.name) == ["tuid"])
  }

  @Test("The predefined entities may be declared again, as TMX 1.1 does")
  func predefined() throws {
    let text =
      "<!DOCTYPE tmx [<!ENTITY lt '&#38;#60;'><!ENTITY amp '&#38;#38;'>]><tmx version='1.1'><header/><body>\(unit("&lt;&amp;"))</body></tmx>"
    #expect(try Memory(text).units.first?.variants.first?.segment.text == "<&")
  }

  @Test("A million elements within each other are an error with a line, and are skipped when recovering", arguments: ["hi", "tu", "x"])
  func deep(name: String) throws {
    let count = 1_000_000
    let deep = String(repeating: "<\(name)>", count: count) + String(repeating: "</\(name)>", count: count)
    let text = document(unit("a") + "\n" + unit(deep, id: 2) + "\n" + unit("c", id: 3))
    #expect {
      try Memory(text)
    } throws: {
      ($0 as? Diagnostic)?.position == .line(6)
    }
    if name == "hi" { #expect(try Memory(text, recovers: true).units.map { $0.attributes["tuid"] } == ["1", "3"]) }
  }

  @Test("An attribute, a comment or a text of a gigabyte is an error at once", arguments: Endless.allCases)
  func endless(_ kind: Endless) throws {
    var stream = kind.stream(megabytes: 1 << 10)
    #expect {
      _ = try stream.ids(recovers: false)
    } throws: {
      "\($0)".contains(/more than [0-9]+ bytes/)
    }
    #expect(stream.given <= 20)
  }

  @Test("When recovering, it is skipped and what follows is read", arguments: Endless.allCases)
  func endlessRecovered(_ kind: Endless) throws {
    var stream = kind.stream(megabytes: kind == .attribute ? 1 << 10 : 40)
    #expect(try stream.ids(recovers: true) == ["1", "3"])
  }

  @Test("A tag of a hundred thousand attributes and a unit of a million elements are errors")
  func many() {
    let attributes = (0..<100_000).map { " a\($0)=''" }.joined()
    #expect(throws: Diagnostic.self) { try Memory(document("<tu\(attributes)/>")) }
    #expect(throws: Diagnostic.self) { try Memory(document(unit(String(repeating: "<ph/>", count: 1_000_000)))) }
  }

  @Test("NUL bytes are replaced between letters and refused elsewhere")
  func zeros() throws {
    #expect(try Memory(document(unit("a\0b"))).units.first?.variants.first?.segment.text == "a\u{FFFD}b")
    #expect(throws: Diagnostic.self) { try Memory([UInt8](repeating: 0, count: 1_000_000)) }
    #expect(throws: Diagnostic.self) { try Memory(Array("<tmx>".utf8) + [UInt8](repeating: 0, count: 40_000_000)) }
    #expect(throws: Diagnostic.self) { try Memory([UInt8](repeating: 0, count: 40_000_000), recovers: true) }
  }

  @Test("A NUL byte in any place of a memory is a clear error or read, and recovering never loses another unit")
  func zeroAnywhere() throws {
    let bytes = Array(document(unit("a") + unit("b &amp; c", id: 2)).utf8)
    for place in bytes.indices {
      let spoilt = bytes[..<place] + [0] + bytes[place...]
      do { _ = try Memory(Array(spoilt)) } catch let error as Diagnostic { #expect(error.kind == .malformedInput && error.position != nil) }
      if let recovered = try? Memory(Array(spoilt), recovers: true) { #expect(recovered.units.count >= 1) }
    }
  }

  @Test("What is not TMX is an error", arguments: ["<xliff/>", "plain text", "\u{FEFF}", "<tmx/>", "<tmx><header/></tmx>", " "])
  func noMemory(text: String) {
    #expect(throws: Diagnostic.self) { try Memory(text) }
    #expect(throws: Diagnostic.self) { try Memory(text, recovers: true) }
  }
}

/// What can be made longer than any memory holds.
enum Endless: String, CaseIterable {
  case attribute = "<tu tuid='"
  case comment = "<!--"
  case text = "<tu><tuv xml:lang='en'><seg>"
  case instruction = "<?x "

  private var end: String {
    switch self {
    case .attribute: "'/>"
    case .comment: "-->"
    case .text: "</seg></tuv></tu>"
    case .instruction: "?>"
    }
  }

  /// A memory of two good units with this between them.
  func stream(megabytes: Int) -> Stream {
    Stream(
      start: Array((document(unit("a")).components(separatedBy: "</body>")[0] + rawValue).utf8), megabytes: megabytes,
      end: Array("\(end)\n\(unit("c", id: 3))</body></tmx>".utf8))
  }

  /// The memory, a megabyte at a time; it is never whole.
  struct Stream {
    let start: [UInt8]
    let megabytes: Int
    let end: [UInt8]
    /// How many pieces were asked for.
    var given = 0

    mutating func next() -> [UInt8]? {
      defer { given += 1 }
      switch given {
      case 0: return start
      case 1...megabytes: return [UInt8](repeating: 0x61, count: 1 << 20)
      case megabytes + 1: return end
      default: return nil
      }
    }

    /// The ids of the units that are read.
    mutating func ids(recovers: Bool) throws -> [String?] {
      var ids: [String?] = []
      try TMXReader(file: "x.tmx", recovers: recovers).read(
        chunks: { next() }, { if case .unit(let unit, _) = $0 { ids.append(unit.attributes["tuid"]) } })
      return ids
    }
  }
}
