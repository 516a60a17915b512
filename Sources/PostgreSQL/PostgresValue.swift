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
  /// A `double precision`.
  case number(Double)
  /// A `text`; it must not have the character NUL, which PostgreSQL does not take.
  case text(String)
  /// A `bytea`.
  case bytes([UInt8])
  /// A `bigint[]`.
  case integers([Int64])
  /// A `text[]`, without NUL.
  case texts([String])
  /// A `tsvector` without positions: the words of a text, separated by spaces, of at most 2046 bytes each, without NUL.
  case words(String)

  /// A `bigint`, or null.
  public init(_ value: Int64?) { self = value.map { .integer($0) } ?? .null }
  /// A `bigint`, or null.
  public init(_ value: Int?) { self.init(value.map { Int64($0) }) }
  /// A `double precision`, or null.
  public init(_ value: Double?) { self = value.map { .number($0) } ?? .null }
  /// A `text`, or null.
  public init(_ value: String?) { self = value.map { .text($0) } ?? .null }

  /// The number that PostgreSQL knows the type by (`pg_type.dat`); 0 lets the server find out.
  var type: Oid {
    switch self {
    case .null: 0
    case .boolean: 16
    case .bytes: 17
    case .integer: 20
    case .integer32: 23
    case .text: 25
    case .number: 701
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
    buffer.put(count, at: start)
  }

  private func appendBody(to buffer: inout [UInt8]) throws {
    switch self {
    case .null: break
    case .boolean(let value): buffer.append(value ? 1 : 0)
    case .integer32(let value): buffer.append(big: value)
    case .integer(let value): buffer.append(big: value)
    case .number(let value): buffer.append(big: value.bitPattern)
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
    case .words(var text): try text.withUTF8 { try buffer.append(wordsOf: $0) }
    }
  }
}

extension [UInt8] {
  /// Appends an integer, its highest byte first.
  mutating func append(big value: some FixedWidthInteger) { Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) } }

  /// Writes an integer over four bytes, its highest byte first.
  fileprivate mutating func put(_ value: Int32, at start: Int) {
    Swift.withUnsafeBytes(of: value.bigEndian) { for (index, byte) in $0.enumerated() { self[start + index] = byte } }
  }

  fileprivate mutating func append(text: String) throws {
    let start = count
    append(contentsOf: text.utf8)
    guard !self[start...].contains(0) else { throw Self.nul }
  }

  private static var nul: Diagnostic {
    Diagnostic(.malformedInput, "a text has the character NUL (U+0000), which PostgreSQL does not take", cure: "remove it")
  }

  /// PostgreSQL sorts words, but wants each once.
  fileprivate mutating func append(wordsOf text: UnsafeBufferPointer<UInt8>) throws {
    let words = text.split(separator: 0x20).sorted { $0.lexicographicallyPrecedes($1) }
    let start = count
    append(big: Int32(0))
    var (number, last) = (Int32(0), text[..<text.startIndex])
    for word in words where number == 0 || !word.elementsEqual(last) {
      append(contentsOf: word)
      guard !word.contains(0) else { throw Self.nul }
      append(0)
      append(big: Int16(0))
      (number, last) = (number + 1, word)
    }
    put(number, at: start)
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
