import Corpus
import Foundation
import TMX
import TestSupport
import Testing

@Suite struct TMXRecoveryTests {
  @Test("A damaged unit is skipped with its line, and its neighbours are kept")
  func damagedUnit() throws {
    let damaged = [
      "<tu><tuv xml:lang='en'><seg>b</tuv></tu>", "<tu><tuv xml:lang='en'><seg>b</seg></tuv>", "<tu tuid='1' tuid='2'/>",
      "<tu><tuv xml:lang='en'><seg>\u{1}</seg></tuv></tuv></tu>", "</tu>", "<<<", "<tu><!-- -- --></tu>",
    ]
    for text in damaged {
      let memory = try Memory(document([unit("a"), text, unit("c", id: 3)].joined(separator: "\n")), recovers: true)
      #expect(memory.units.map { $0.attributes["tuid"] } == ["1", "3"], "\(text)")
      // Lone < are taken for text, which stands outside segments.
      #expect(memory.notices.contains { $0.kind == (text == "<<<" ? .repaired : .skipped) }, "\(text): \(memory.notices)")
      #expect(memory.notices.allSatisfy { (5...7).contains($0.line) }, "\(text): \(memory.notices)")
      #expect(throws: Diagnostic.self, "\(text)") { try Memory(document([unit("a"), text, unit("c")].joined(separator: "\n"))) }
    }
  }

  @Test("Lone markup characters, unknown entities and bytes that are not UTF-8 become text")
  func repairs() throws {
    var bytes = Array(document(unit("a & b < c &nbsp; &lt; x", "M|ller")).utf8)
    bytes = bytes.map { $0 == 0x7C ? 0xFC : $0 }
    let memory = try Memory(bytes, recovers: true)
    #expect(memory.units.first?.variants.map(\.segment.text) == ["a & b < c &nbsp; < x", "M\u{FFFD}ller"])
    #expect(memory.notices.allSatisfy { $0.kind == .repaired && $0.line == 5 } && memory.notices.count == 4)
    #expect(throws: Diagnostic.self) { try Memory(bytes) }
  }

  @Test("A damaged header is skipped, and a missing one is no harm")
  func header() throws {
    for text in ["<tmx><header <</header><body>\(unit("a"))</body></tmx>", unit("a"), "x<body>\(unit("a"))", "<tmx>\(unit("a"))"] {
      let memory = try Memory(text, recovers: true)
      #expect(memory.units.count == 1, "\(text)")
      #expect(memory.notices.contains { $0.kind == .skipped }, "\(text)")
    }
    #expect(throws: Diagnostic.self) { try Memory("nothing", recovers: true) }
  }

  @Test(
    "Truncated anywhere, a memory gives the units before that place or an error with a line",
    arguments: [everything, document(unit("ä") + "\n" + unit("b", id: 2) + "\n" + unit("c", id: 3))])
  func truncated(text: String) throws {
    let bytes = Array(text.utf8)
    let whole = try Memory(bytes)
    for count in 0..<bytes.count {
      let start = Array(bytes[..<count])
      let complete = String(decoding: start, as: UTF8.self).components(separatedBy: "</tu>").count - 1
      var units: [TMXUnit] = []
      do {
        var chunks = [start]
        try TMXReader(file: "x.tmx").read(chunks: { chunks.popLast() }, { if case .unit(let unit, _) = $0 { units.append(unit) } })
        #expect(text.utf8.dropFirst(count).allSatisfy { $0 <= 0x20 })
      } catch let error as Diagnostic {
        #expect(error.kind == .malformedInput && error.position != nil || count == 0)
      }
      #expect(units == Array(whole.units.prefix(complete)))
      if let recovered = try? Memory(start, recovers: true) {
        #expect(recovered.units == Array(whole.units.prefix(complete)))
      } else {
        #expect(complete == 0)
      }
    }
  }

  @Test("UTF-16 truncated anywhere gives the units before that place")
  func truncatedUTF16() throws {
    let text = document(unit("ä") + unit("b", id: 2))
    let bytes = try Array(#require(text.data(using: .utf16LittleEndian)))
    for count in stride(from: 0, to: bytes.count - 2, by: 1) {
      let complete =
        String(decoding: bytes[..<(count / 2 * 2)].enumerated().filter { $0.offset % 2 == 0 }.map(\.element), as: UTF8.self)
        .components(separatedBy: "</tu>").count - 1
      #expect(throws: Diagnostic.self) { _ = try Memory(Array(bytes[..<count]) + [0xFF]) }
      #expect(((try? Memory(Array(bytes[..<count]), recovers: true))?.units.count ?? 0) == complete)
    }
  }

  @Test("Random damage never stops the recovery, and units far from it stay", arguments: 0..<60 as Range<UInt64>)
  func randomDamage(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = 200
    let text = document((0..<count).map { unit("Satz \($0) &amp; <ph x=\"1\">&lt;br/></ph>", "ß \($0)", id: $0) }.joined(separator: "\n"))
    let whole = try Memory(text)
    var bytes = Array(text.utf8)
    let body = try #require(text.utf8.firstRange(of: "<body>".utf8))
    let start = text.utf8.distance(from: text.utf8.startIndex, to: body.upperBound)
    var places: [Int] = []
    for _ in 0..<Int.random(in: 1...10, using: &random) {
      let place = Int.random(in: start..<bytes.count - 40, using: &random)
      let length = Int.random(in: 1...30, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.replaceSubrange(place..<place + length, with: (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
      case 1: bytes.removeSubrange(place..<place + length)
      default: bytes.insert(contentsOf: "<&\"></".utf8, at: place)
      }
      places.append(place)
    }
    let recovered = try Memory(bytes, recovers: true)
    // A place can spoil the unit it is in and its neighbours, and one that looks like a comment's start what follows up to its end.
    let kept = Set(recovered.units.map { "\($0)" })
    let lost = whole.units.count { !kept.contains("\($0)") }
    #expect(lost <= 4 * places.count, "\(lost) lost for \(places.count) places")
    if recovered.units.count < count - places.count * 2 { #expect(!recovered.notices.isEmpty) }
    _ = try? Memory(bytes)
  }

  @Test("Damage to every second unit does not make reading slow")
  func manyFaults() throws {
    let text = document((0..<20_000).map { unit($0 % 2 == 0 ? "a&#1;" : "b", id: $0) }.joined(separator: "\n"))
    let memory = try Memory(text)
    #expect(memory.units.count == 20_000)
    #expect(memory.notices.count == 10_000)
  }
}
