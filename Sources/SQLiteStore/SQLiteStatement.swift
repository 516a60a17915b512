import CSQLite
internal import GRDB
import TranslationMemory

/// A thin wrapper over a statement that its connection keeps: values are bound and columns read without GRDB's boxes, which cost half of an import.
struct SQLiteStatement {
  private let handle: OpaquePointer
  private let sql: String

  /// The statement for some SQL with `?` for each value, ready for new values.
  init(_ database: Database, _ sql: String) throws {
    handle = try database.cachedStatement(sql: sql).sqliteStatement
    self.sql = sql
    sqlite3_reset(handle)
  }

  // SQLite copies what is bound: -1 is its SQLITE_TRANSIENT, a macro that Swift does not see.
  private static var copy: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

  /// Sets the value of the parameter with this number, from 1.
  func bind(_ index: Int32, _ value: Int64?) {
    if let value { sqlite3_bind_int64(handle, index, value) } else { sqlite3_bind_null(handle, index) }
  }

  /// Sets the value of the parameter with this number, from 1.
  func bind(_ index: Int32, _ value: Int?) { bind(index, value.map(Int64.init)) }

  /// Sets the value of the parameter with this number, from 1.
  func bind(_ index: Int32, _ value: Double?) {
    if let value { sqlite3_bind_double(handle, index, value) } else { sqlite3_bind_null(handle, index) }
  }

  /// Sets the value of the parameter with this number, from 1.
  func bind(_ index: Int32, _ value: String?) {
    guard var value else {
      _ = sqlite3_bind_null(handle, index)
      return
    }
    value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        _ = sqlite3_bind_text64(handle, index, $0.baseAddress ?? UnsafePointer(Self.empty), UInt64($0.count), Self.copy, UInt8(SQLITE_UTF8))
      }
    }
  }

  /// Sets the value of the parameter with this number, from 1.
  func bind(_ index: Int32, _ value: [UInt8]) {
    if value.isEmpty {
      sqlite3_bind_zeroblob(handle, index, 0)
    } else {
      sqlite3_bind_blob64(handle, index, value, UInt64(value.count), Self.copy)
    }
  }

  /// Sets the value of the parameter with this number, from 1: eight bytes a word, the lowest first.
  func bind(_ index: Int32, _ words: [UInt64]) {
    if words.isEmpty {
      sqlite3_bind_zeroblob(handle, index, 0)
    } else {
      sqlite3_bind_blob64(handle, index, words.map(\.littleEndian), UInt64(words.count * 8), Self.copy)
    }
  }

  // A null pointer would be bound as NULL.
  nonisolated(unsafe) private static let empty = UnsafeMutablePointer<CChar>.allocate(capacity: 1)

  /// Runs a statement that has no rows.
  func run() throws {
    defer { sqlite3_reset(handle) }
    while try step() {}
  }

  /// Runs a statement, and reads each of its rows until there are enough.
  func rows(until isEnough: () -> Bool = { false }, _ body: (SQLiteStatement) throws -> Void) throws {
    defer { sqlite3_reset(handle) }
    while !isEnough(), try step() { try body(self) }
  }

  private func step() throws -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    let connection = sqlite3_db_handle(handle)
    throw DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)), message: String(cString: sqlite3_errmsg(connection)), sql: sql
    )
  }

  /// A column of the row, from 0.
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  /// A column of the row, from 0; `nil` for NULL.
  func optionalInteger(_ column: Int32) -> Int64? { sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column) }

  /// A column of the row, from 0; empty for NULL.
  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self)
  }

  /// A column of the row, from 0; empty for NULL.
  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  /// A column of the row, from 0, as words; see `bind`. Bytes that are no whole word are left out.
  func words(_ column: Int32) -> [UInt64] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    return (0..<Int(sqlite3_column_bytes(handle, column)) / 8).map {
      UInt64(littleEndian: start.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
    }
  }
}
