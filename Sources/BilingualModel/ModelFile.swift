import FileIO

/// A model's bytes, mapped from a file or part of the program; they never change and are released with the last user.
final class ModelFile: Sendable {
  let origin: String
  let count: Int
  // The bytes are only read, so that any task may.
  private nonisolated(unsafe) let start: UnsafeRawPointer
  /// Kept as long as `start` is used; `nil` for bytes of the program.
  private let file: MappedFile?

  /// Maps a file into memory.
  init(mapping path: String) throws {
    let file = try MappedFile(
      path, kind: "model of Satzpaar's", cures: ("check the path of the model", "build one with tools/build-model"))
    (origin, count, start, self.file) = (path, file.count, file.start, file)
  }

  /// Uses bytes that stay for the program's life.
  init(embedded pointer: UnsafeRawPointer, count: Int) {
    (origin, self.count, start, file) = ("part of the program", count, pointer, nil)
  }

  /// The typed values from an offset on, which the model's reader has checked.
  func pointer<Value>(at offset: Int, as type: Value.Type = Value.self) -> UnsafePointer<Value> {
    (start + offset).assumingMemoryBound(to: type)
  }

  func word(at offset: Int) -> UInt64 { start.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian }
  func half(at offset: Int) -> UInt32 { start.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian }
  func bytes(at offset: Int, count: Int) -> [UInt8] { Array(UnsafeRawBufferPointer(start: start + offset, count: count)) }

  /// FNV-1a over all bytes behind the header.
  var checksum: UInt64 {
    UnsafeRawBufferPointer(start: start + 128, count: max(0, count - 128)).reduce(14_695_981_039_346_656_037) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
  }
}
