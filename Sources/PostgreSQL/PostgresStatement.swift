import CPostgres
import Corpus

/// An SQL statement with the values of its parameters `$1`, `$2` and so on.
public struct PostgresStatement: Hashable, Sendable {
  /// The statement.
  public var sql: String
  /// The values of its parameters.
  public var values: [PostgresValue]

  /// Makes a statement from its parts.
  public init(_ sql: String, _ values: [PostgresValue] = []) {
    self.sql = sql
    self.values = values
  }
}

/// A statement as libpq takes it.
struct EncodedStatement {
  private let sql: String
  private let types: [Oid]
  private var buffer: [UInt8] = []
  /// Where each value's bytes are in the buffer; nil for null.
  private var ranges: [Range<Int>?] = []

  /// - Throws: a `Diagnostic` when PostgreSQL does not take a value.
  init(_ statement: PostgresStatement) throws {
    sql = statement.sql
    types = statement.values.map(\.type)
    guard types.count <= UInt16.max else { throw Diagnostic(.usage, "a statement has \(types.count) values", cure: "pass fewer") }
    for value in statement.values {
      let start = buffer.count + 4
      try value.append(to: &buffer)
      ranges.append(value == .null ? nil : start..<buffer.count)
    }
  }

  /// Sends it; false when that is not possible.
  func send(to connection: OpaquePointer) -> Bool {
    buffer.withUnsafeBytes { bytes in
      let pointers = ranges.map { range in
        range.flatMap { bytes.baseAddress?.advanced(by: $0.lowerBound).assumingMemoryBound(to: CChar.self) }
      }
      let sizes = ranges.map { Int32(truncatingIfNeeded: $0?.count ?? 0) }
      return PQsendQueryParams(connection, sql, Int32(truncatingIfNeeded: types.count), types, pointers, sizes, sizes.map { _ in 1 }, 1)
        == 1
    }
  }
}
