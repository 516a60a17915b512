import Foundation
import TestSupport
import Testing

/// A new folder in which the program runs as a user runs it, so that messages hold no machine's paths; it goes with the test.
final class Workplace {
  /// What a run of the program did.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The program: it lies beside the test bundle.
  static let program: String = {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("satzpaar").path
    return FileManager.default.isExecutableFile(atPath: beside) ? beside : repositoryRoot + "/.build/debug/satzpaar"
  }()

  let folder: URL

  /// Makes the folder, with the seed pair as `de.txt` and `en.txt`.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("satzpaar-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["de.txt", "en.txt"] { try put(name, Data(contentsOf: URL(fileURLWithPath: "\(kimPutin)/\(name)"))) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Its files and folders by their names, hidden ones too, each with its bytes.
  var contents: [String: Data] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return Dictionary(uniqueKeysWithValues: names.map { ($0, (try? data($0)) ?? Data()) })
  }

  func put(_ name: String, _ text: String) throws { try put(name, Data(text.utf8)) }

  func put(_ name: String, _ data: Data) throws { try data.write(to: folder.appendingPathComponent(name)) }

  func data(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }

  func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

  /// Runs the program; its standard input is `input` or empty.
  func run(_ arguments: String..., input: String = "") throws -> Outcome { try start("exec \"$0\" \"$@\"", arguments, input: input) }

  /// Runs a script for `sh` in which `$0` is the program.
  func shell(_ script: String) throws -> Outcome { try start(script, [], input: "") }

  private func start(_ script: String, _ arguments: [String], input: String) throws -> Outcome {
    // Files, not pipes: nothing can wait for a reader.
    let streams = try Workfiles(input: input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, Self.program] + arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "COLUMNS": "80", "LC_ALL": "C"]
    (process.standardInput, process.standardOutput, process.standardError) = (streams.input, streams.output, streams.errors)
    try process.run()
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return Outcome(status: status, output: try Workfiles.text(streams.output), errors: try Workfiles.text(streams.errors))
  }
}

/// The standard streams of a run, as files without a name.
private struct Workfiles {
  let input: FileHandle
  let output = Self.file()
  let errors = Self.file()

  init(input text: String) throws {
    input = Self.file()
    try input.write(contentsOf: Data(text.utf8))
    try input.seek(toOffset: 0)
  }

  static func text(_ file: FileHandle) throws -> String {
    try file.seek(toOffset: 0)
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
  }

  private static func file() -> FileHandle {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    unlink(path)
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}

/// Runs the program with arguments that must fail, and expects just this line on standard error, this exit code, and the folder as it was.
func expectFailure(
  _ place: Workplace, _ arguments: [String], status: Int32, _ message: String, input: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try place.put("old.tmx", "old")
  let before = place.contents
  let outcome = try place.shell("exec \"$0\" " + arguments.map { "'\($0)'" }.joined(separator: " "))
  #expect(outcome.errors == message + "\n", sourceLocation: sourceLocation)
  #expect(outcome.status == status, sourceLocation: sourceLocation)
  #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
  #expect(place.contents == before, sourceLocation: sourceLocation)
}
