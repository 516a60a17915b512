import CKernels

#if canImport(Glibc)
  import Glibc
#endif

/// The vectors of a document's sentences: weighted sums of their words' vectors, minus the document's mean.
public struct SentenceVectors: Sendable {
  private let dimensions: Int
  /// Sentence after sentence, `dimensions` values each.
  private let values: [Float]

  /// The number of sentences.
  public var count: Int { values.count / dimensions }

  /// Adds the words up. Sentences without a known word have the null vector before the mean is taken off.
  public init?(_ profiles: [SentenceProfile], model: WordVectorModel?, language: String) {
    guard let side = model?.side(language) else { return nil }
    dimensions = side.dimensions
    values = Self.centred(side.sums(profiles.map(\.words)), dimensions: dimensions)
  }

  /// Takes the vectors of an encoder, each of length 1, and lengthens them by the lengths of the sentences, so that sums stand for passages.
  /// Sentences without a vector (an empty one) have the null vector.
  public init(encoded: [[Float]], lengths: [Int]) {
    dimensions = encoded.reduce(1) { max($0, $1.count) }
    var values = [Float](repeating: 0, count: encoded.count * dimensions)
    for (sentence, vector) in encoded.enumerated() {
      for (place, value) in vector.enumerated() { values[sentence * dimensions + place] = value * Float(lengths[sentence]) }
    }
    self.values = Self.centred(values, dimensions: dimensions)
  }

  private init(dimensions: Int, values: [Float]) {
    self.dimensions = dimensions
    self.values = values
  }

  /// Puts vectors of the same space one after another; `nil` when there are none.
  public init?(joining parts: [SentenceVectors]) {
    guard let first = parts.first else { return nil }
    self.init(dimensions: first.dimensions, values: Array(parts.map(\.values).joined()))
  }

  /// The vectors of some sentences; `nil` when there are not so many.
  public subscript(range: Range<Int>) -> SentenceVectors? {
    guard range.clamped(to: 0..<count) == range else { return nil }
    return SentenceVectors(dimensions: dimensions, values: Array(values[range.lowerBound * dimensions..<range.upperBound * dimensions]))
  }

  /// The sums of the vectors of so many consecutive sentences each; the last one may be of fewer.
  public func sums(of length: Int) -> SentenceVectors {
    var sums = [Float](repeating: 0, count: (count + length - 1) / length * dimensions)
    for sentence in 0..<count {
      let (from, to) = (sentence * dimensions, sentence / length * dimensions)
      for place in 0..<dimensions { sums[to + place] += values[from + place] }
    }
    return SentenceVectors(dimensions: dimensions, values: sums)
  }

  /// Takes the mean direction of the sentences off each of them.
  private static func centred(_ values: [Float], dimensions: Int) -> [Float] {
    var values = values
    let norms = values.norms(dimensions: dimensions)
    // Long sentences must not be the mean.
    var mean = [Float](repeating: 0, count: dimensions)
    for (sentence, norm) in norms.enumerated() where norm > 0 {
      for place in 0..<dimensions { mean[place] += values[sentence * dimensions + place] / norm }
    }
    let count = Float(max(norms.count { $0 > 0 }, 1))
    for place in 0..<dimensions { mean[place] /= count }
    for (sentence, norm) in norms.enumerated() {
      for place in 0..<dimensions { values[sentence * dimensions + place] -= mean[place] * norm }
    }
    return values
  }

  /// The dot products of a sentence with consecutive sentences of another document in the same space.
  public func dot(_ sentence: Int, _ other: SentenceVectors, _ range: Range<Int>, into results: inout ArraySlice<Float>) {
    guard (0..<count).contains(sentence), range.clamped(to: 0..<other.count) == range, results.count == range.count,
      dimensions == other.dimensions
    else { return }
    values.withUnsafeBufferPointer { ours in
      other.values.withUnsafeBufferPointer { theirs in
        results.withUnsafeMutableBufferPointer { results in
          guard let query = ours.baseAddress, let rows = theirs.baseAddress, let out = results.baseAddress else { return }
          kernel_dot_rows(query + sentence * dimensions, rows + range.lowerBound * dimensions, range.count, dimensions, out)
        }
      }
    }
  }

  /// What stands for the norm of a null vector, so that it can divide.
  public static let leastNorm: Float = 1e-6

  /// The norms of the sums of runs of sentences: entry `sentence · longest + length − 1` is that of the run of `length` from `sentence` on (cut off at
  /// the document's end). No norm is 0.
  public func runNorms(longest: Int) -> [Float] {
    var norms = [Float](repeating: 0, count: count * longest)
    var sum = [Float](repeating: 0, count: dimensions)
    values.withUnsafeBufferPointer { values in
      norms.withUnsafeMutableBufferPointer { norms in
        guard let rows = values.baseAddress, let out = norms.baseAddress else { return }
        for sentence in 0..<count {
          kernel_run_norms(rows + sentence * dimensions, min(longest, count - sentence), dimensions, &sum, out + sentence * longest)
        }
      }
    }
    return norms.map { max($0, Self.leastNorm) }
  }
}

extension [Float] {
  /// The lengths of rows of values.
  fileprivate func norms(dimensions: Int) -> [Float] {
    let values = span
    var norms: [Float] = []
    norms.reserveCapacity(count / dimensions)
    var row = 0
    // A sum in order waits for each addition; four sums at a time do not.
    while row + 4 * dimensions <= count {
      var sums = SIMD4<Float>()
      for place in row..<row + dimensions {
        let column = SIMD4(values[place], values[place + dimensions], values[place + 2 * dimensions], values[place + 3 * dimensions])
        sums += column * column
      }
      for lane in 0..<4 { norms.append(sqrtf(sums[lane])) }
      row += 4 * dimensions
    }
    while row < count {
      var sum: Float = 0
      for place in row..<row + dimensions { sum += values[place] * values[place] }
      norms.append(sqrtf(sum))
      row += dimensions
    }
    return norms
  }
}
