@testable import SentenceEncoding

/// An encoder as the test server is one, without the server: a text's vector is its SHA-256, a byte b being the number b − 127.5.
actor FakeEncoder: SentenceEncoder {
  nonisolated let identity: String
  private(set) var encoded: [String] = []
  private let dimensions: Int

  init(identity: String = "fake", dimensions: Int = 32) { (self.identity, self.dimensions) = (identity, dimensions) }

  func encode(_ sentences: [String]) -> [[Float]] {
    encoded += sentences
    return sentences.map { Array(Self.vector($0).prefix(dimensions)).normalized ?? [] }
  }

  static func vector(_ text: String) -> [Float] { SHA256.hash(text.utf8).map { Float($0) - 127.5 }.normalized ?? [] }
}

/// The cosine of two vectors of length 1.
func cosine(_ first: [Float], _ second: [Float]) -> Float { zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } }

/// Whether two lists of vectors are the same but for rounding.
func areNear(_ first: [[Float]], _ second: [[Float]]) -> Bool {
  first.map(\.count) == second.map(\.count) && zip(first, second).allSatisfy { zip($0, $1).allSatisfy { abs($0 - $1) < 0.001 } }
}
