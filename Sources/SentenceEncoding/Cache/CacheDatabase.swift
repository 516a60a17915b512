import CSQLite

/// A thin wrapper over a connection to an SQLite file.
final class CacheDatabase {
  /// What SQLite says is wrong.
  struct Failure: Error { var message: String }

  private var connection: OpaquePointer?
  private var statements: [String: OpaquePointer] = [:]

  /// Opens a file, made when it is not there. Waits up to 5 s wherever another process is writing.
  init(file: String) throws {
    let code = sqlite3_open_v2(file, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nil)
    guard code == SQLITE_OK else { throw failure }
    sqlite3_busy_timeout(connection, 5000)
  }

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close(connection)
  }

  /// A value that goes into a statement or comes out of one.
  enum Value: Equatable {
    case integer(Int)
    case blob([UInt8])
  }

  /// Runs a statement and returns its rows.
  @discardableResult func run(_ sql: String, _ values: [Value] = []) throws -> [[Value]] {
    let statement = try prepared(sql)
    defer { sqlite3_reset(statement) }
    // SQLite copies the bytes: -1 is its SQLITE_TRANSIENT, a macro that Swift does not see.
    let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    for (index, value) in zip(Int32(1)..., values) {
      switch value {
      case .integer(let number): sqlite3_bind_int64(statement, index, Int64(number))
      case .blob(let bytes): sqlite3_bind_blob64(statement, index, bytes, UInt64(bytes.count), copy)
      }
    }
    var rows: [[Value]] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: rows.append((0..<sqlite3_column_count(statement)).map { column($0, of: statement) })
      case SQLITE_DONE: return rows
      default: throw failure
      }
    }
  }

  /// Does some work that other processes see wholly or not at all.
  func transaction(_ work: () throws -> Void) throws {
    try run("BEGIN IMMEDIATE")
    do {
      try work()
      try run("COMMIT")
    } catch {
      _ = try? run("ROLLBACK")
      throw error
    }
  }

  private var failure: Failure { Failure(message: String(cString: sqlite3_errmsg(connection))) }

  private func prepared(_ sql: String) throws -> OpaquePointer {
    if let statement = statements[sql] { return statement }
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement else { throw failure }
    statements[sql] = statement
    return statement
  }

  private func column(_ index: Int32, of statement: OpaquePointer) -> Value {
    guard sqlite3_column_type(statement, index) == SQLITE_BLOB else { return .integer(Int(sqlite3_column_int64(statement, index))) }
    let bytes = sqlite3_column_blob(statement, index)
    return .blob(Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, index)))))
  }
}
