import Glibc
import Testing

/// A file system of 64 KiB in memory.
final class FullDisk {
  private let path: String

  /// Whether this machine lets the tests mount one.
  static var canMount: Bool {
    guard let folder = try? TemporaryFolder(), let disk = try? FullDisk(in: folder.path + "/probe") else { return false }
    disk.unmount()
    return true
  }

  init(in path: String) throws {
    self.path = path
    try #require(mkdir(path, 0o755) == 0)
    guard Self.mount(path) == 0 else {
      rmdir(path)
      throw CannotMount()
    }
  }

  func unmount() {
    umount2(path, Int32(MNT_DETACH))
    rmdir(path)
  }

  private static func mount(_ path: String) -> Int32 { Glibc.mount("tmpfs", path, "tmpfs", 0, "size=64k") }
  private struct CannotMount: Error {}
}
