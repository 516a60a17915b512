import Foundation
import TestPrograms
import TestSupport

/// A PostgreSQL server of one test, which may stop and start it; it goes with the value.
final class OwnServer {
  /// Its address, as a superuser.
  let address: String
  private let controller: String
  private let process = Process()
  private let input = Pipe()

  init() throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: repositoryRoot + "/tools/with-postgres")
    process.arguments = ["sh", "-c", #"printf '%s\n%s\n' "$SATZPAAR_POSTGRES" "$SATZPAAR_POSTGRES_CONTROL"; cat"#]
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    var text = ""
    while text.count(where: { $0 == "\n" }) < 2, case let piece = output.fileHandleForReading.availableData, !piece.isEmpty {
      text += String(decoding: piece, as: UTF8.self)
    }
    let lines = text.split(separator: "\n").map(String.init)
    guard lines.count == 2 else { throw CocoaError(.fileReadUnknown) }
    (address, controller) = (lines[0], lines[1])
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Does `start`, `stop` or `restart`, and waits until it is done; a stop is like a crash.
  func control(_ verb: String) throws {
    guard try run(controller, [verb]).status == 0 else { throw CocoaError(.executableNotLoadable) }
  }
}
