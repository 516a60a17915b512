import Synchronization

/// Analyzers of one language that outlive a document: the words of one are mostly those of the next, and each is looked up once.
public final class AnalyzerPool: Sendable {
  /// Only one task at a time holds an analyzer, so that it may change threads.
  private struct Idle: @unchecked Sendable {
    let analyzer: LexicalAnalyzer
  }

  private let language: String
  private let model: WordVectorModel?
  private let idle = Mutex<[Idle]>([])

  /// A pool of analyzers that are made as they are needed: as many as tasks ask for one at the same time.
  public init(language: String, model: WordVectorModel? = nil) {
    self.language = language
    self.model = model
  }

  /// Lends an analyzer for as long as `body` runs.
  /// - Throws: what `body` throws, and `ICUError` when an analyzer cannot be made.
  public func lend<Result>(_ body: (LexicalAnalyzer) throws -> Result) throws -> Result {
    let lent = try idle.withLock { $0.popLast() } ?? Idle(analyzer: LexicalAnalyzer(language: language, model: model))
    defer { idle.withLock { $0.append(lent) } }
    return try body(lent.analyzer)
  }
}
