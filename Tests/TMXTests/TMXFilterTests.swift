import Corpus
import TMX
import Testing

@Suite struct TMXFilterTests {
  private let header = TMXHeader(toolVersion: "1", sourceLanguage: .english)
  private let unit = TMXUnit(
    attributes: ["creationdate": "20240131T000000Z"],
    remarks: [
      TMXRemark(.prop, attributes: ["type": "x-satzpaar-confidence"], text: "0.8"),
      TMXRemark(.prop, attributes: ["type": "d"], text: "law"),
    ],
    variants: ["en-GB", "EN", "de_AT", "fr"].map { TMXVariant(language: $0, segment: TMXSegment($0)) })

  @Test("A filter that asks for nothing lets everything through")
  func nothing() { #expect(TMXFilter()(unit, header: header) == unit) }

  @Test("Languages are kept with their regions, and a lost source is replaced")
  func languages() throws {
    var filter = TMXFilter()
    filter.languages = [.german, try #require(LanguageTag("fr"))]
    let kept = try #require(filter(unit, header: header))
    #expect(kept.variants.map(\.language) == ["de_AT", "fr"])
    #expect(kept.attributes["srclang"] == "de_AT")
    filter.languages = [.english, .german]
    #expect(filter(unit, header: header)?.variants.map(\.language) == ["en-GB", "EN", "de_AT"])
    #expect(filter(unit, header: header)?.attributes["srclang"] == nil)
    filter.languages = [.german]
    #expect(filter(unit, header: header) == nil)
    #expect(filter(TMXUnit(variants: [unit.variants[2]]), header: header) != nil)
  }

  @Test("Confidence, dates and properties are conditions")
  func conditions() throws {
    var filter = TMXFilter()
    filter.minimumConfidence = 0.8
    #expect(filter(unit, header: header) == unit)
    filter.minimumConfidence = 0.81
    #expect(filter(unit, header: header) == nil)
    #expect(filter(TMXUnit(variants: unit.variants), header: header) != nil)
    filter = TMXFilter()
    let day = try #require(Timestamp(basic: "20240131T000000Z")).seconds
    filter.dates = day...day
    #expect(filter(unit, header: header) == unit)
    var changed = unit
    changed.variants[0].attributes["changedate"] = "20240201T000000Z"
    #expect(filter(changed, header: header) == nil)
    #expect(filter(TMXUnit(variants: unit.variants), header: header) == nil)
    filter = TMXFilter()
    filter.properties = [.init(type: "d")]
    #expect(filter(unit, header: header) == unit)
    filter.properties = [.init(type: "d", text: "law"), .init(type: "d", text: "art")]
    #expect(filter(unit, header: header) == nil)
  }
}
