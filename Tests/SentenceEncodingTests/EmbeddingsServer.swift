import Foundation

/// The endpoint of `embeddings_server.py`, running on loopback until the tests end.
final class EmbeddingsServer: Sendable {
  static let shared = Result { try EmbeddingsServer() }

  /// The key that the server wants, with all that needs quoting.
  static let key = "sk-test/\"quoted\"\\key"

  private let port: Int
  /// The server ends when this end of its standard input does.
  private let input = Pipe()

  private init() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", URL(filePath: #filePath).deletingLastPathComponent().appending(path: "embeddings_server.py").path()]
    let output = Pipe()
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .newlines)) else { throw CocoaError(.fileReadCorruptFile) }
    self.port = port
  }

  /// The address at which the server behaves in a way.
  func address(_ behaviour: String) -> String { "http://127.0.0.1:\(port)/\(behaviour)/v1/embeddings" }
}
