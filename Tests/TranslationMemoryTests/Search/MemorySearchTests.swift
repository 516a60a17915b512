import Corpus
import TMX
import TestSupport
import Testing

@testable import TranslationMemory

@Suite struct MemorySearchTests {
  private func unit(_ english: String, _ german: String, confidence: Double? = nil, date: String? = nil) -> TMXUnit {
    TMXUnit(
      attributes: ["changedate": date],
      remarks: confidence.map { [TMXRemark(.prop, attributes: ["type": "x-satzpaar-confidence"], text: "\($0)")] } ?? [],
      variants: [
        TMXVariant(language: "en", segment: TMXSegment(english)), TMXVariant(language: "de-DE", segment: TMXSegment(german)),
      ])
  }

  private func search(_ units: [TMXUnit], _ query: MemoryQuery, _ change: (inout SearchOptions) -> Void = { _ in }) throws -> [MemoryMatch]
  {
    let store = ArrayMemory()
    try store.add(units)
    var options = SearchOptions(source: "en", now: 1_700_000_000)
    change(&options)
    let index = try MemoryIndex(of: store, language: options.source, folder: nil)
    return try MemorySearch(store, index, options).searcher().matches(for: query)
  }

  @Test("Context comes before equal, equal before number-adapted, that before similar")
  func kinds() throws {
    let units = [
      unit("One.", "Eins."), unit("Open the file in 2023.", "Öffnen Sie die Datei 2023."), unit("Two.", "Zwei."),
      unit("Open the file in 2024.", "Öffnen Sie die Datei 2024."), unit("Open the files in 2024.", "Öffnen Sie die Dateien 2024."),
      unit("Open the file in 2024.", "Datei 2024 öffnen."),
    ]
    let context = MatchContext(previous: try MatchText("Two.").hash, next: try MatchText("Open the files in 2024.").hash)
    let matches = try search(units, MemoryQuery("Open the file in 2024.", context: context))
    #expect(matches.map(\.kind) == [.context, .exact, .numbers, .fuzzy])
    #expect(matches.map(\.unit.id) == [4, 6, 2, 5])
    #expect(matches.map(\.score.percent) == [101, 100, 99, 95])
    #expect(matches[2].adapted == "Öffnen Sie die Datei 2024.")
    #expect(
      matches[3].difference.runs == [
        .equal("Open the "), .deleted("files"), .inserted("file"), .equal(" in 2024."),
      ])
  }

  @Test("A translation whose numbers can be exchanged comes before one whose numbers are words")
  func adaptable() throws {
    let units = [unit("Page 3", "Seite 3"), unit("Page 3", "Dritte Seite"), unit("Page 34", "34 ist die Seite")]
    let matches = try search(units, MemoryQuery("Page 4"))
    #expect(matches.map(\.adapted) == ["4 ist die Seite", "Seite 4", nil])
  }

  @Test("Every translation of an equal text is found, whatever the limit; the same translation once")
  func variants() throws {
    let units = (0..<9).map { unit("Open", "Öffnen \($0 / 3)") } + [unit("Opens", "Öffnet")]
    let matches = try search(units, MemoryQuery("Open")) { $0.limit = 2 }
    #expect(matches.map(\.targetVariant.segment.plainText) == ["Öffnen 2", "Öffnen 1", "Öffnen 0"])
    #expect(matches.map(\.unit.id) == [9, 6, 3])
    #expect(matches[0].others == [7, 8])
  }

  @Test("Of many units with a text those in context are weighed first")
  func crowd() throws {
    let units = (0..<2500).map { unit("Open", "Öffnen \($0)") }
    let first = MatchContext(next: try MatchText("Open").hash)
    let matches = try search(units, MemoryQuery("Open", context: first))
    #expect(matches.count == MemorySearcher.mostUnits)
    #expect(matches.first?.unit.id == 1)
    #expect(matches.first?.kind == .context)
  }

  @Test("Only translations into the language asked for are found, and only from the source's region when it is named")
  func languages() throws {
    var units = [unit("Open", "Öffnen"), unit("Open", "Aufmachen")]
    units[1].variants[1].language = "de_AT"
    units[1].variants.append(TMXVariant(language: "fr", segment: TMXSegment("Ouvrir")))
    units.append(TMXUnit(variants: [TMXVariant(language: "en-GB", segment: TMXSegment("Open"))]))
    func targets(_ source: String, _ target: String?, _ text: String) throws -> [String] {
      try search(units, MemoryQuery(text)) { ($0.source, $0.target) = (source, target) }.map(\.targetVariant.segment.plainText)
    }
    #expect(try targets("en", nil, "Open") == ["Aufmachen", "Ouvrir", "Öffnen"])
    #expect(try targets("en", "de", "Open") == ["Aufmachen", "Öffnen"])
    #expect(try targets("en", "de-AT", "Open") == ["Aufmachen"])
    #expect(try targets("en", "fr-CA", "Open") == [])
    #expect(try targets("en-GB", nil, "Open") == [])
    #expect(try targets("DE-at", "en", "Aufmachen") == ["Open"])
  }

  @Test("Penalties of a unit can put it behind one that is less similar")
  func penalties() throws {
    let units = [
      unit("Open the old file.", "A", confidence: 0.2), unit("Open the odd files.", "B"),
      unit("Open the old files", "C", date: "20000101T000000Z"),
    ]
    let matches = try search(units, MemoryQuery("Open the old files.")) {
      $0.limit = 1
      $0.rules.age = 1
    }
    #expect(matches.map(\.targetVariant.segment.plainText) == ["B"])
  }

  @Test("Look-ups find what scoring every unit finds, one by one and many at a time", arguments: [1, 2, 3])
  func property(seed: UInt64) throws {
    var texts = RandomTexts(random: SplitMix64(seed: seed), alphabet: Array("abcde 12"))
    var units: [TMXUnit] = []
    for number in 0..<1500 {
      let old = units.randomElement(using: &texts.random)?.variants[0].segment.plainText
      let english = number % 4 == 0 ? texts.text(1...25) : texts.edited(old ?? "", number % 4 == 1 ? 0 : 3)
      let confidence = number % 5 == 0 ? Double.random(in: 0...1, using: &texts.random) : nil
      var made = unit(english, texts.text(1...2), confidence: confidence)
      if number % 7 == 0 {
        made.variants[0].segment = TMXSegment(content: [.text(english), .element(TMXElement(.ph)), .text("x")])
      }
      units.append(made)
    }
    let store = ArrayMemory()
    try store.add(units)
    var options = SearchOptions(source: "en", target: "de", now: 0)
    options.minimum = seed == 3 ? 50 : 70
    options.limit = seed == 2 ? 1 : 5
    let search = MemorySearch(store, try MemoryIndex(of: store, language: "en", folder: nil), options)
    let lines = (0..<15).map { texts.edited(units[$0 * 90].variants[0].segment.plainText, 2) }
    let queries =
      try MemoryQuery.document(lines) + [try MemoryQuery.document(units[3...5].map { $0.variants[0].segment.plainText })[1]]
    let searcher = try search.searcher()
    var found = 0
    for query in queries {
      let matches = try searcher.matches(for: query)
      let expected = try everything(store.all, query, options)
      #expect(matches.map(\.unit.id) == expected.map(\.id))
      #expect(matches.map(\.score) == expected.map(\.score))
      #expect(matches.map(\.others) == expected.map(\.others))
      found += matches.count
    }
    #expect(found > 20)
    #expect(try search.matches(for: queries, workers: 3) == queries.map { try searcher.matches(for: $0) })
  }

  private struct Expected {
    var id: Int64
    var score: MatchScore
    var leavesNumbers: Bool
    var hit: FuzzyHit
    var others: [Int64]
  }

  /// Scores all units and ranks them.
  private func everything(_ units: [StoredUnit], _ query: MemoryQuery, _ options: SearchOptions) throws -> [Expected] {
    let scorer = try MatchScorer(language: "en", rules: options.rules, now: options.now)
    let segment = try MatchText(query.pieces)
    var groups: [[TMXSegment]: [Expected]] = [:]
    for unit in units {
      let text = try MatchText(unit.unit.variants[0].segment.matchPieces)
      let score = try scorer.score(
        text, for: segment, origin: MatchOrigin(confidence: unit.unit.confidence), unitContext: unit.contexts[0], context: query.context)
      guard score.percent >= options.minimum else { continue }
      let (a, b) = (text.text.unicodeScalars.map(\.value), segment.text.unicodeScalars.map(\.value))
      let hit = FuzzyHit(id: Int64(bitPattern: text.hash), distance: plainDistance(a, b), length: max(a.count, b.count))
      let translation = unit.unit.variants[1].segment.plainText
      let leavesNumbers = score.adaptsNumbers && NumberAdaptation.adapt(translation, of: text, to: segment) == nil
      groups[unit.unit.variants.map(\.segment), default: []].append(
        Expected(id: unit.id, score: score, leavesNumbers: leavesNumbers, hit: hit, others: []))
    }
    func isBetter(_ a: Expected, _ b: Expected) -> Bool {
      if a.score.percent != b.score.percent { return a.score.percent > b.score.percent }
      if a.leavesNumbers != b.leavesNumbers { return b.leavesNumbers }
      return a.hit == b.hit ? a.id > b.id : a.hit < b.hit
    }
    let best = groups.values.map { group in
      let sorted = group.sorted(by: isBetter)
      var first = sorted[0]
      first.others = sorted.dropFirst().map(\.id).sorted()
      return first
    }.sorted(by: isBetter)
    return best.enumerated().filter { $0.offset < options.limit || $0.element.hit.distance == 0 }.map(\.element)
  }
}
