/// The keys of a document's sentences in the order of the keys, then of the sentences.
struct KeyedSentences: Sendable {
  /// A key in the upper half and its sentence in the lower one.
  private let pairs: [UInt64]

  /// The number of keys of all sentences, repeated ones too.
  var count: Int { pairs.count }

  /// Sorts the keys of sentences in linear time.
  init(_ sentences: [[UInt32]]) {
    var pairs: [UInt64] = []
    pairs.reserveCapacity(sentences.reduce(0) { $0 + $1.count })
    for (sentence, keys) in sentences.enumerated() { for key in keys { pairs.append(UInt64(key) << 32 | UInt64(sentence)) } }
    self.pairs = Self.sorted(pairs)
  }

  subscript(index: Int) -> (key: UInt32, sentence: Int) {
    (UInt32(truncatingIfNeeded: pairs[index] >> 32), Int(truncatingIfNeeded: pairs[index] & 0xFFFF_FFFF))
  }

  /// Where the entries of a key that start at an index end, and how many sentences hold it.
  func group(of key: UInt32, from start: Int) -> (end: Int, holders: Int) {
    var (end, holders, last) = (start, 0, UInt64.max)
    while end < pairs.count, pairs[end] >> 32 == key {
      if pairs[end] != last {
        last = pairs[end]
        holders += 1
      }
      end += 1
    }
    return (end, holders)
  }

  /// The sentence at an index and how often it holds the key there; the index goes to the next sentence or key.
  func next(_ index: inout Int) -> (sentence: Int, count: Float) {
    let start = index
    repeat { index += 1 } while index < pairs.count && pairs[index] == pairs[start]
    return (self[start].sentence, Float(index - start))
  }

  /// Sorts by key what is in the order of the sentences: eleven bits at a time, from the last ones to the first.
  private static func sorted(_ pairs: [UInt64]) -> [UInt64] {
    guard pairs.count > 256 else { return pairs.sorted() }
    var (pairs, other) = (pairs, [UInt64](repeating: 0, count: pairs.count))
    for shift in [32, 43, 54] as [UInt64] {
      var starts = [Int32](repeating: 0, count: 2049)
      for pair in pairs { starts[Int(pair >> shift & 2047) + 1] += 1 }
      for digit in 0..<2048 { starts[digit + 1] += starts[digit] }
      for pair in pairs {
        let digit = Int(pair >> shift & 2047)
        other[Int(starts[digit])] = pair
        starts[digit] += 1
      }
      swap(&pairs, &other)
    }
    return pairs
  }
}
