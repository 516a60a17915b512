import Corpus
import TMX
import TestSupport
import Testing
import TranslationMemory

@Suite struct UnitCodingTests {
  private let sample = TMXUnit(
    attributes: ["tuid": "1", "x-own": "ä\u{0}", "creationdate": "20240131T081500Z"],
    remarks: [
      TMXRemark(.note, language: "de", text: "N<&>"), TMXRemark(.prop, attributes: ["type": "x-satzpaar-domain"], text: ""),
    ],
    variants: [
      TMXVariant(language: "en", attributes: ["usagecount": "3"], segment: TMXSegment("e\u{301} & <\r\n")),
      TMXVariant(
        language: "", remarks: [TMXRemark(.note, text: "x")],
        segment: TMXSegment(content: [.text("a&"), .element(TMXElement(.ph, attributes: ["x": "1"], content: [.text("<b>")]))])),
    ])

  @Test("A unit comes back byte for byte")
  func unit() throws {
    let again = try UnitCoding.unit(from: UnitCoding.bytes(of: sample))
    #expect("\(again)".utf8.elementsEqual("\(sample)".utf8))
    #expect(try UnitCoding.unit(from: UnitCoding.bytes(of: TMXUnit(variants: []))) == TMXUnit(variants: []))
  }

  @Test("Damage of any byte, and a cut at any place, is told")
  func damage() throws {
    let bytes = UnitCoding.bytes(of: sample)
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << bit
        #expect(throws: Diagnostic.self) { try UnitCoding.unit(from: damaged) }
      }
      #expect(throws: Diagnostic.self) { try UnitCoding.unit(from: Array(bytes[..<place])) }
    }
  }

  @Test("Random bytes with a valid checksum are a unit or an error, and never a crash")
  func random() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<20_000 {
      var bytes: [UInt8] =
        [1]
        + (0..<Int.random(in: 0...40, using: &random)).map { _ in
          // Small numbers lead deeper.
          Bool.random(using: &random) ? UInt8.random(in: 0...4, using: &random) : UInt8.random(in: 0...255, using: &random)
        }
      let sum = bytes.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
      let folded = UInt32(truncatingIfNeeded: sum ^ sum >> 32)
      for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: folded >> shift)) }
      if let unit = try? UnitCoding.unit(from: bytes) { #expect(unit.variants.count <= bytes.count) }
    }
  }

  @Test("Contexts come back, and none take no bytes")
  func contexts() {
    let contexts = [MatchContext(previous: .max, next: 1), MatchContext(), MatchContext(next: 0x0123_4567_89AB_CDEF)]
    #expect(ContextCoding.contexts(from: ContextCoding.bytes(of: contexts)) == contexts)
    #expect(ContextCoding.bytes(of: [MatchContext(), MatchContext()]).isEmpty)
  }

  @Test("Details are what the unit says, else its variants")
  func details() {
    #expect(UnitDetails(sample).created == 1_706_688_900)
    #expect(UnitDetails(sample).domain == "")
    var unit = TMXUnit(variants: [
      TMXVariant(language: "en", attributes: ["creationdate": "20200101T000000Z", "creationid": "a"], segment: TMXSegment("")),
      TMXVariant(
        language: "de",
        attributes: ["creationdate": "20190101T000000Z", "creationid": "b", "changedate": "20210101T000000Z", "changeid": "c"],
        segment: TMXSegment("")),
    ])
    let details = UnitDetails(unit)
    #expect((details.created, details.creator) == (1_546_300_800, "b"))
    #expect((details.changed, details.changer) == (1_609_459_200, "c"))
    unit.attributes["creationdate"] = "20200601T000000Z"
    unit.attributes["creationid"] = "u"
    #expect((UnitDetails(unit).created, UnitDetails(unit).creator) == (1_590_969_600, "u"))
  }
}
