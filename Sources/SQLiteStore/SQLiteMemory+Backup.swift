import Corpus
import FileIO
internal import GRDB
import Glibc
import TranslationMemory

extension SQLiteMemory {
  public func backup(to path: String) throws {
    try Self.makeWhole(path) { temporary in
      do {
        // Reads every page, so that a damaged memory gives no backup.
        try pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [temporary]) }
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
        throw Diagnostic(.cannotCreateOutput, file: path, "the file cannot be made", cure: "check the path and its permissions")
      } catch let error as DatabaseError {
        throw SQLiteFault.diagnostic(error, name)
      }
    }
  }

  /// Makes a memory of the units of another, with their ids, versions and files, in a new file, which is there whole or not at all. Its identity and
  /// revision are its own.
  /// - Parameters:
  ///   - files: the files, in the order of ids, with the units that were taken from each, and whether that was all.
  ///   - nextPage: gives units in the order of ids, and none at the end.
  /// - Throws: a `Diagnostic` `.cannotCreateOutput` when a file is there already or none can be made; what `nextPage` throws.
  public static func copy(
    to path: String, files: [(file: ImportedFile, units: Int64, isFinished: Bool)], nextPage: () throws -> [StoredUnit]
  ) throws {
    try makeWhole(path) { temporary in
      let memory = try SQLiteMemory(temporary)
      try memory.change { change in
        for (file, units, isFinished) in files {
          let insertion = try SQLiteStatement(change.database, "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?)")
          insertion.bind(1, file.id)
          insertion.bind(2, file.name)
          insertion.bind(3, file.fingerprint)
          insertion.bind(4, UnitCoding.bytes(of: file.header))
          insertion.bind(5, units)
          insertion.bind(6, isFinished ? 1 : 0)
          try insertion.run()
        }
      }
      while case let page = try nextPage(), !page.isEmpty { try memory.change { try $0.adopt(page) } }
      try SQLiteFault.translated(path) {
        // Or a part would be left in the write-ahead log.
        try memory.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try memory.pool.close()
      }
    }
  }

  private static func makeWhole(_ path: String, _ write: (_ temporary: String) throws -> Void) throws {
    guard access(path, F_OK) != 0 else {
      throw Diagnostic(.cannotCreateOutput, file: path, "there is a file already", cure: "name a new one")
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    guard let temporary = TemporaryFile(in: folder) else {
      throw Diagnostic(.cannotCreateOutput, file: path, "too many files are open", cure: "close some")
    }
    defer { temporary.remove() }
    try write(temporary.path)
    guard rename(temporary.path, path) == 0 else {
      throw Diagnostic(
        .cannotCreateOutput, file: path, "the file cannot be made: \(String(cString: strerror(errno)))", cure: "write elsewhere")
    }
    temporary.forget()
  }
}
