import Glibc
import Testing

/// A new folder that goes with the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/satzpaar-test-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// What lies in it, hidden files too, in order.
  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  func file(_ name: String, _ text: String = "", mode: mode_t = 0o644) throws -> String {
    let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, mode)
    try #require(descriptor >= 0)
    let bytes = Array(text.utf8)
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    fchmod(descriptor, mode)
    close(descriptor)
    return "\(path)/\(name)"
  }
}

/// The permission bits of a file.
func permissions(_ path: String) -> mode_t {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}

/// What a failing call says, `nil` when it does not fail.
func message(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return "\(error)"
  }
}

/// Gives up root's right to pass all permissions while `body` runs, for this thread only.
func withoutRootsPowers(_ body: () throws -> Void) throws {
  guard geteuid() == 0 else { return try body() }
  let setfsuid = try #require(dlsym(nil, "setfsuid"))
  let call = unsafeBitCast(setfsuid, to: (@convention(c) (uid_t) -> Int32).self)
  _ = call(65_534)
  defer { _ = call(0) }
  try body()
}
