/// What the words of a document say, each read once: in running text every other word has come before.
struct WordMemory {
  private var reader: WordReader
  private var numbers = SequenceNumbering<UInt16>(capacity: 2048)
  private var records = WordRecords()

  /// So many words are remembered at a time.
  private static let most = 1 << 15

  init(_ reader: WordReader) { self.reader = reader }

  /// The profile of the words of a text.
  mutating func profile(of words: Span<Range<Int>>, in units: Span<UInt16>) -> SentenceProfile {
    if numbers.count + words.count > Self.most { self = WordMemory(reader) }
    var sequence: [Int] = []
    sequence.reserveCapacity(words.count)
    for index in words.indices {
      let word = units.extracting(words[index])
      let number = numbers.insert(word)
      if number == records.tokens.count { reader.read(word, into: &records) }
      sequence.append(number)
    }
    return records.profile(sequence)
  }
}

/// What different words say, one after another.
struct WordRecords {
  var words: [KnownWord] = []
  var numbers: [UInt64] = []
  var cognates: [UInt32] = []
  var landmarks: [UInt32] = []
  private(set) var tokens: [SentenceProfile.Token] = []
  /// Where each word's entries start in the four lists, and the length of the words before it; one more than words.
  private var starts = [SIMD8<Int32>()]

  /// Ends the word whose entries have been appended.
  mutating func end(length: Int) {
    let start = starts[starts.count - 1]
    let end = SIMD8(
      Int32(words.count), Int32(numbers.count), Int32(cognates.count), Int32(landmarks.count), start[4] + Int32(length), 0, 0, 0)
    starts.append(end)
    let counts = end &- start
    tokens.append(
      SentenceProfile.Token(words: UInt8(clamping: counts[0]), numbers: UInt8(clamping: counts[1]), cognates: UInt16(clamping: counts[2])))
  }

  /// The profile of a sequence of words.
  fileprivate func profile(_ sequence: [Int]) -> SentenceProfile {
    var counts = SIMD8<Int32>()
    for word in sequence { counts &+= starts[word + 1] &- starts[word] }
    var profile = SentenceProfile()
    profile.length = Int(counts[4])
    profile.words = entries(0, of: words, sequence, counts)
    profile.numbers = entries(1, of: numbers, sequence, counts)
    profile.cognates = entries(2, of: cognates, sequence, counts)
    profile.landmarks = entries(3, of: landmarks, sequence, counts)
    profile.tokens = sequence.map { tokens[$0] }
    return profile
  }

  /// The entries of some words in one of the lists, in storage of just their size: a million sentences are kept.
  @inline(__always)
  private func entries<Entry>(_ list: Int, of all: [Entry], _ sequence: [Int], _ counts: SIMD8<Int32>) -> [Entry] {
    guard counts[list] > 0 else { return [] }
    let (starts, all) = (starts.span, all.span)
    var entries: [Entry] = []
    entries.reserveCapacity(Int(counts[list]))
    for word in sequence {
      var place = Int(starts[word][list])
      let end = Int(starts[word + 1][list])
      while place < end {
        entries.append(all[place])
        place += 1
      }
    }
    return entries
  }
}
