import Corpus
internal import GRDB
import Glibc
import TranslationMemory

/// A memory in one SQLite file.
///
/// Any number of threads and processes may read while one writes (write-ahead log); one that has to wait for another's writing does so for
/// `patience`. A transaction is lost or kept whole when the process is killed. Each unit has a checksum, so that damage on the disk is told and
/// not taken for text.
///
/// Beside the file lie `-wal` and `-shm` while it is open; they belong to it.
public final class SQLiteMemory: MemoryStore {
  /// What to do when there is no file.
  public enum Absence: Sendable {
    /// A new memory is made.
    case create
    /// It is an error.
    case fail
  }

  /// How long a call waits for another writer, in seconds.
  public static let patience = 30.0

  public let name: String
  let pool: DatabasePool

  /// Opens a memory, and brings one of an older version up to date.
  /// - Throws: a `Diagnostic`: `.unreadableInput` when the file is missing or not permitted, `.malformedInput` when it is no memory, is damaged or
  ///   is of a newer version of Satzpaar, `.cannotCreateOutput`, `.unavailable`.
  public init(_ path: String, ifAbsent: Absence = .create) throws {
    name = path
    let isNew = try Self.isNew(path, ifAbsent)
    pool = try SQLiteFault.translated(path) {
      let pool = try Self.open(path)
      let isMade = try pool.read { try Self.check($0, path) }
      guard isMade || isNew || ifAbsent == .create else { throw SQLiteFault.notAMemory(path) }
      let migrator = SQLiteSchema.migrator
      if try !pool.read(migrator.hasCompletedMigrations) {
        // Another process may have made it at the same time.
        do { try migrator.migrate(pool) } catch { if try !pool.read(migrator.hasCompletedMigrations) { throw error } }
      }
      return pool
    }
  }

  /// Whether nothing is in the file yet.
  private static func isNew(_ path: String, _ ifAbsent: Absence) throws -> Bool {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else { throw SQLiteFault.notAMemory(path) }
      guard access(path, R_OK) == 0 else {
        throw Diagnostic(.unreadableInput, file: path, "no permission to read it", cure: "change its permissions, e.g. with chmod u+r")
      }
      return status.st_size == 0
    }
    guard ifAbsent == .create else { throw Diagnostic(.unreadableInput, file: path, "no such memory", cure: "check the path") }
    return true
  }

  private static func open(_ path: String) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.maximumReaderCount = 8
    configuration.prepareDatabase { database in
      // A killed process loses nothing; a power cut may lose the last transactions, but never half of one.
      try database.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0")
      try database.execute(sql: "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192; PRAGMA temp_store = MEMORY")
    }
    // The change to a write-ahead log does not wait for other processes by itself.
    var attempts = 0
    while true {
      do { return try DatabasePool(path: path, configuration: configuration) } catch let error as DatabaseError
        where error.resultCode == .SQLITE_BUSY && attempts < Int(patience * 20)
      {
        attempts += 1
        usleep(50_000)
      }
    }
  }

  /// Whether a file is a memory already; false when nothing is in it.
  private static func check(_ database: Database, _ path: String) throws -> Bool {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if application != SQLiteSchema.applicationID {
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      guard application == 0, tables == 0 else { throw SQLiteFault.notAMemory(path) }
      return false
    }
    guard try !SQLiteSchema.migrator.hasBeenSuperseded(database) else {
      throw Diagnostic(
        .malformedInput, file: path, "this memory was made by a newer version of Satzpaar", cure: "use that version or a later one")
    }
    return true
  }

  /// Reads, at one moment.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try SQLiteFault.translated(name) { try pool.read(body) }
  }

  /// Changes something, in one transaction.
  func change<Result>(_ body: (SQLiteChange) throws -> Result) throws -> Result {
    try SQLiteFault.translated(name) {
      try pool.write { database in
        let change = try SQLiteChange(database)
        let result = try body(change)
        try change.finish()
        return result
      }
    }
  }
}
