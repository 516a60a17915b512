import Corpus
import Glibc

/// Where an output goes.
enum OutputTarget {
  /// To the descriptor itself: standard output, a device, a pipe.
  case straight
  /// To a temporary file that is renamed to `final`.
  case temporary(TemporaryFile, final: String)

  /// Opens what a path names for writing, as `OutputFile` describes.
  static func open(_ path: String, inputs: [String]) throws -> (OutputTarget, Int32) {
    guard SystemCall.isPath(path) else { throw cannotCreate(path, ENOENT) }
    var status = stat()
    let exists = stat(path, &status) == 0
    // ENOENT is a new file, or a link that points to one.
    guard exists || errno == ENOENT else { throw cannotCreate(path, errno) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw cannotCreate(path, EISDIR)
    case S_IFREG where exists:
      guard faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 else { throw cannotCreate(path, errno) }
      guard !inputs.contains(where: { isFile($0, status) }) else {
        throw Diagnostic(.usage, file: path, "this is an input, and the output would replace it", cure: "write elsewhere")
      }
      return try openTemporary(path, replacing: status)
    case _ where exists:
      let descriptor = SystemCall.persist { Glibc.open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY) }
      guard descriptor >= 0 else { throw cannotCreate(path, errno) }
      return (.straight, descriptor)
    default:
      guard !path.hasSuffix("/") else { throw cannotCreate(path, EISDIR) }
      return try openTemporary(path, replacing: nil)
    }
  }

  private static func openTemporary(_ path: String, replacing old: stat?) throws -> (OutputTarget, Int32) {
    guard let final = followLinks(path) else { throw cannotCreate(path, ELOOP) }
    let folder = String(final[..<(final.lastIndex(of: "/").map { final.index(after: $0) } ?? final.startIndex)])
    guard let temporary = TemporaryFile(in: folder) else { throw cannotCreate(path, errno) }
    let descriptor = SystemCall.persist { Glibc.open(temporary.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
    guard descriptor >= 0 else {
      let code = errno
      temporary.forget()
      throw cannotCreate(path, code)
    }
    if let old {
      // Only root may give a file away; for all others the new file is theirs.
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      _ = fchmod(descriptor, old.st_mode & 0o777)
    }
    return (.temporary(temporary, final: final), descriptor)
  }

  /// Whether the path of an input leads to this file.
  private static func isFile(_ input: String, _ status: stat) -> Bool {
    var other = stat()
    guard (input == "-" ? fstat(STDIN_FILENO, &other) : stat(input, &other)) == 0 else { return false }
    return (other.st_dev, other.st_ino) == (status.st_dev, status.st_ino)
  }

  /// The path behind symbolic links, also when nothing is there yet; `nil` for a circle.
  private static func followLinks(_ path: String) -> String? {
    var path = path
    for _ in 0..<40 {
      var name = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &name, name.count)
      guard count >= 0 else { return path }
      let destination = String(decoding: name.prefix(count), as: UTF8.self)
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = destination.hasPrefix("/") ? destination : folder + destination
    }
    return nil
  }

  private static func cannotCreate(_ path: String, _ code: Int32) -> Diagnostic {
    let (message, cure) =
      switch code {
      case ENOENT, ENOTDIR: ("its folder does not exist", "create the folder or write elsewhere")
      case EACCES, EPERM, EROFS: ("no permission to write here", "change the permissions or write elsewhere")
      case EISDIR: ("this is a folder", "name a file in it")
      case ENOSPC, EDQUOT: ("no space left on the disk", "free some space or write elsewhere")
      default: (SystemCall.message(code), "write elsewhere")
      }
    return Diagnostic(.cannotCreateOutput, file: path.isEmpty ? "''" : path, message, cure: cure)
  }
}
