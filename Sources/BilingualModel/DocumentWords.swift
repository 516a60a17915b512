/// The words of a document, one after another; a compound is as many words as it has known parts.
public struct DocumentWords: Sendable {
  /// The index of each sentence's first word; one more entry than sentences.
  public private(set) var offsets = [0]
  /// How much each word says, 0…1 (`KnownWord.weight`).
  public private(set) var weights: [Float] = []
  /// Each word's index in the model; 0 for words that the model does not know.
  private(set) var indices: [Int32] = []
  /// One over the length of each word's vector (`WordVectorModel.Side.unit`); 0 for words that the model does not know.
  private(set) var units: [Float] = []
  /// The spelling of the token that each word is or is a part of.
  private(set) var spellings: [Int32] = []
  /// The keys of each spelling: parts of the letters or of a number.
  private(set) var keys: SequenceNumbering<UInt32>

  /// What a word says that the model does not know: a name, a number.
  private static let weightOfUnknown: Float = 0.5

  /// Words that say less, the couple of dozen most frequent, are left out.
  private static let leastWeight: Float = 0.25

  /// Lays the words of sentences out.
  init(_ profiles: [SentenceProfile], side: WordVectorModel.Side) {
    let tokens = profiles.reduce(0) { $0 + $1.tokens.count }
    keys = SequenceNumbering(capacity: tokens / 2)
    // A token is one word unless it has more known parts.
    let most = tokens + profiles.reduce(0) { $0 + $1.words.count }
    indices = Array(repeating: 0, count: most)
    units = Array(repeating: 0, count: most)
    weights = Array(repeating: 0, count: most)
    spellings = Array(repeating: 0, count: most)
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
          (weights[count], spellings[count]) = (Self.weightOfUnknown, spelling)
          count += 1
        }
        for place in known where profile.words[place].weight >= Self.leastWeight {
          let word = profile.words[place]
          (indices[count], units[count]) = (word.index, side.unit(Int(word.index)))
          (weights[count], spellings[count]) = (word.weight, spelling)
          count += 1
        }
      }
      offsets.append(count)
    }
    indices.removeLast(most - count)
    units.removeLast(most - count)
    weights.removeLast(most - count)
    spellings.removeLast(most - count)
  }

  private mutating func insertSpelling(_ numbers: ArraySlice<UInt64>, _ cognates: Span<UInt32>) -> Int {
    guard !numbers.isEmpty else { return keys.insert(cognates) }
    var spelling = numbers.map { UInt32(truncatingIfNeeded: $0 ^ $0 >> 32) | 1 << 31 }
    for place in cognates.indices { spelling.append(cognates[place]) }
    return keys.insert(spelling.span)
  }

  /// The words of a sentence.
  public func words(of sentence: Int) -> Range<Int> { offsets[sentence]..<offsets[sentence + 1] }
}
