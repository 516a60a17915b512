#if canImport(Glibc)
  import Glibc
#endif

/// The words of a document, one after another; a compound is as many words as it has known parts.
public struct DocumentWords: Sendable {
  /// The index of each sentence's first word; one more entry than sentences.
  public private(set) var offsets = [0]
  /// How much each word says, 0…1 (`KnownWord.weight`).
  public private(set) var weights: [Float] = []
  /// Each word's vector, as a row of `vectors`; 0 is the null vector of words that the model does not know.
  private(set) var types: [Int32] = []
  /// The spelling of the token that each word is or is a part of.
  private(set) var spellings: [Int32] = []
  /// Vectors of length 1, row after row.
  private(set) var vectors: [Float] = []
  /// The keys of each spelling: parts of the letters or of a number.
  private(set) var keys: SequenceNumbering<UInt32>

  /// What a word says that the model does not know: a name, a number.
  private static let weightOfUnknown: Float = 0.5

  /// Lays the words of sentences out.
  init(_ profiles: [SentenceProfile], side: WordVectorModel.Side) {
    let count = profiles.reduce(0) { $0 + $1.tokens.count }
    weights.reserveCapacity(count)
    types.reserveCapacity(count)
    spellings.reserveCapacity(count)
    keys = SequenceNumbering(capacity: count / 2)
    var rows = KeyNumbering(capacity: count / 2)
    var spelling: [UInt32] = []
    for profile in profiles {
      var (word, number, cognate) = (0, 0, 0)
      for token in profile.tokens {
        let known = word..<min(profile.words.count, word + Int(token.words))
        spelling.removeAll(keepingCapacity: true)
        for place in number..<min(profile.numbers.count, number + Int(token.numbers)) {
          spelling.append(UInt32(truncatingIfNeeded: profile.numbers[place] ^ profile.numbers[place] >> 32) | 1 << 31)
        }
        for place in cognate..<min(profile.cognates.count, cognate + Int(token.cognates)) { spelling.append(profile.cognates[place]) }
        (word, number, cognate) = (known.upperBound, number + Int(token.numbers), cognate + Int(token.cognates))
        guard !spelling.isEmpty || !known.isEmpty else { continue }
        let spelling = keys.insert(spelling.span)
        if known.isEmpty { append(type: 0, weight: Self.weightOfUnknown, spelling) }
        for place in known {
          append(type: rows.insert(UInt64(profile.words[place].index)) + 1, weight: profile.words[place].weight, spelling)
        }
      }
      offsets.append(types.count)
    }
    vectors = Self.vectors(of: rows.keys, side)
  }

  private mutating func append(type: Int, weight: Float, _ spelling: Int) {
    types.append(Int32(type))
    weights.append(weight)
    spellings.append(Int32(spelling))
  }

  private static func vectors(of indices: [UInt64], _ side: WordVectorModel.Side) -> [Float] {
    let dimensions = side.dimensions
    var vectors = [Float](repeating: 0, count: (indices.count + 1) * dimensions)
    for (row, index) in indices.enumerated() { side.add(Int(index), weight: 1, to: &vectors, at: (row + 1) * dimensions) }
    for (row, norm) in vectors.norms(dimensions: dimensions).enumerated() where norm > 0 {
      let scale = 1 / norm
      for place in row * dimensions..<(row + 1) * dimensions { vectors[place] *= scale }
    }
    return vectors
  }

  /// The words of a sentence.
  public func words(of sentence: Int) -> Range<Int> { offsets[sentence]..<offsets[sentence + 1] }
}

extension [Float] {
  /// The lengths of rows of values.
  func norms(dimensions: Int) -> [Float] {
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
