import CPostgres
import Corpus

/// A value that goes to the server, in PostgreSQL's binary form.
public enum PostgresValue: Hashable, Sendable {
  /// No value.
  case null
  /// A `boolean`.
  case boolean(Bool)
  /// An `integer`.
  case integer32(Int32)
  /// A `bigint`.
  case integer(Int64)
  /// A `text`; it must not have the character NUL, which PostgreSQL does not take.
  case text(String)
  /// A `bytea`.
  case bytes([UInt8])
  /// A `bigint[]`.
  case integers([Int64])
  /// A `text[]`, without NUL.
  case texts([String])
  /// A `tsvector` without positions, of words of at most 2046 bytes, each once, without NUL.
  case words([String])

  /// The number that PostgreSQL knows the type by (`pg_type.dat`); 0 lets the server find out.
  var type: Oid {
    switch self {
    case .null: 0
    case .boolean: 16
    case .bytes: 17
    case .integer: 20
    case .integer32: 23
    case .text: 25
    case .integers: 1016
    case .texts: 1009
    case .words: 3614
    }
  }

  /// Appends the value as COPY wants it: its length in four bytes, −1 for none, and its bytes.
  /// - Throws: a `Diagnostic` `.malformedInput` when a text has NUL or the value has 2³¹ bytes or more.
  func append(to buffer: inout [UInt8]) throws {
    guard self != .null else { return buffer.append(big: Int32(-1)) }
    let start = buffer.count
    buffer.append(big: Int32(0))
    try appendBody(to: &buffer)
    guard let count = Int32(exactly: buffer.count - start - 4) else {
      throw Diagnostic(
        .malformedInput, "a value of \(buffer.count - start - 4) bytes is too large for PostgreSQL", cure: "leave the unit out")
    }
    withUnsafeBytes(of: count.bigEndian) { for (index, byte) in $0.enumerated() { buffer[start + index] = byte } }
  }

  private func appendBody(to buffer: inout [UInt8]) throws {
    switch self {
    case .null: break
    case .boolean(let value): buffer.append(value ? 1 : 0)
    case .integer32(let value): buffer.append(big: value)
    case .integer(let value): buffer.append(big: value)
    case .text(let value): try buffer.append(text: value)
    case .bytes(let value): buffer += value
    case .integers(let values):
      buffer.append(arrayOf: 20, count: values.count)
      for value in values {
        buffer.append(big: Int32(8))
        buffer.append(big: value)
      }
    case .texts(let values):
      buffer.append(arrayOf: 25, count: values.count)
      for value in values { try PostgresValue.text(value).append(to: &buffer) }
    case .words(let values):
      buffer.append(big: Int32(truncatingIfNeeded: values.count))
      for value in values {
        try buffer.append(text: value)
        buffer += [0, 0, 0]
      }
    }
  }
}

extension [UInt8] {
  /// Appends an integer, its highest byte first.
  mutating func append(big value: some FixedWidthInteger) { Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) } }

  fileprivate mutating func append(text: String) throws {
    let start = count
    append(contentsOf: text.utf8)
    guard !self[start...].contains(0) else {
      throw Diagnostic(.malformedInput, "a text has the character NUL (U+0000), which PostgreSQL does not take", cure: "remove it")
    }
  }

  /// The head of an array of one dimension, without nulls.
  fileprivate mutating func append(arrayOf type: Int32, count: Int) {
    append(big: Int32(count == 0 ? 0 : 1))
    append(big: Int32(0))
    append(big: type)
    guard count > 0 else { return }
    append(big: Int32(truncatingIfNeeded: count))
    append(big: Int32(1))
  }
}
