import BilingualModel

/// The vectors of a side's sentences, made when they are asked for. Those of blocks of sentences, a sixteenth of a kilobyte a sentence, are kept.
final class BlockVectors {
  /// So many sentences are a block.
  static let length = 8

  /// Makes the vectors of a run of sentences; `nil` without a model.
  typealias Source = @Sendable (Range<Int>) -> SentenceVectors?

  private let count: Int
  private let source: Source
  private var parts: [Int: SentenceVectors] = [:]

  private static let part = 250

  /// The vectors of a side with so many sentences.
  init(count: Int, source: @escaping Source) {
    self.count = count
    self.source = source
  }

  /// The sums of some blocks; `nil` without a model.
  func sums(_ blocks: Range<Int>) -> SentenceVectors? {
    let needed = Array(blocks.lowerBound / Self.part..<(blocks.upperBound + Self.part - 1) / Self.part)
    let missing = needed.filter { parts[$0] == nil }
    let made = Parallel.map(missing) { [source, count] part in
      let start = part * Self.part * Self.length
      return source(start..<min(count, start + Self.part * Self.length))?.sums(of: Self.length)
    }
    for (part, vectors) in zip(missing, made) { parts[part] = vectors }
    let start = blocks.lowerBound % Self.part
    return SentenceVectors(joining: needed.compactMap { parts[$0] })?[start..<start + blocks.count]
  }

  /// The vectors of some sentences; `nil` without a model.
  func sentences(_ range: Range<Int>) -> SentenceVectors? { source(range) }
}
