import Corpus
import Foundation
import SQLiteStore
import TMX
import Testing
import TranslationMemory

/// What is peculiar to memories that are files.
@Suite struct SQLiteFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/memory.db" }

  init() throws { folder = try TemporaryFolder() }

  private func expectRefusal(_ kind: Diagnostic.Kind, _ message: String, ifAbsent: SQLiteMemory.Absence = .create) {
    let error = #expect(throws: Diagnostic.self) { _ = try SQLiteMemory(path, ifAbsent: ifAbsent).summary() }
    #expect(error?.kind == kind)
    #expect(error?.file == path)
    #expect(error?.message == message)
  }

  private func sqlite(_ sql: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()", path, sql,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("A memory that is not there is not made by one who only reads")
  func absent() {
    expectRefusal(.unreadableInput, "no such memory", ifAbsent: .fail)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("Files of another kind are refused and stay as they are", arguments: ["text", "folder", "database"])
  func foreign(kind: String) throws {
    switch kind {
    case "text": try Data("no database at all\n".utf8).write(to: URL(fileURLWithPath: path))
    case "folder": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    default: try sqlite("CREATE TABLE t (a)")
    }
    let before = try? Data(contentsOf: URL(fileURLWithPath: path))
    expectRefusal(.malformedInput, "this is not a memory of Satzpaar's")
    if kind == "text" { #expect((try? Data(contentsOf: URL(fileURLWithPath: path))) == before) }
  }

  @Test("An empty file becomes a memory")
  func emptyFile() throws {
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(try SQLiteMemory(path).summary().units == 0)
  }

  @Test("A memory of a newer version is refused")
  func newer() throws {
    do { _ = try SQLiteMemory(path) }
    try sqlite("INSERT INTO grdb_migrations VALUES ('999')")
    expectRefusal(.malformedInput, "this memory was made by a newer version of Satzpaar")
  }

  @Test("Damage anywhere in the file is told or does no harm: what is read is what was written")
  func damage() throws {
    let units = try (0..<400).map { try unit("English text no. \($0)", "Deutscher Text Nr. \($0)") }
    do { try SQLiteMemory(path).take(units, batch: 100) }
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    var refusals = 0
    for place in stride(from: 20, to: whole.count, by: 1511) {
      var damaged = whole
      for offset in place..<min(place + 16, damaged.count) { damaged[offset] ^= 0x55 }
      try damaged.write(to: URL(fileURLWithPath: path))
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
      do {
        let read = try SQLiteMemory(path, ifAbsent: .fail).all().map(\.unit)
        #expect(read == units, "damage at \(place)")
      } catch let diagnostic as Diagnostic {
        #expect(diagnostic.kind == .malformedInput, "\(diagnostic)")
        refusals += 1
      }
    }
    #expect(refusals > 10)
  }

  @Test("Several that write at once lose nothing", .timeLimit(.minutes(2)))
  func concurrent() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          var file = testFile
          file.name = "\(writer).tmx"
          // Each opens the file by itself, at the same moment, as a process does.
          let memory = try SQLiteMemory(path)
          try memory.take((0..<200).map { try unit("e\(writer) \($0)", "d\(writer) \($0)") }, from: file, batch: 20)
        }
      }
      try await group.waitForAll()
    }
    let memory = try SQLiteMemory(path)
    let all = try memory.all()
    #expect(all.count == 800)
    for file in 1...4 as ClosedRange<Int64> {
      let texts = all.filter { $0.file == file }.compactMap { $0.unit.variants.first?.segment.text?.split(separator: " ").last }
      #expect(texts.map(String.init) == (0..<200).map(String.init))
    }
    #expect(try memory.summary().variants == ["en": 800, "de-DE": 800])
  }
}
