import Corpus
import Glibc

/// Reads a regular file, a pipe, a device, or standard input, whole or in chunks.
public final class InputFile: ByteSource {
  /// The length in bytes of a regular file; `nil` of others.
  public let size: Int?
  private let path: String
  private let descriptor: Int32

  private static let chunkSize = 1 << 18

  /// Opens a file.
  /// - Parameter path: a path as the user gave it; `-` is standard input.
  /// - Throws: a `Diagnostic`: `.unreadableInput` when the file is missing, a folder or not permitted, `.inputOutput` when it cannot be read.
  public init(_ path: String) throws {
    self.path = path
    descriptor = try Self.open(path)
    var status = stat()
    let code = fstat(descriptor, &status) == 0 ? 0 : errno
    size = code == 0 && status.st_mode & S_IFMT == S_IFREG ? max(0, Int(clamping: status.st_size)) : nil
    guard code == 0 else { throw failure(code) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw Self.unreadable(path, EISDIR) }
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// All bytes of a file.
  /// - Parameter path: a path as the user gave it; `-` is standard input.
  /// - Throws: as `init` and `read`.
  public static func read(_ path: String) throws -> [UInt8] {
    let file = try InputFile(path)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.size ?? 0)
    while case let chunk = try file.read(), !chunk.isEmpty { bytes.append(contentsOf: chunk) }
    return bytes
  }

  /// The next bytes, at most 256 KiB; none at the end.
  /// - Throws: a `Diagnostic` `.inputOutput` when reading fails.
  public func read() throws -> [UInt8] {
    var code: Int32 = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, count in
      let result = SystemCall.persist(on: descriptor, for: POLLIN) { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
      if result < 0 { code = errno }
      count = max(0, result)
    }
    guard code == 0 else { throw failure(code) }
    return chunk
  }

  /// The next bytes, at most 256 KiB; `nil` at the end. Throws as `read`.
  public func next() throws -> [UInt8]? {
    let chunk = try read()
    return chunk.isEmpty ? nil : chunk
  }

  /// Whether nothing more comes for so many milliseconds, while the end has not come either.
  public func isPaused(for milliseconds: Int) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return size == nil && SystemCall.persist { poll(&wanted, 1, Int32(clamping: milliseconds)) } == 0
  }

  /// What tells a regular file from a later one with its name: its size in bytes and when it was changed, in nanoseconds; `nil` for other files.
  public static func stamp(_ path: String) -> String? {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }

  private static func open(_ path: String) throws -> Int32 {
    if path == "-" { return STDIN_FILENO }
    guard SystemCall.isPath(path) else { throw unreadable(path, ENOENT) }
    let descriptor = SystemCall.persist { Glibc.open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw unreadable(path, errno) }
    return descriptor
  }

  private static func unreadable(_ path: String, _ code: Int32) -> Diagnostic {
    let (message, cure) =
      switch code {
      case ENOENT, ENOTDIR: ("no such file", "check the path")
      case EACCES, EPERM: ("no permission to read it", "change its permissions, e.g. with chmod u+r")
      case EISDIR: ("this is a folder", "name a file in it")
      default: (SystemCall.message(code), "check the path")
      }
    return Diagnostic(.unreadableInput, file: path.isEmpty ? "''" : path, message, cure: cure)
  }

  private func failure(_ code: Int32) -> Diagnostic {
    Diagnostic(
      .inputOutput, file: path, "reading failed: \(SystemCall.message(code))", cure: "check the disk or the connection and try again")
  }
}
