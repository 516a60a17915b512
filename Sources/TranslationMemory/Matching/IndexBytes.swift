import FileIO

/// The bytes of an index segment, in memory or mapped from a file; they never change. All values are little-endian.
final class IndexBytes: Sendable {
  let count: Int
  // The bytes are only read, so that any task may.
  private nonisolated(unsafe) let start: UnsafeRawPointer
  /// Kept as long as `start` is used; `nil` for a copy.
  private let file: MappedFile?

  /// Copies bytes.
  init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 8)
    bytes.withUnsafeBytes { if let source = $0.baseAddress { copy.copyMemory(from: source, byteCount: $0.count) } }
    (start, count, file) = (UnsafeRawPointer(copy), bytes.count, nil)
  }

  /// Maps a file into memory.
  /// - Throws: a `Diagnostic` `.unreadableInput` when it cannot be opened or mapped.
  init(mapping path: String) throws {
    let file = try MappedFile(
      path, kind: "part of an index of Satzpaar's", isReadAtOnce: true, cures: ("build the index anew", "build the index anew"))
    (start, count, self.file) = (file.start, file.count, file)
  }

  deinit { if file == nil { start.deallocate() } }

  /// All bytes, valid during the call.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// A value at an offset that the segment's reader has checked.
  @inline(__always)
  func value<Value: FixedWidthInteger>(at offset: Int, as type: Value.Type = Value.self) -> Value {
    Value(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: Value.self))
  }

  /// The values from an offset on, which the segment's reader has checked; aligned, and valid as long as the bytes are.
  @inline(__always)
  func pointer<Value>(at offset: Int, as type: Value.Type = Value.self) -> UnsafePointer<Value> {
    (start + offset).assumingMemoryBound(to: type)
  }

  /// Bytes from an offset on, valid as long as the bytes are.
  func bytes(at offset: Int, count: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start + offset, count: count) }
}
