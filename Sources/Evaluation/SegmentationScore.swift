import Corpus

/// How well two segmentations of the same text agree: the ends of sentences, and whole sentences.
///
/// White space (and U+200B, U+FEFF) does not count: an end is the number of other Unicode scalars before it. So a segmentation may join lines or
/// trim spaces and is still the same text.
public struct SegmentationScore: Hashable, Sendable, CustomStringConvertible {
  /// The ends of sentences.
  public private(set) var boundaries = Agreement()
  /// Sentences with the same start and end.
  public private(set) var sentences = Agreement()

  /// A score of no texts.
  public init() {}

  /// Counts a text in. Several texts accumulate: the score is over all their sentences.
  /// - Parameters:
  ///   - gold: the right sentences of a text, in order.
  ///   - test: the sentences to judge, of the same text.
  ///   - paragraphs: the paragraphs of the same text; when given, an end of a sentence that is the end of a paragraph is not a boundary to score,
  ///     since any segmenter finds it. Sentences are scored all the same.
  ///   - file: the name of the test's file, for messages.
  /// - Throws: a `Diagnostic` `.malformedInput` that tells where the texts differ.
  public mutating func add(gold: [String], test: [String], paragraphs: [String]? = nil, file: String? = nil) throws {
    try Self.checkSameText(gold, test, name: "test sentence", file: file)
    if let paragraphs { try Self.checkSameText(gold, paragraphs, name: "paragraph", file: nil) }
    let (goldEnds, testEnds, given) = (Self.ends(gold), Self.ends(test), Set(Self.ends(paragraphs ?? [])))
    boundaries.count(gold: Set(goldEnds).subtracting(given), test: Set(testEnds).subtracting(given))
    sentences.count(gold: Self.spans(goldEnds), test: Self.spans(testEnds))
  }

  /// Where the pieces end, empty ones left out.
  private static func ends(_ pieces: [String]) -> [Int] {
    var ends: [Int] = []
    var position = 0
    for piece in pieces {
      let count = piece.unicodeScalars.count(where: \.counts)
      position += count
      if count > 0 { ends.append(position) }
    }
    return ends
  }

  private static func spans(_ ends: [Int]) -> Set<Range<Int>> { Set(zip([0] + ends, ends).map { $0..<$1 }) }

  private static func checkSameText(_ gold: [String], _ other: [String], name: String, file: String?) throws {
    var ours = gold.lazy.flatMap(\.unicodeScalars).filter(\.counts).makeIterator()
    var position = 0
    for (index, piece) in other.enumerated() {
      for scalar in piece.unicodeScalars where scalar.counts {
        let expected = ours.next()
        guard scalar == expected else { throw difference(position, expected, "\(name) \(index + 1) has '\(scalar)'", file) }
        position += 1
      }
    }
    if let expected = ours.next() { throw difference(position, expected, "after the last \(name) is nothing", file) }
  }

  private static func difference(_ position: Int, _ gold: Unicode.Scalar?, _ other: String, _ file: String?) -> Diagnostic {
    let gold = gold.map { "'\($0)'" } ?? "nothing"
    return Diagnostic(
      .malformedInput, file: file, "the texts differ after \(position) characters without white space: gold has \(gold), \(other)",
      cure: "score two segmentations of the same text")
  }

  /// A table of precision, recall and F1.
  public var description: String {
    Table.text([["", "precision", "recall", "F1"], ["boundaries"] + boundaries.columns, ["sentences"] + sentences.columns])
  }

  /// `{"boundaries":{"f1":…,"precision":…,"recall":…},"sentences":{…}}` on one line.
  public var json: String { "{\"boundaries\":\(boundaries.json),\"sentences\":\(sentences.json)}" }
}

extension Agreement {
  fileprivate mutating func count<Answer: Hashable>(gold: Set<Answer>, test: Set<Answer>) {
    let right = gold.intersection(test).count
    tested += test.count
    rightOfTested += right
    expected += gold.count
    rightOfExpected += right
  }
}

extension Unicode.Scalar {
  fileprivate var counts: Bool { !properties.isWhitespace && self != "\u{200B}" && self != "\u{FEFF}" }
}
