import Corpus
import Glibc

/// The bytes of an index segment, in memory or mapped from a file; they never change. All values are little-endian.
final class IndexBytes: Sendable {
  let count: Int
  // The bytes are only read, so that any task may.
  private nonisolated(unsafe) let start: UnsafeRawPointer
  private let isMapped: Bool

  /// Copies bytes.
  init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 8)
    bytes.withUnsafeBytes { if let source = $0.baseAddress { copy.copyMemory(from: source, byteCount: $0.count) } }
    (start, count, isMapped) = (UnsafeRawPointer(copy), bytes.count, false)
  }

  /// Maps a file into memory.
  /// - Throws: a `Diagnostic` `.unreadableInput` when it cannot be opened or mapped.
  init(mapping path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Diagnostic(.unreadableInput, file: path, String(cString: strerror(errno)).lowercased(), cure: "build the index anew")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      throw Diagnostic(.malformedInput, file: path, "this is no part of an index of Satzpaar's", cure: "build the index anew")
    }
    let map = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0)
    guard let map, map != MAP_FAILED else {
      throw Diagnostic(.unreadableInput, file: path, "it cannot be mapped into memory", cure: "check the limits on memory")
    }
    (start, count, isMapped) = (UnsafeRawPointer(map), Int(status.st_size), true)
  }

  deinit {
    if isMapped { munmap(UnsafeMutableRawPointer(mutating: start), count) } else { start.deallocate() }
  }

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
