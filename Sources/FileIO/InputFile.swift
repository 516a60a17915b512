import Corpus
import Glibc

/// Reads a file whole: a regular file, a pipe, a device, or standard input.
public enum InputFile {
  /// All bytes of a file.
  /// - Parameter path: a path as the user gave it; `-` is standard input.
  /// - Throws: a `Diagnostic`: `.unreadableInput` when the file is missing, a folder or not permitted, `.inputOutput` when reading fails on the way.
  public static func read(_ path: String) throws -> [UInt8] {
    let descriptor = try open(path)
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path, errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw unreadable(path, EISDIR) }
    var bytes: [UInt8] = []
    if status.st_mode & S_IFMT == S_IFREG { bytes.reserveCapacity(max(0, Int(clamping: status.st_size))) }
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = SystemCall.persist(on: descriptor, for: POLLIN) { Glibc.read(descriptor, &chunk, chunk.count) }
      guard count >= 0 else { throw failure(path, errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk.prefix(count))
    }
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
