/// What the words of a document say, each read once: in running text every other word has come before.
struct WordMemory {
  private var reader: WordReader
  private var numbers = SequenceNumbering<UInt16>(capacity: 512)
  /// All different words, as if they were one sentence.
  private var all = SentenceProfile()
  /// Where each word's entries end in `all`, and the length up to there.
  private var ends = [End()]

  private struct End {
    var (length, words, numbers, cognates, landmarks) = (0, 0, 0, 0, 0)
  }

  /// So many words are remembered at a time.
  private static let most = 1 << 16

  init(_ reader: WordReader) { self.reader = reader }

  /// The profile of the words of a text.
  mutating func profile(of words: Span<Range<Int>>, in units: Span<UInt16>) -> SentenceProfile {
    if numbers.count + words.count > Self.most { self = WordMemory(reader) }
    var sequence: [Int] = []
    sequence.reserveCapacity(words.count)
    var profile = SentenceProfile()
    for index in words.indices {
      let word = units.extracting(words[index])
      let number = numbers.insert(word)
      if number == ends.count - 1 {
        reader.read(word, into: &all)
        ends.append(
          End(
            length: all.length, words: all.words.count, numbers: all.numbers.count, cognates: all.cognates.count,
            landmarks: all.landmarks.count))
      }
      sequence.append(number)
      profile.length += ends[number + 1].length - ends[number].length
    }
    profile.tokens = sequence.map { all.tokens[$0] }
    profile.words = entries(\.words, all.words, sequence)
    profile.numbers = entries(\.numbers, all.numbers, sequence)
    profile.cognates = entries(\.cognates, all.cognates, sequence)
    profile.landmarks = entries(\.landmarks, all.landmarks, sequence)
    return profile
  }

  /// The entries of some words, in storage of just their size: a million sentences are kept.
  @inline(__always)
  private func entries<Entry>(_ end: (End) -> Int, _ all: [Entry], _ words: [Int]) -> [Entry] {
    var count = 0
    for word in words { count += end(ends[word + 1]) - end(ends[word]) }
    guard count > 0 else { return [] }
    return Array(unsafeUninitializedCapacity: count) { entries, filled in
      for word in words {
        for place in end(ends[word])..<end(ends[word + 1]) {
          entries.initializeElement(at: filled, to: all[place])
          filled += 1
        }
      }
    }
  }
}
