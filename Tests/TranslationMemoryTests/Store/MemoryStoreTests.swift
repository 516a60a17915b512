import Corpus
import SQLiteStore
import TMX
import TestSupport
import Testing
import TranslationMemory

@Suite struct MemoryStoreTests {
  @Test("A new memory is empty and has an identity of its own", arguments: MemoryEngine.available)
  func empty(engine: MemoryEngine) throws {
    let (one, other) = (try engine.make(), try engine.make())
    let summary = try one.store.summary()
    #expect((summary.units, summary.files, summary.variants, summary.unfinished) == (0, 0, [:], []))
    #expect(summary.identity.count == 36)
    #expect(try summary.identity != other.store.summary().identity)
    #expect(try one.store.all().isEmpty)
    #expect(try one.store.changes(since: 0, limit: 10) == MemoryChanges(revision: summary.revision, units: [], removed: [], isLast: true))
  }

  @Test("Units come back in order as they went in, also for one who opens the memory anew", arguments: MemoryEngine.available)
  func order(engine: MemoryEngine) throws {
    let memory = try engine.make()
    let units = try (0..<50).map { try unit("File \($0) is <ph>\($0)</ph> open.", "Datei \($0) &amp; mehr.", id: "\($0)") }
    let result = try memory.store.take(units)
    #expect((result.units, result.added.added) == (50, 50))
    for store in [memory.store, try memory.reopen()] {
      let stored = try store.all()
      #expect(stored.map(\.unit) == units)
      #expect(stored.map(\.id) == Array(1...50))
      #expect(stored.allSatisfy { $0.version == 1 && $0.file == 1 })
      #expect(try store.units([7, 99, 3]) == [stored[6], stored[2]])
      #expect(try store.summary().variants == ["en": 50, "de-DE": 50])
      #expect(try store.files().map(\.header) == [testFile.header])
    }
  }

