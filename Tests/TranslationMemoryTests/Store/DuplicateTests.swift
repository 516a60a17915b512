import Corpus
import TMX
import Testing
import TranslationMemory

@Suite struct DuplicateTests {
  private func add(_ units: [TMXUnit], to store: any MemoryStore, _ policy: DuplicatePolicy) throws -> AddedUnits {
    try store.take(units, duplicates: policy).added
  }

  @Test("Keeping keeps both", arguments: MemoryEngine.available)
  func keep(engine: MemoryEngine) throws {
    let store = try engine.make().store
    let units = try [unit("a", "b"), unit("c", "d")]
    try store.take(units)
    try store.take(units)
    #expect(try store.all().map(\.unit) == units + units)
    #expect(try store.summary().files == 2)
  }

  @Test("Replacing puts a unit in the place of those with its source and context", arguments: MemoryEngine.available)
  func replace(engine: MemoryEngine) throws {
    let store = try engine.make().store
    try store.take([unit("a", "alt"), unit("c", "d"), unit("a", "alt im anderen Zusammenhang")])
    let added = try add([unit("a", "neu"), unit("c", "d")], to: store, .replace)
    // The second one has another neighbour now.
    #expect((added.replaced, added.added) == (1, 1))
    let all = try store.all()
    #expect(all.map(\.id) == [1, 2, 3, 4])
    #expect(all.map { $0.unit.variants.last?.segment.text } == ["neu", "d", "alt im anderen Zusammenhang", "d"])
    #expect((all.first?.version, all.first?.file) == (2, 2))
    #expect(try store.concordance(ConcordanceQuery("neu"), after: 0, limit: 9).map(\.id) == [1])
  }

  @Test("Replacing several leaves the first one's id only, and loses no language", arguments: MemoryEngine.available)
  func replaceSeveral(engine: MemoryEngine) throws {
    let store = try engine.make().store
    var french = try unit("a", "x")
    french.variants[1] = TMXVariant(language: "fr", segment: TMXSegment("oui"))
    for one in try [unit("a", "1"), unit("a", "2"), french] { try store.take([one]) }
    let added = try add([unit("a", "3")], to: store, .replace)
    #expect((added.replaced, added.added) == (1, 0))
    #expect(try store.all().map(\.id) == [1, 3])
    #expect(try store.all().map { $0.unit.variants.last?.segment.text } == ["3", "oui"])
    #expect(try store.changes(since: 3, limit: 9).removed == [2])
  }

  @Test("Merging adds what is missing and keeps what differs", arguments: MemoryEngine.available)
  func merge(engine: MemoryEngine) throws {
    let store = try engine.make().store
    var old = try unit("a", "b", id: "1")
    old.attributes["changedate"] = "20200101T000000Z"
    old.attributes["changeid"] = "old"
    old.remarks = [TMXRemark(.note, text: "eins")]
    var new = try unit("a", "b", id: "2")
    new.attributes["changedate"] = "20210101T000000Z"
    new.attributes["changeid"] = "new"
    new.attributes["usagecount"] = "3"
    new.remarks = [TMXRemark(.note, text: "eins"), TMXRemark(.prop, attributes: ["type": "p"], text: "zwei")]
    new.variants.append(TMXVariant(language: "fr", segment: TMXSegment("c")))
    try store.take([old])
    #expect(try add([new], to: store, .merge).merged == 1)
    let merged = try #require(try store.all().first)
    #expect(merged.unit.attributes["tuid"] == "1")
    #expect(merged.unit.attributes["changedate"] == "20210101T000000Z")
    #expect(merged.unit.attributes["changeid"] == "new")
    #expect(merged.unit.attributes["usagecount"] == "3")
    #expect(merged.unit.remarks == new.remarks)
    #expect(merged.unit.variants == new.variants)
    #expect((merged.version, merged.file, merged.contexts.count) == (2, 1, 3))
    #expect(try store.summary().variants == ["en": 1, "de-DE": 1, "fr": 1])
    // Once more it changes nothing.
    let revision = try store.summary().revision
    #expect(try add([new], to: store, .merge).merged == 1)
    #expect(try store.all() == [merged])
    #expect(try store.changes(since: revision, limit: 9).units.isEmpty)
    #expect(try add([unit("a", "other")], to: store, .merge).added == 1)
    #expect(try add([unit("a", "<ph/>b")], to: store, .merge).added == 1)
    #expect(try store.summary().units == 3)
  }

  @Test("A memory that is merged into another keeps its files, contexts and units", arguments: MemoryEngine.available)
  func mergeMemories(engine: MemoryEngine) throws {
    let (one, other) = (try engine.make().store, try engine.make().store)
    var second = testFile
    second.name = "y.tmx"
    second.header.attributes["srclang"] = "de-DE"
    try other.take([unit("a", "b"), unit("c", "d"), unit("e", "f")])
    try other.take([unit("g", "h"), unit("c", "d")], from: second)
    let result = try one.merge(other, duplicates: .merge)
    #expect((result.units, result.added.added, result.added.merged) == (5, 5, 0))
    #expect(try one.files().map(\.name) == ["x.tmx", "y.tmx"])
    #expect(try one.files().map(\.header) == other.files().map(\.header))
    #expect(try one.all().map(\.unit) == other.all().map(\.unit))
    #expect(try one.all().map(\.contexts) == other.all().map(\.contexts))
    #expect(try one.summary().unfinished.isEmpty)
    #expect(try one.merge(other, duplicates: .merge).added.merged == 5)
    #expect(try one.summary().units == 5)
  }

  @Test("Properties that name the neighbours win over the neighbours in the file", arguments: MemoryEngine.available)
  func context(engine: MemoryEngine) throws {
    let store = try engine.make().store
    var middle = try unit("b", "B")
    middle.remarks = [TMXRemark(.prop, attributes: ["type": "x-context-pre"], text: "<seg>z <ph>1</ph>&amp;</seg>")]
    middle.variants[1].remarks = [TMXRemark(.prop, attributes: ["type": "x-context-post"], text: "Z")]
    try store.take([unit("a", "A"), middle, unit("c", "C")])
    let contexts = try #require(try store.units([2]).first).contexts
    #expect(try contexts[0] == MatchContext(previous: MatchText("z &").hash, next: MatchText("c").hash))
    #expect(try contexts[1] == MatchContext(previous: MatchText("A").hash, next: MatchText("Z").hash))
  }
}
