import Corpus
import FileIO
import Foundation
import TMX
import TestSupport
import Testing

@testable import TranslationMemory

@Suite final class MemoryIndexTests {
  private let folder = "\(NSTemporaryDirectory())/MemoryIndexTests.\(UUID().uuidString)"
  private let store = ArrayMemory()

  init() throws { try store.add((0..<3000).map { unit("text number \($0 / 2)") }) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func unit(_ english: String) -> TMXUnit {
    TMXUnit(variants: [
      TMXVariant(language: "en-GB", segment: TMXSegment(english)), TMXVariant(language: "de", segment: TMXSegment("deutsch")),
    ])
  }

  private func open() throws -> MemoryIndex { try MemoryIndex(of: store, language: "en", folder: folder) }

  private func files() -> [String: Date] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/en")) ?? []
    return Dictionary(
      uniqueKeysWithValues: names.map { name in
        let facts = try? FileManager.default.attributesOfItem(atPath: "\(folder)/en/\(name)")
        return (name, facts?[.modificationDate] as? Date ?? .distantPast)
      })
  }

  @Test("Each text is in the index once, under its hash, in a folder a language")
  func build() throws {
    let index = try open()
    #expect(index.texts.count == 1500)
    #expect(index.notice == nil)
    let hash = try MatchText("text number 7").hash
    #expect(FuzzySearcher(index.texts).hits(for: "text number 7", limit: 1).map(\.id) == [Int64(bitPattern: hash)])
    #expect(try MemoryIndex(of: store, language: "de-AT", folder: folder).texts.count == 1)
    #expect(FileManager.default.fileExists(atPath: folder + "/de/index"))
  }

  @Test("An index that is up to date is opened and left as it is")
  func unchanged() throws {
    _ = try open()
    let before = files()
    #expect(before.count == 4)
    #expect(try open().texts.count == 1500)
    #expect(files() == before)
  }

  @Test("What came since is added, and saved; a text that is there already is not added again")
  func changes() throws {
    _ = try open()
    try store.add([unit("text number 1"), unit("new"), unit("new")])
    var index = try open()
    #expect(index.texts.count == 1501)
    #expect(index.revision == store.summary().revision)
    let before = files()
    #expect(try open().texts.count == 1501)
    #expect(files() == before)
    try store.add([unit("newer")])
    try index.update(from: store)
    #expect(index.texts.count == 1502)
    #expect(files() != before)
  }

  @Test("A text stays while a unit has it, and look-ups pass over it when none has")
  func removals() throws {
    store.remove([1])
    let index = try open()
    #expect(index.texts.count == 1500)
    store.remove([2])
    let options = SearchOptions(source: "en", now: 0)
    let matches = try MemorySearch(store, try open(), options).searcher().matches(for: MemoryQuery("text number 0"))
    #expect(matches.count == 5)
    #expect(!matches.contains { $0.unit.id <= 2 })
  }

  @Test("An index with many texts that no unit has any more is built anew")
  func rebuilding() throws {
    _ = try open()
    store.remove(Array(1...1200))
    #expect(try open().texts.count == 900)
    let all = store.units(after: 0, limit: 1100)
    _ = store.update(
      all.map { unit in
        var unit = unit
        unit.unit.variants[0].segment = TMXSegment("changed \(unit.id % 3)")
        return unit
      })
    // 700 units have the other texts, two each.
    #expect(try open().texts.count == 3 + 350)
  }

  @Test("A damaged file, and the index of another memory, lead to a new index", arguments: ["memory", "index", "part"])
  func damage(file: String) throws {
    _ = try open()
    let name = try #require(files().keys.first { $0 == file || $0.hasSuffix("." + file) })
    let path = URL(fileURLWithPath: "\(folder)/en/\(name)")
    for damaged in [Data(), try Data(contentsOf: path).dropLast(), Data("satzpaar\n".utf8)] {
      try damaged.write(to: path)
      #expect(try open().texts.count == 1500)
      #expect(try Data(contentsOf: path) != damaged)
    }
    try FileManager.default.removeItem(at: path)
    #expect(try open().texts.count == 1500)
    let other = ArrayMemory(identity: "array-2")
    try other.add([unit("one")])
    #expect(try MemoryIndex(of: other, language: "en", folder: folder).texts.count == 1)
  }

  @Test("A memory that went back to an older state has a new index")
  func restored() throws {
    try store.add([unit("late")])
    _ = try open()
    let older = ArrayMemory()
    try older.add([unit("one")])
    #expect(try MemoryIndex(of: older, language: "en", folder: folder).texts.count == 1)
  }

  @Test("While another process writes, the index is kept in memory, and nothing is written")
  func locked() throws {
    try IndexFolder.make(folder + "/en")
    let lock = try #require(IndexLock(folder + "/en"))
    #expect(IndexLock(folder + "/en") == nil)
    #expect(try open().texts.count == 1500)
    #expect(files().keys.sorted() == ["lock"])
    withExtendedLifetime(lock) {}
  }

  @Test("Many at once open, add and save, and none sees less than the memory has")
  func together() async throws {
    let (store, folder) = (store, folder)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<4 {
        group.addTask {
          for round in 0..<10 {
            let text = "from \(worker) in \(round)"
            try store.add([TMXUnit(variants: [TMXVariant(language: "en", segment: TMXSegment(text))])])
            let index = try MemoryIndex(of: store, language: "en", folder: folder)
            #expect(FuzzySearcher(index.texts).hits(for: text, limit: 1).first?.distance == 0)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try open().texts.count == 1540)
  }

  @Test("A folder that cannot be made is no reason not to answer")
  func noFolder() throws {
    let index = try MemoryIndex(of: store, language: "en", folder: "/dev/null/x")
    #expect(index.texts.count == 1500)
    #expect(index.notice?.kind == .cannotCreateOutput)
  }

  @Test("Indexes are beside a file, and in the cache for a server")
  func place() {
    #expect(IndexFolder.path(of: store, identity: "1-2") == "array.index")
    #expect(IndexFolder.fileName("de/../x_1") == "de%2f%2e%2e%2fx%5f1")
  }
}