  @Test("A variant is found by its hash, and by that without numbers, with its neighbours", arguments: MemoryEngine.available)
  func entries(engine: MemoryEngine) throws {
    let memory = try engine.make()
    try memory.store.take([
      unit("One", "Eins"), unit("Version 3 of it", "Fassung 3 davon"), unit("Two", "Zwei"), unit("Version 4 of it", "Fassung 4 davon"),
    ])
    func hash(_ text: String) throws -> UInt64 { try MatchText(text).hash }
    let found = try memory.store.entries(withHashes: [hash("Fassung 3 davon"), hash("Nichts")], language: "de")
    let context = MatchContext(previous: try hash("Eins"), next: try hash("Zwei"))
    #expect(found == [StoredEntry(unit: 2, variant: 1, hash: try hash("Fassung 3 davon"), context: context)])
    #expect(try memory.store.entries(withHashes: [hash("Fassung 3 davon")], language: "en").isEmpty)
    #expect(try memory.store.entries(withHashes: [hash("Fassung 3 davon")], language: "de-AT").isEmpty)
    #expect(
      try memory.store.entries(withHashes: [hash("One")], language: "en").first?.context == MatchContext(next: hash("Version 3 of it")))
    let numbered = try MatchText("Version 99 of it").hashWithoutNumbers
    #expect(try memory.store.entries(withHashesWithoutNumbers: [numbered], language: "EN").map(\.unit) == [2, 4])
    let plain = try MatchText("Two").hashWithoutNumbers
    #expect(try memory.store.entries(withHashesWithoutNumbers: [plain], language: "en").map(\.unit) == [3])
    #expect(try memory.store.entries(withHashes: [numbered], language: "en").isEmpty)
  }

  @Test("What was changed and removed is told from revision to revision", arguments: MemoryEngine.available)
  func changes(engine: MemoryEngine) throws {
    let store = try engine.make().store
    try store.take((0..<20).map { try unit("a\($0)", "b\($0)") }, batch: 5)
    var (revision, pages, seen) = (Int64(0), 0, [Int64]())
    while true {
      let page = try store.changes(since: revision, limit: 8)
      seen += page.units.map(\.id)
      (revision, pages) = (page.revision, pages + 1)
      if page.isLast { break }
    }
    #expect(seen == Array(1...20))
    #expect(pages == 4)
    var third = try #require(try store.units([3]).first)
    third.unit.variants[1].segment = TMXSegment("neu")
    #expect(try store.update([third]).isEmpty)
    try store.remove([5, 6, 777])
    let changes = try store.changes(since: revision, limit: 100)
    #expect((changes.units.map(\.id), changes.removed, changes.isLast) == ([3], [5, 6], true))
    #expect(try changes.revision == store.summary().revision)
    #expect(try store.all().map(\.id) == [1, 2, 3, 4] + Array(7...20))
    #expect(try store.summary().variants == ["en": 18, "de-DE": 18])
  }

  @Test("An update goes over what it was made from only", arguments: MemoryEngine.available)
  func update(engine: MemoryEngine) throws {
    let store = try engine.make().store
    try store.take([unit("Cat", "Katze"), unit("Dog", "Hund")])
    let old = try #require(try store.units([2]).first)
    var (mine, theirs) = (old, old)
    mine.unit.variants[1].segment = TMXSegment("Köter")
    theirs.unit.variants[1].segment = TMXSegment("Wauwau")
    #expect(try store.update([mine]).isEmpty)
    let now = try #require(try store.units([2]).first)
    #expect((now.version, now.unit, now.contexts, now.file) == (2, mine.unit, old.contexts, 1))
    #expect(try store.update([theirs]) == [now])
    #expect(try store.entries(withHashes: [MatchText("Hund").hash], language: "de").isEmpty)
    #expect(try store.entries(withHashes: [MatchText("Köter").hash], language: "de").map(\.unit) == [2])
    #expect(try store.concordance(ConcordanceQuery("hund"), after: 0, limit: 9).isEmpty)
    #expect(try store.concordance(ConcordanceQuery("köter"), after: 0, limit: 9).map(\.id) == [2])
    try store.remove([2])
    #expect(try store.update([now]).isEmpty)
    #expect(try store.all().map(\.id) == [1])
    try store.take([unit("Bird", "Vogel")])
    #expect(try store.all().map(\.id) == [1, 3])
  }

  @Test("Words are found in any inflection and order, phrases as they stand, in the language asked for", arguments: MemoryEngine.available)
  func concordance(engine: MemoryEngine) throws {
    let store = try engine.make().store
    try store.take([
      unit("The old houses are burning.", "Die alten Häuser <ph>x</ph>brennen."), unit("A house is not old.", "Ein Haus ist nicht alt."),
      unit("Haus is a German word.", "»Haus« ist ein deutsches Wort. C++ 3.5!"),
      unit(
        "Other",
        "Anderes <b&gt;"
          .replacing("<b", with: "&lt;b")),
    ])
    func ids(_ text: String, _ form: ConcordanceQuery.Form = .words, _ language: String? = nil, after: Int64 = 0, limit: Int = 9) throws
      -> [Int64]
    { try store.concordance(ConcordanceQuery(text, form: form, language: language), after: after, limit: limit).map(\.id) }
    #expect(try ids("haus") == [1, 2, 3])
    #expect(try ids("haus", .words, "de") == [1, 2, 3])
    #expect(try ids("haus", .words, "en") == [3])
    #expect(try ids("haus", .words, "de-AT").isEmpty)
    #expect(try ids("house") == [1, 2])
    #expect(try ids("HOUSE old") == [1, 2])
    #expect(try ids("alt Haus") == [1, 2])
    #expect(try ids("house haus") == [])
    #expect(try ids("haus", after: 1, limit: 1) == [2])
    #expect(try ids("old houses", .phrase) == [1])
    #expect(try ids("old house", .phrase).isEmpty)
    #expect(try ids("ist ein", .phrase) == [3])
    #expect(try ids("3.5") == [3])
    #expect(try ids("äus", .substring) == [1])
    #expect(try ids("c++", .substring) == [3])
    #expect(try ids("<B>", .substring) == [4])
    #expect(try ids("h[aä]us(er)?\\b", .regex) == [1, 2, 3])
    #expect(try ids("^ein", .regex, "de") == [2])
    #expect(throws: Diagnostic.self) { try ids("(", .regex) }
    #expect(throws: Diagnostic.self) { try ids("?!") }
    #expect(throws: Diagnostic.self) { try ids("  ", .substring) }
  }

  @Test("An import goes on where it was cut off, and is then as if it had not been", arguments: MemoryEngine.available)
  func resume(engine: MemoryEngine) throws {
    let (cut, whole) = (try engine.make().store, try engine.make().store)
    let units = try (0..<40).map { try unit("e\($0 / 2)", "d\($0)") }
    try whole.take(units)
    var options = MemoryImporter.Options()
    options.batch = 6
    let importer = try MemoryImporter(into: cut, from: testFile, options: options)
    for unit in units.prefix(20) { try importer.add(unit) }
    // Never finished: what was sent is written some time.
    while try cut.summary().units < 18 {}
    #expect(try cut.summary().unfinished == ["x.tmx"])
    let result = try cut.take(units, resumes: true)
    #expect((result.skipped, result.units, result.added.added) == (18, 40, 22))
    #expect(try cut.all() == whole.all())
    #expect(try cut.summary().unfinished.isEmpty)
    #expect(try cut.summary().files == 1)
    // A finished import starts anew.
    #expect(try cut.take(units, resumes: true).skipped == 0)
  }

  @Test("A merge that is gone on with after its end takes nothing twice", arguments: MemoryEngine.available)
  func mergedTwice(engine: MemoryEngine) throws {
    let (memory, other) = (try engine.make(), try engine.make())
    try other.store.take((0..<10).map { try unit("e\($0)", "d\($0)") })
    #expect(try memory.store.merge(other.store, duplicates: .keep).added.added == 10)
    let again = try memory.store.merge(other.store, duplicates: .keep, resumes: true)
    #expect((again.units, again.skipped, again.added.added) == (10, 10, 0))
    #expect(try memory.store.summary().units == 10)
    #expect(try memory.store.summary().unfinished.isEmpty)
  }

  @Test("Two cannot go on with one import", arguments: MemoryEngine.available)
  func overtaken(engine: MemoryEngine) throws {
    let store = try engine.make().store
    let progress = try store.startImport(testFile, resume: true)
    let new = try UnitPreparation().prepare([unit("a", "b")], before: nil, after: nil, header: testFile.header)
    let (after, _) = try store.add(new, to: progress, duplicates: .keep, isLast: false)
    #expect(after.units == 1)
    #expect(throws: Diagnostic.self) { try store.add(new, to: progress, duplicates: .keep, isLast: false) }
    #expect(try store.summary().units == 1)
  }

  @Test("A backup is a memory of its own with all that was there", arguments: MemoryEngine.available)
  func backup(engine: MemoryEngine) throws {
    let (store, folder) = (try engine.make().store, try TemporaryFolder())
    try store.take([unit("a", "b"), unit("c", "d")])
    try store.backup(to: folder.path + "/backup.db")
    try store.remove([1])
    let backup = try SQLiteMemory(folder.path + "/backup.db", ifAbsent: .fail)
    #expect(try backup.all().map(\.unit) == [unit("a", "b"), unit("c", "d")])
    #expect(try backup.files() == store.files())
    #expect(try backup.concordance(ConcordanceQuery("c"), after: 0, limit: 9).map(\.id) == [2])
    #expect(throws: Diagnostic.self) { try store.backup(to: folder.path + "/backup.db") }
    #expect(throws: Diagnostic.self) { try store.backup(to: folder.path + "/none/backup.db") }
  }
}
