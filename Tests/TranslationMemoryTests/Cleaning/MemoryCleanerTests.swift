import TMX
import TestSupport
import Testing

@testable import TranslationMemory

@Suite struct MemoryCleanerTests {
  private func unit(_ variants: (String, String)..., confidence: Double? = nil) throws -> TMXUnit {
    TMXUnit(
      remarks: confidence.map { [TMXRemark(.prop, attributes: ["type": "x-satzpaar-confidence"], text: "\($0)")] } ?? [],
      variants: try variants.map { TMXVariant(language: $0.0, segment: try TMXSegment(fragment: $0.1)) })
  }

  /// The findings in units, as `3 empty: …`.
  private func findings(_ units: [TMXUnit], _ options: CleaningOptions = CleaningOptions()) throws -> [String] {
    let store = ArrayMemory()
    try store.add(units, inContext: false)
    var lines: [String] = []
    let count = try MemoryCleaner(store, options).forEachUnit { _, found in
      lines += found.map { "\($0.unit) \($0.rule): \($0.message)" }
    }
    #expect(count == units.count)
    return lines
  }

  @Test("Good units have no findings")
  func good() throws {
    let found =
      try findings([
        unit(("en", "The file has 1,000.5 MB."), ("de", "Die Datei hat 1.000,5 MB.")),
        unit(("en", "At 9:30 on 3 May"), ("de", "Um 9.30 Uhr am 3. Mai")),
        unit(("en", "a) Press <ph type=\"x\"/>OK"), ("de", "a) <ph type=\"x\"/>OK drücken")),
        unit(("en", "Three of them"), ("de", "3 davon")), unit(("en", "Yes"), ("de", "Jawohl, gerne")),
        unit(("en", "A tab\tand a line\n"), ("de", "Ein Tabulator")), unit(("en", "CAFÉ Â"), ("de", "Übung »ÄÖ«")),
        unit(("en", "Please"), ("de", "Bitte"), confidence: 0.5),
      ])
    #expect(found == [])
  }

  @Test("What is empty, alone or the same twice")
  func empty() throws {
    #expect(
      try findings([
        unit(("en", "Yes"), ("de", " \u{A0}")), unit(("en", "Yes"), ("en", "No")), TMXUnit(variants: []),
        unit(("en", "Open  file"), ("de", "Open file")), unit(("en", "42"), ("de", "42")),
      ]) == [
        "1 empty: no text in de", "2 empty: only en", "3 empty: no variants", "4 identical: 'Open file' in en and de",
        "5 letters: '42'",
      ])
  }

  @Test("What is in another language or script")
  func language() throws {
    #expect(
      try findings([
        unit(("en", "We will go there with them."), ("de", "Sie sollen mit ihnen nicht dorthin gehen.")),
        unit(("en", "Wir gehen mit ihnen nicht dorthin."), ("de", "Wir gehen mit ihnen dorthin.")),
        unit(("en", "We should go"), ("de", "Мы должны идти")), unit(("ru", "Мы должны идти"), ("en", "We should go")),
        unit(("en", "Windows and Word"), ("de", "Windows, Word")),
      ]) == [
        "2 language: en: it has words of 'de' and none of its own", "3 language: de: 0 of 12 letters are of its script",
      ])
  }

  @Test("What is too long, by what is usual in the memory")
  func length() throws {
    let short = String(repeating: "kurz ", count: 8)
    let long = try unit(("en", "This is much shorter"), ("xx", String(repeating: short, count: 3)))
    var options = CleaningOptions()
    options.rules = [.length]
    #expect(try findings([long], options) == ["1 length: en has 20 characters, xx 119"])
    // Where translations are usually four times as long, one that is not is at fault.
    let usual = try (0..<60).map { try unit(("en", "A sentence of words \($0)"), ("xx", "\(short)\(short) \($0) und 12345")) }
    let found = try findings(usual + [long, unit(("en", String(repeating: "This is long. ", count: 5)), ("xx", short))], options)
    #expect(found == ["62 length: en has 69 characters, xx 39"])
  }

  @Test("Numbers that differ, tags and brackets that do not pair")
  func marks() throws {
    #expect(
      try findings([
        unit(("en", "In 2023 we had 17 of them"), ("de", "Im Jahr 2024 hatten wir 17 davon")),
        unit(("en", "In 2023 we met"), ("de", "Wir trafen uns")),
        unit(("en", "Press <bpt i=\"1\">b</bpt>OK"), ("de", "<bpt i=\"1\">b</bpt>OK drücken")),
        unit(("en", "Press <ph>b</ph>OK"), ("de", "OK drücken")), unit(("en", "See above (page"), ("de", "Siehe oben (Seite)")),
        unit(("en", "Press <ept i=\"1\">b</ept>OK"), ("de", "OK drücken")),
      ]) == [
        "1 numbers: only en has 2023; only de has 2024", "2 numbers: only en has 2023", "3 tags: en: tag 1 begins but does not end",
        "4 tags: tags of en and de differ", "5 brackets: () pair in one of en and de",
        "6 tags: en: tag 1 ends but does not begin",
      ])
  }

  @Test("Characters that went wrong, low confidence, duplicates")
  func characters() throws {
    #expect(
      try findings([
        unit(("en", "A bell\u{7F}"), ("de", "Eine Glocke")), unit(("en", "A bell"), ("de", "GrÃ¶ÃŸe")),
        unit(("en", "Itâ€™s his"), ("de", "Seins")), unit(("en", "Open"), ("de", "Öffnen"), confidence: 0.49),
        unit(("de_DE", "Ja"), ("en", "Yes")), unit(("en", "Yes"), ("de-DE", "Ja")),
      ]) == [
        "1 control: U+007F in en", "2 mojibake: 'Ã¶' in de", "3 mojibake: 'â€™' in en", "4 confidence: confidence 0.49",
        "6 duplicate: the same as 5",
      ])
  }

  @Test("A unit in another context is no duplicate, unless contexts do not count")
  func contexts() throws {
    let store = ArrayMemory()
    try store.add([unit(("en", "A")), unit(("en", "Yes")), unit(("en", "B")), unit(("en", "Yes"))])
    var (finder, other) = (DuplicateFinder(), DuplicateFinder(ignoresContext: true))
    #expect(store.all.map { finder.first(like: $0) } == [nil, nil, nil, nil])
    #expect(store.all.map { other.first(like: $0) } == [nil, nil, nil, 2])
    #expect(other.isSame(store.all[1], store.all[3]))
    #expect(!finder.isSame(store.all[1], store.all[3]))
  }

  @Test("Only the rules that are asked for apply")
  func rules() throws {
    var options = CleaningOptions()
    options.rules = [.empty]
    #expect(try findings([unit(("en", "42"), ("de", "43")), unit(("en", ""), ("de", "43"))], options) == ["2 empty: no text in en"])
  }
}
