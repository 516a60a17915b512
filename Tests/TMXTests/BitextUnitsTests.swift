import Corpus
import TMX
import TestPrograms
import TestSupport
import Testing

@Suite struct BitextUnitsTests {
  private let bitext = Bitext.sample([
    (["Ja."], ["Yes.", "Indeed\n so."], 0.973_14), ([], ["Headline"], 0.4), (["Größe.", "Ende."], [], 1),
  ])

  @Test("A unit tells its passages, English first, and where they come from")
  func firstUnit() throws {
    let expected = TranslationUnit(
      id: "1", variants: [Variant(language: .english, text: "Yes. Indeed so."), Variant(language: .german, text: "Ja.")],
      properties: [
        Property(type: "x-satzpaar-confidence", value: "0.9731"), Property(type: "x-satzpaar-bead", value: "1-2"),
        Property(type: "x-satzpaar-origin-en", value: "en.txt#sentence=0,2;byte=0,16"),
        Property(type: "x-satzpaar-origin-de", value: "de.txt#sentence=0,1;byte=0,3"),
      ])
    #expect(bitext.translationUnits().first { _ in true } == expected)
  }

  @Test("A null bead is a unit with one variant, whose bytes are those of the document")
  func nullBeads() {
    let units = Array(bitext.translationUnits())
    #expect(units.map { $0.variants.map(\.language.description) } == [["en", "de"], ["en"], ["de"]])
    #expect(units.last?.variants.last?.text == "Größe. Ende.")
    #expect(units.last?.properties.last == Property(type: "x-satzpaar-origin-de", value: "de.txt#sentence=1,3;byte=4,18"))
  }

  @Test("Weak beads are left out and the others keep their ids")
  func minimumConfidence() {
    #expect(bitext.translationUnits(minimumConfidence: 0.9731).map(\.id) == ["1", "3"])
    #expect(bitext.translationUnits(minimumConfidence: 0.4).map(\.id) == ["1", "2", "3"])
  }

  @Test("The source language's variant comes first")
  func sourceLanguage() {
    #expect(bitext.translationUnits(sourceLanguage: .german).map { $0.variants[0].language.description } == ["de", "en", "de"])
  }

  @Test("Each sentence of a random bitext stands in exactly one unit, in order", arguments: 0..<20 as Range<UInt64>)
  func everySentence(seed: UInt64) {
    let bitext = Bitext.random(seed: seed)
    let units = Array(bitext.translationUnits())
    for side in [bitext.german, bitext.english] {
      let texts = units.flatMap(\.variants).filter { $0.language == side.language }.map(\.text)
      #expect(texts.joined(separator: " ") == side.sentences.map(\.line).joined(separator: " "))
    }
    #expect(Set(units.map(\.id)).count == bitext.alignment.beads.count)
  }
}
