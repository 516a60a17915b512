import Corpus
import Glibc

/// A model's bytes, mapped from a file or part of the program; they never change and are released with the last user.
final class ModelFile: Sendable {
  let origin: String
  let count: Int
  // The bytes are only read, so that any task may.
  private nonisolated(unsafe) let start: UnsafeRawPointer
  private let isMapped: Bool

  /// Maps a file into memory.
  init(mapping path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Diagnostic(.unreadableInput, file: path, String(cString: strerror(errno)).lowercased(), cure: "check the path of the model")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      throw Diagnostic(.malformedInput, file: path, "this is no model of Satzpaar's", cure: "build one with tools/build-model")
    }
    let map = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let map, map != MAP_FAILED else {
      throw Diagnostic(.unreadableInput, file: path, "it cannot be mapped into memory", cure: "check the limits on memory")
    }
    (origin, count, start, isMapped) = (path, Int(status.st_size), UnsafeRawPointer(map), true)
  }

  /// Uses bytes that stay for the program's life.
  init(embedded pointer: UnsafeRawPointer, count: Int) {
    (origin, self.count, start, isMapped) = ("part of the program", count, pointer, false)
  }

  deinit { if isMapped { munmap(UnsafeMutableRawPointer(mutating: start), count) } }

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
