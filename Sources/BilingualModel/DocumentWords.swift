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
    let tokens = profiles.reduce(0) { $0 + $1.tokens.count }
    keys = SequenceNumbering(capacity: tokens / 2)
    var rows = KeyNumbering(capacity: tokens / 2)
    // A token is one word unless it has more known parts.
    let most = tokens + profiles.reduce(0) { $0 + $1.words.count }
    (types, weights, spellings) = (Array(repeating: 0, count: most), Array(repeating: 0, count: most), Array(repeating: 0, count: most))
    var count = 0
    for profile in profiles {
      var (word, number, cognate) = (0, 0, 0)
      for token in profile.tokens {
        let known = word..<min(profile.words.count, word + Int(token.words))
        let figures = number..<min(profile.numbers.count, number + Int(token.numbers))
        let letters = cognate..<min(profile.cognates.count, cognate + Int(token.cognates))
        (word, number, cognate) = (known.upperBound, figures.upperBound, letters.upperBound)
        guard !known.isEmpty || !figures.isEmpty || !letters.isEmpty else { continue }
        let spelling = Int32(insertSpelling(profile.numbers[figures], profile.cognates.span.extracting(letters)))
        if known.isEmpty {
          (types[count], weights[count], spellings[count]) = (0, Self.weightOfUnknown, spelling)
          count += 1
        }
        for place in known {
          let row = rows.insert(UInt64(profile.words[place].index)) + 1
          (types[count], weights[count], spellings[count]) = (Int32(row), profile.words[place].weight, spelling)
          count += 1
        }
      }
      offsets.append(count)
    }
    types.removeLast(most - count)
    weights.removeLast(most - count)
    spellings.removeLast(most - count)
    vectors = Self.vectors(of: rows.keys, side)
  }

  private mutating func insertSpelling(_ numbers: ArraySlice<UInt64>, _ cognates: Span<UInt32>) -> Int {
    guard !numbers.isEmpty else { return keys.insert(cognates) }
    var spelling = numbers.map { UInt32(truncatingIfNeeded: $0 ^ $0 >> 32) | 1 << 31 }
    for place in cognates.indices { spelling.append(cognates[place]) }
    return keys.insert(spelling.span)
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
