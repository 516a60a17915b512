import Corpus
import Glibc

/// A file that is read: a regular file, a pipe, a device, or standard input.
///
///     let input = try InputFile("memory.tmx")
///     while let piece = try input.next() { take(piece) }
public final class InputFile {
  private let path: String
  private let descriptor: Int32
  private var status = stat()

  /// Opens a file.
  /// - Parameter path: a path as the user gave it; `-` is standard input.
  /// - Throws: a `Diagnostic` `.unreadableInput` when the file is missing, a folder or not permitted.
  public init(_ path: String) throws {
    self.path = path
    descriptor = try Self.open(path)
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path, errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw Self.unreadable(path, EISDIR) }
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// The next bytes, 256 KiB at most; `nil` at the end.
  /// - Throws: a `Diagnostic` `.inputOutput` when reading fails.
  public func next() throws -> [UInt8]? {
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    let count = SystemCall.persist(on: descriptor, for: POLLIN) { Glibc.read(descriptor, &piece, piece.count) }
    guard count >= 0 else { throw Self.failure(path, errno) }
    piece.removeLast(piece.count - count)
    return piece.isEmpty ? nil : piece
  }

  /// All bytes of a file.
  /// - Parameter path: a path as the user gave it; `-` is standard input.
  /// - Throws: a `Diagnostic`: `.unreadableInput` when the file is missing, a folder or not permitted, `.inputOutput` when reading fails on the way.
  public static func read(_ path: String) throws -> [UInt8] {
    let file = try InputFile(path)
    var bytes: [UInt8] = []
    if file.status.st_mode & S_IFMT == S_IFREG { bytes.reserveCapacity(max(0, Int(clamping: file.status.st_size))) }
    while let piece = try file.next() { bytes.append(contentsOf: piece) }
    return bytes
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

  private static func failure(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      .inputOutput, file: path, "reading failed: \(SystemCall.message(code))", cure: "check the disk or the connection and try again")
  }
}
