import CPostgres
import Corpus

/// The rows that a statement gives.
public struct PostgresRows: RandomAccessCollection {
  /// Keeps libpq's memory for as long as a row is used.
  final class Memory {
    let result: OpaquePointer
    init(_ result: OpaquePointer) { self.result = result }
    deinit { PQclear(result) }
  }

  private let memory: Memory
  /// How many rows.
  public let endIndex: Int
  /// 0.
  public var startIndex: Int { 0 }

  init(_ memory: Memory) {
    self.memory = memory
    endIndex = Int(PQntuples(memory.result))
  }

  /// The row at a place, from 0.
  public subscript(index: Int) -> PostgresRow {
    precondition(indices.contains(index), "a row that is not there")
    return PostgresRow(memory: memory, row: Int32(truncatingIfNeeded: index))
  }
}

/// A row: its columns count from 0. A column that is not there, or of another type, reads as null.
public struct PostgresRow {
  fileprivate let memory: PostgresRows.Memory
  fileprivate let row: Int32

  /// The value of a `smallint`, `integer` or `bigint`.
  public func integer(_ column: Int32) -> Int64? {
    withBytes(column) { bytes in
      guard [2, 4, 8].contains(bytes.count), let first = bytes.first else { return nil }
      return bytes.dropFirst().reduce(Int64(Int8(bitPattern: first))) { $0 << 8 | Int64($1) }
    }
  }

  /// The value of a `double precision`.
  public func number(_ column: Int32) -> Double? { integer(column).map { Double(bitPattern: UInt64(bitPattern: $0)) } }

  /// The value of a `boolean`.
  public func boolean(_ column: Int32) -> Bool? { withBytes(column) { $0.count == 1 ? $0[0] != 0 : nil } }

  /// The value of a `text` or `name`.
  public func text(_ column: Int32) -> String? { withBytes(column) { String(decoding: $0, as: UTF8.self) } }

  /// The value of a `bytea`.
  public func bytes(_ column: Int32) -> [UInt8]? { withBytes(column) { Array($0) } }

  private func withBytes<Value>(_ column: Int32, _ read: (UnsafeRawBufferPointer) -> Value?) -> Value? {
    guard column >= 0, column < PQnfields(memory.result), PQgetisnull(memory.result, row, column) == 0 else { return nil }
    return read(UnsafeRawBufferPointer(start: PQgetvalue(memory.result, row, column), count: Int(PQgetlength(memory.result, row, column))))
  }
}
