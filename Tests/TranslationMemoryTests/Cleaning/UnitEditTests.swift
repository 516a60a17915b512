import Corpus
import TMX
import Testing

@testable import TranslationMemory

@Suite struct UnitEditTests {
  private let unit: TMXUnit

  init() throws {
    unit = TMXUnit(
      attributes: ["changeid": "old"], remarks: [TMXRemark(.prop, attributes: ["type": "a"], text: "1"), TMXRemark(.note, text: "n")],
      variants: [
        TMXVariant(language: "en", segment: try TMXSegment(fragment: "Colour <bpt i=\"1\">color</bpt>of <hi>colours</hi>")),
        TMXVariant(language: "de_AT", segment: TMXSegment("Farbe")),
      ])
  }

  private func edited(_ edits: UnitEdit...) throws -> TMXUnit? {
    try unit.edited(by: edits, date: Timestamp(seconds: 0), user: "new")
  }

  @Test("A replacement changes the text and leaves tags alone")
  func replacement() throws {
    let changed = try edited(.replace(TextReplacer("([Cc])olou?r(s?)", with: "$1ol$2 \\$1 \\\\ $9"), language: nil))
    #expect(changed?.variants[0].segment.fragment == "Col $1 \\  <bpt i=\"1\">color</bpt>of <hi>cols $1 \\ </hi>")
    #expect(changed?.attributes["changedate"] == "19700101T000000Z")
    #expect(changed?.attributes["changeid"] == "new")
    #expect(try edited(.replace(TextReplacer("[Cc]", with: ""), language: "de")) == nil)
    #expect(try edited(.replace(TextReplacer("Farbe", with: "🙂$0🙂"), language: "de"))?.variants[1].segment.text == "🙂Farbe🙂")
  }

  @Test("A malformed expression and one that takes too long are wrong usage")
  func expressions() throws {
    #expect(throws: Diagnostic.self) { try TextReplacer("(", with: "") }
    let slow = try TextReplacer("(a+)+b", with: "")
    #expect(throws: Diagnostic.self) { try slow.replaced(in: TMXSegment(String(repeating: "a", count: 5000))) }
  }

  @Test("Segments, properties and notes are set, added and removed")
  func setting() throws {
    #expect(try edited(.setSegment(TMXSegment("Ton"), language: "de"))?.variants.map(\.segment.plainText).last == "Ton")
    #expect(try edited(.setSegment(TMXSegment("Ton"), language: "de-at"))?.variants.count == 2)
    #expect(try edited(.setSegment(TMXSegment("Ton"), language: "fr"))?.variants.count == 3)
    #expect(try edited(.setProperty(type: "a", "2"))?.remarks.property("a") == "2")
    #expect(try edited(.setProperty(type: "b", "2"))?.remarks.property("b") == "2")
    #expect(try edited(.setProperty(type: "a", nil))?.remarks.map(\.text) == ["n"])
    #expect(try edited(.setNote("m"))?.remarks.map(\.text) == ["m", "1"])
    #expect(try edited(.setNote(nil))?.remarks.map(\.text) == ["1"])
  }

  @Test("What changes nothing is no edit")
  func nothing() throws { #expect(try edited(.setProperty(type: "a", "1"), .setProperty(type: "b", nil)) == nil) }
}
