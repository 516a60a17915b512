/// The rows of a COPY in binary form (https://www.postgresql.org/docs/15/sql-copy.html), sent as they become many.
public struct PostgresCopy {
  private let columns: Int
  private let send: (UnsafeBufferPointer<CChar>) throws -> Void
  private var buffer: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + [UInt8](repeating: 0, count: 8)

  init(columns: Int, send: @escaping (UnsafeBufferPointer<CChar>) throws -> Void) {
    self.columns = columns
    self.send = send
  }

  /// Adds a row: a value of the column's own type a column.
  public mutating func add(_ values: PostgresValue...) throws {
    precondition(values.count == columns, "a row with \(values.count) values for \(columns) columns")
    buffer.append(big: Int16(truncatingIfNeeded: columns))
    for value in values { try value.append(to: &buffer) }
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Sends the rest.
  mutating func finish() throws {
    buffer.append(big: Int16(-1))
    try flush()
  }

  private mutating func flush() throws {
    // One message holds less than 1 GiB.
    try buffer.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: 1 << 24) {
        try send(UnsafeBufferPointer(rebasing: bytes.bindMemory(to: CChar.self)[start..<min(start + 1 << 24, bytes.count)]))
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
