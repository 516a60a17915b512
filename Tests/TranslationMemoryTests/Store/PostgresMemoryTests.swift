import Corpus
import Dispatch
import PostgreSQL
import PostgresStore
import SQLiteStore
import Synchronization
import TMX
import TestSupport
import Testing
import TranslationMemory

@Suite(.enabled(if: PostgresServer.address != nil, Comment(rawValue: PostgresServer.absent)))
struct PostgresMemoryTests {
  @Test("Many that open a new memory at once all find the same one")
  func openedAtOnce() throws {
    let address = PostgresServer.address()
    let identities = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      do {
        let identity = try PostgresMemory(address).summary().identity
        identities.withLock { $0.append(identity) }
      } catch { identities.withLock { $0.append("\(error)") } }
    }
    let found = Set(identities.withLock { $0 })
    #expect(found.count == 1, "\(found)")
  }

  @Test("Two that write at once lose nothing, and revisions are seen in their order")
  func twoWriters() throws {
    let address = PostgresServer.address()
    let reader = try PostgresMemory(address)
    let failures = Mutex<[String]>([])
    let isDone = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 3) { number in
      do {
        if number == 2 {
          var (revision, seen) = (Int64(0), [Int64]())
          while seen.count < 400 {
            let page = try reader.changes(since: revision, limit: 30)
            seen += page.units.map(\.id)
            revision = page.revision
            if isDone.load(ordering: .relaxed) == 2, page.isLast { break }
          }
          if seen != Array(1...400) { failures.withLock { $0.append("seen: \(seen)") } }
        } else {
          defer { isDone.add(1, ordering: .relaxed) }
          let store = try PostgresMemory(address)
          let file = ImportedFile(name: "\(number)", fingerprint: "", header: testFile.header)
          try store.take((0..<200).map { try unit("e\(number) \($0)", "d\(number) \($0)") }, from: file, batch: 9)
        }
      } catch { failures.withLock { $0.append("\(error)") } }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try reader.summary().variants == ["en": 400, "de-DE": 400])
    for number in 1...2 as ClosedRange<Int64> {
      let units = try reader.all().filter { $0.file == number }
      #expect(units.count == 200)
      #expect(Set(units.map { $0.unit.variants[0].segment.plainText.prefix(2) }).count == 1)
    }
  }

  @Test("Whatever is imported, updated and removed, memories in PostgreSQL and SQLite are the same", arguments: 0..<4)
  func sameAsSQLite(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let folder = try TemporaryFolder()
    let stores: [any MemoryStore] = [try PostgresMemory(PostgresServer.address()), try SQLiteMemory(folder.path + "/memory.db")]
    let words = [
      "Häuser", "Haus", "house's", "don't", "3.5", "\\", "'", "100%", "a_b", "ſ", "<ph>1</ph>", "&amp;", "ÄÖ", "ﬁn",
      String(repeating: "ü", count: 1500),
    ]
    func text() -> String {
      (0..<Int.random(in: 0...3, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }
    for round in 0..<4 {
      let units = try (0..<Int.random(in: 0...25, using: &random)).map { _ in
        var unit = try unit(text(), text())
        if Bool.random(using: &random) {
          unit.variants.append(
            TMXVariant(language: ["fr", "DE", "en_us"].randomElement(using: &random) ?? "", segment: TMXSegment(text())))
        }
        if Bool.random(using: &random) { unit.remarks = [TMXRemark(.note, text: text())] }
        return unit
      }
      let policy = DuplicatePolicy.allCases.randomElement(using: &random) ?? .keep
      let batch = Int.random(in: 1...12, using: &random)
      let file = ImportedFile(name: "\(round)", fingerprint: "", header: testFile.header)
      let results = try stores.map { try $0.take(units, from: file, duplicates: policy, batch: batch) }
      #expect(results[0] == results[1])
      var changed = try Array(stores[1].all().shuffled(using: &random).prefix(4))
      for index in changed.indices { changed[index].unit.variants[0].segment = TMXSegment(text()) }
      let newer = try stores.map { try $0.update(changed + changed.prefix(1)) }
      #expect(newer[0] == newer[1])
      let ids = (0..<3).map { _ in Int64.random(in: 1...60, using: &random) }
      for store in stores { try store.remove(ids) }
    }
    try expectSame(stores) { try $0.all() }
    try expectSame(stores) { try $0.summary().variants }
    try expectSame(stores) { try $0.summary().units }
    try expectSame(stores) { try $0.changes(since: 0, limit: 1000).removed }
    let texts = try stores[1].all().flatMap { try $0.unit.variants.map { try MatchText($0.segment.plainText) } }
    for language in ["de", "en", "fr", "de-DE", "en-US"] {
      try expectSame(stores) { try $0.entries(withHashes: texts.map(\.hash), language: language) }
      try expectSame(stores) { try $0.entries(withHashesWithoutNumbers: texts.map(\.hashWithoutNumbers), language: language) }
    }
    for word in words.map({ $0.replacing("&amp;", with: "&") }) + ["aus", "s", "S", "HÄUSER", "%", "_"] {
      for form in ConcordanceQuery.Form.allCases {
        for language in [nil, "de", "en"] {
          let query = ConcordanceQuery(word, form: form, language: language)
          try expectSame(stores) { store in
            do { return "\(try store.concordance(query, after: 2, limit: 5).map(\.id))" } catch let error as Diagnostic {
              return error.message
            }
          }
        }
      }
    }
  }

  private func expectSame<Value: Equatable>(_ stores: [any MemoryStore], _ read: (any MemoryStore) throws -> Value) throws {
    let (postgres, sqlite) = (try read(stores[0]), try read(stores[1]))
    #expect(postgres == sqlite)
  }

  @Test("A unit with more words than PostgreSQL takes is found by them all the same")
  func manyWords() throws {
    let store = try PostgresMemory(PostgresServer.address())
    let words = (0..<1100).map { "wort\($0)" + String(repeating: "x", count: 1000) }
    try store.take([unit(words.joined(separator: " "), "viel"), unit(words[7], "wenig")])
    #expect(try store.concordance(ConcordanceQuery(words[1099]), after: 0, limit: 9).map(\.id) == [1])
    #expect(try store.concordance(ConcordanceQuery(words[7]), after: 0, limit: 9).map(\.id) == [1, 2])
  }

  @Test("With pg_trgm substrings have an index, and the same answers")
  func trigrams() throws {
    let address = PostgresServer.address()
    let connection = try PostgresConnection(PostgresAddress(address))
    try connection.run("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public")
    let store = try PostgresMemory(address)
    try store.take((0..<300).map { try unit("Häuserzeile \($0) %", "x") })
    #expect(try store.concordance(ConcordanceQuery("USERZEILE 29", form: .substring), after: 0, limit: 99).count == 11)
    #expect(try store.concordance(ConcordanceQuery("%", form: .substring), after: 299, limit: 99).map(\.id) == [300])
    let schema = try #require(PostgresAddress(address).schema)
    #expect(try connection.run("SELECT to_regclass($1)::text", [.text("\(schema).unit_texts")]).first?.text(0) != nil)
  }

  @Test("A schema of someone else's is left alone, and a missing one is made only when asked for")
  func foreignSchema() throws {
    let address = PostgresServer.address()
    let schema = try #require(PostgresAddress(address).schema)
    #expect(throws: Diagnostic.self) { try PostgresMemory(address, isMade: false) }
    let connection = try PostgresConnection(PostgresAddress(address))
    try connection.run([PostgresStatement("CREATE SCHEMA \(schema)"), PostgresStatement("CREATE TABLE \(schema).unit (a text)")])
    let error = #expect(throws: Diagnostic.self) { try PostgresMemory(address) }
    #expect(error?.kind == .malformedInput)
    #expect(error?.message == "the schema \(schema) has tables that are not satzpaar's")
  }

  @Test("A memory of a newer version is refused")
  func newerVersion() throws {
    let address = PostgresServer.address()
    _ = try PostgresMemory(address)
    let schema = try #require(PostgresAddress(address).schema)
    try PostgresConnection(PostgresAddress(address)).run("INSERT INTO \(schema).migration VALUES (99)")
    let error = #expect(throws: Diagnostic.self) { try PostgresMemory(address) }
    #expect(error?.message == "this memory was made by a newer version of Satzpaar")
  }

  @Test("A server that goes away in the middle of an import is told, and the import goes on when it is back")
  func restart() throws {
    let server = try OwnServer()
    let store = try PostgresMemory(server.address)
    let units = try (0..<60).map { try unit("e\($0)", "d\($0)") }
    var options = MemoryImporter.Options()
    options.batch = 5
    let importer = try MemoryImporter(into: store, from: testFile, options: options)
    for unit in units.prefix(20) { try importer.add(unit) }
    while try store.summary().units < 15 {}
    // Between two calls it is not even noticed.
    try server.control("restart")
    #expect(try store.summary().units == 15)
    for unit in units[20..<30] { try importer.add(unit) }
    while try store.summary().units < 25 {}
    try server.control("stop")
    let error = #expect(throws: Diagnostic.self) {
      for unit in units[30...] { try importer.add(unit) }
      _ = try importer.finish()
    }
    #expect(error?.kind == .unavailable)
    #expect(#expect(throws: Diagnostic.self) { try store.summary() }?.kind == .unavailable)
    try server.control("start")
    #expect(try store.summary().unfinished == ["x.tmx"])
    let result = try store.take(units, resumes: true)
    #expect((result.skipped, result.units) == (25, 60))
    #expect(try store.all().map(\.unit) == units)
    #expect(try store.all().map(\.id) == Array(1...60))
  }
}
