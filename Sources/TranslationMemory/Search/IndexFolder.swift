import Corpus
import Glibc

/// Where the index of a memory is kept.
public enum IndexFolder {
  /// The folder for the indexes of a memory: beside an SQLite file, `DB.index`; for a database on a server in the user's cache.
  /// - Parameter identity: that of the memory, `MemorySummary.identity`.
  public static func path(of store: any MemoryStore, identity: String) -> String {
    guard store.name.hasPrefix("postgres://") || store.name.hasPrefix("postgresql://") else { return store.name + ".index" }
    return "\(cache())/satzpaar/\(fileName(identity))"
  }

  /// The user's cache, after the XDG Base Directory Specification.
  private static func cache() -> String {
    if let folder = getenv("XDG_CACHE_HOME"), folder.pointee == UInt8(ascii: "/") { return String(cString: folder) }
    return (getenv("HOME").map { String(cString: $0) } ?? "") + "/.cache"
  }

  /// A text as a file's name: all but ASCII letters, digits and hyphens is `%` and two hexadecimal digits.
  static func fileName(_ text: String) -> String {
    text.utf8.reduce(into: "") { name, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: name.unicodeScalars.append(Unicode.Scalar(byte))
      default: name += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16)
      }
    }
  }

  /// Makes a folder and those above it that are missing.
  /// - Throws: a `Diagnostic` `.cannotCreateOutput`.
  static func make(_ path: String) throws {
    for place in path.indices.dropFirst() where path[place] == "/" { mkdir(String(path[..<place]), 0o777) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw Diagnostic(
        .cannotCreateOutput, file: path, "the folder cannot be made: \(String(cString: strerror(errno)).lowercased())",
        cure: "check its permissions")
    }
  }
}

/// The right to write an index, which one process at a time has; it ends with the value's life or the process's.
final class IndexLock {
  private let descriptor: Int32

  /// Takes the right for an index's folder; nil when another has it, or the folder cannot be written to.
  init?(_ folder: String) {
    descriptor = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }
}
