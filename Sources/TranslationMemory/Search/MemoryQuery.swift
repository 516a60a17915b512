/// A segment to be looked up.
public struct MemoryQuery: Hashable, Sendable {
  /// Its text and tags.
  public var pieces: [MatchText.Piece]
  /// The segments before and after it.
  public var context: MatchContext

  /// Makes a query of a segment with tags; see also `TMXSegment.matchPieces`.
  public init(_ pieces: [MatchText.Piece], context: MatchContext = MatchContext()) {
    self.pieces = pieces
    self.context = context
  }

  /// Makes a query of a text.
  public init(_ text: String, context: MatchContext = MatchContext()) { self.init([.text(text)], context: context) }

  /// The segments of a document, each in its context.
  /// - Throws: a `Diagnostic` `.malformedInput` for a text of over 2³¹ − 1 UTF-16 units.
  public static func document(_ texts: [String]) throws -> [MemoryQuery] {
    let hashes = try texts.map { try MatchText($0).hash }
    return texts.indices.map { index in
      let context = MatchContext(
        previous: index > 0 ? hashes[index - 1] : nil, next: index + 1 < hashes.count ? hashes[index + 1] : nil)
      return MemoryQuery(texts[index], context: context)
    }
  }
}

/// What is looked up, and how matches are weighed.
public struct SearchOptions: Hashable, Sendable {
  /// The language of the segments; `de` finds variants in `de-AT` too.
  public var source: String
  /// The language of the translations wanted; any but the source's own when nil.
  public var target: String?
  /// The least percentage, 0...101. Below 51 nearly all texts of a memory are measured.
  public var minimum = 70
  /// At most so many matches, from 1; all whose text is equal are found nevertheless.
  public var limit = 5
  /// What is taken off.
  public var rules = PenaltyRules()
  /// The time from which ages are counted, in seconds since 1970.
  public var now: Int64

  /// Makes options with the default percentage, limit and penalties.
  public init(source: String, target: String? = nil, now: Int64) {
    self.source = source
    self.target = target
    self.now = now
  }
}
