import BilingualModel

/// What one side's sentences say on their own, laid out so that any run of sentences is read in constant time.
struct SideEvidence: Sendable {
  /// Lengths as prefix sums: entry k is the length of the first k sentences.
  let length: [Float]
  /// The numbers of keys in `SentenceProfile.numbers`, as prefix sums.
  let numbers: [Float]
  /// The marks of each sentence.
  let marks: [SentenceProfile.Marks]
  /// Whether a paragraph starts at each boundary, 0…count: at the first sentence, at the end, and between sentences of different blocks.
  let startsParagraph: [Bool]

  /// Lays the profiles of a document out. `blocks` has the block of each sentence; `nil` when paragraph breaks are to be ignored.
  init(_ profiles: [SentenceProfile], blocks: [Int]?) {
    length = profiles.map { Float(max($0.length, 1)) }.prefixSums
    numbers = profiles.map { Float($0.numbers.count) }.prefixSums
    marks = profiles.map(\.marks)
    startsParagraph = (0...profiles.count).map { boundary in
      guard boundary > 0, boundary < profiles.count else { return true }
      guard let blocks, blocks.count == profiles.count else { return false }
      return blocks[boundary - 1] != blocks[boundary]
    }
  }

  var count: Int { marks.count }

  func length(_ range: Range<Int>) -> Float { length[range.upperBound] - length[range.lowerBound] }

  /// The marks in a run of sentences; those of a sentence's end count only for the last one.
  func marks(_ range: Range<Int>) -> SentenceProfile.Marks {
    guard let last = range.last else { return [] }
    return range.dropLast().reduce(marks[last]) { $0.union(marks[$1].subtracting([.finalColon, .unended])) }
  }

  /// How many paragraphs start inside a run of sentences, its start left out.
  func breaks(inside range: Range<Int>) -> Int { range.dropFirst().count { startsParagraph[$0] } }
}
