import Corpus
import Glibc

/// A file's bytes, mapped into memory; they never change and are released with the last user.
public final class MappedFile: Sendable {
  /// The first byte; valid as long as the file is held.
  // The bytes are only read, so that any task may.
  public nonisolated(unsafe) let start: UnsafeRawPointer
  /// The number of bytes, more than 0.
  public let count: Int

  /// Maps a regular file.
  /// - Parameters:
  ///   - kind: what the file should be, for messages: "model of Satzpaar's".
  ///   - isReadAtOnce: whether all of it is read now and not when it is looked at.
  ///   - cures: what to do when it cannot be opened, and when it is no such file.
  /// - Throws: a `Diagnostic`: `.unreadableInput` when it cannot be opened or mapped, `.malformedInput` when it is empty or no regular file.
  public init(_ path: String, kind: String, isReadAtOnce: Bool = false, cures: (unopened: String, malformed: String)) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Diagnostic(.unreadableInput, file: path, String(cString: strerror(errno)).lowercased(), cure: cures.unopened)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      throw Diagnostic(.malformedInput, file: path, "this is no \(kind)", cure: cures.malformed)
    }
    let map = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE | (isReadAtOnce ? Int32(MAP_POPULATE) : 0), descriptor, 0)
    guard let map, map != MAP_FAILED else {
      throw Diagnostic(.unreadableInput, file: path, "it cannot be mapped into memory", cure: "check the limits on memory")
    }
    (start, count) = (UnsafeRawPointer(map), Int(status.st_size))
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: start), count) }
}
