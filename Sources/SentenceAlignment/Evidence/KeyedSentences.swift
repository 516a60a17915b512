/// The keys of a document's sentences in the order of the keys, then of the sentences.
struct KeyedSentences: Sendable {
  /// A key in the upper half and its sentence in the lower one.
  private let pairs: [UInt64]

  /// The number of keys of all sentences, repeated ones too.
  var count: Int { pairs.count }

  /// Sorts the keys of sentences in linear time.
  init(_ sentences: [[UInt32]]) {
    var pairs = [UInt64](repeating: 0, count: sentences.reduce(0) { $0 + $1.count })
    var place = 0
    for (sentence, keys) in sentences.enumerated() {
      for key in keys {
        pairs[place] = UInt64(key) << 32 | UInt64(sentence)
        place += 1
      }
    }
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
    // Where the pairs with each digit start, for all three digits.
    var starts = [Int32](repeating: 0, count: 3 * 2048)
    for pair in pairs { for digit in 0..<3 { starts[Self.place(digit, pair)] += 1 } }
    for digit in 0..<3 {
      var start: Int32 = 0
      for place in digit * 2048..<(digit + 1) * 2048 { (starts[place], start) = (start, start + starts[place]) }
      Self.sort(pairs.span, digit, &starts, into: &other)
      swap(&pairs, &other)
    }
    return pairs
  }

  @inline(__always)
  private static func place(_ digit: Int, _ pair: UInt64) -> Int {
    digit << 11 | Int(truncatingIfNeeded: pair &>> UInt64(32 + 11 * digit)) & 2047
  }

  private static func sort(_ pairs: Span<UInt64>, _ digit: Int, _ starts: inout [Int32], into sorted: inout [UInt64]) {
    var starts = starts.mutableSpan
    var sorted = sorted.mutableSpan
    for index in pairs.indices {
      let place = place(digit, pairs[index])
      sorted[Int(starts[place])] = pairs[index]
      starts[place] += 1
    }
  }
}
