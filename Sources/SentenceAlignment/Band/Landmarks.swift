import BilingualModel
import Corpus

/// The landmarks (long words and numbers) of a document's sentences, packed: some 30 bytes a sentence.
struct Landmarks: Sendable {
  private var keys: [UInt32] = []
  /// The index of each sentence's first key; one more entry than sentences.
  private var offsets = [0]

  var count: Int { offsets.count - 1 }

  init() {}

  /// Reads sentences on all cores.
  /// - Throws: `Diagnostic` when a sentence is longer than ICU takes.
  init(_ sentences: [Sentence], language: String) throws {
    let parts = Array(stride(from: 0, to: sentences.count, by: 2000))
    let analyzers = AnalyzerPool(language: language)
    let read = Parallel.map(parts) { start in
      Result {
        try analyzers.lend { analyzer in
          var landmarks = Landmarks()
          for sentence in sentences[start..<min(start + 2000, sentences.count)] {
            landmarks.append(try analyzer.profile(of: sentence.text).landmarks)
          }
          return landmarks
        }
      }
    }
    // The first error in order, so that messages do not depend on timing.
    for part in read {
      do { append(try part.get()) } catch { throw Diagnostic(.malformedInput, "a sentence cannot be read: \(error)", cure: "split it") }
    }
  }

  /// Adds a sentence. It holds a key once.
  mutating func append(_ sentence: [UInt32]) {
    let start = keys.count
    for key in sentence.sorted() where keys.count == start || keys.last != key { keys.append(key) }
    offsets.append(keys.count)
  }

  private mutating func append(_ other: Landmarks) {
    offsets += other.offsets.dropFirst().map { $0 + keys.count }
    keys += other.keys
  }

  /// Which of some sentences hold which key: the key in the upper half, the sentence's index in the lower, in order.
  func holders(in sentences: Range<Int>) -> [UInt64] {
    var result: [UInt64] = []
    result.reserveCapacity(offsets[sentences.upperBound] - offsets[sentences.lowerBound])
    for sentence in sentences {
      for key in keys[offsets[sentence]..<offsets[sentence + 1]] { result.append(UInt64(key) << 32 | UInt64(sentence)) }
    }
    result.sort()
    return result
  }
}
