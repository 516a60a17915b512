/// A text to be looked up, and what has been found for it so far.
struct FuzzyQuery {
  let text: FoldedText
  let percent: Int
  /// How many hits are wanted, from 1.
  let wanted: Int
  /// Ascending.
  let tokens: [BigramTokens.Token]
  /// Bigrams that are not among the tokens, and may be shared by any text.
  let skipped: Int
  /// The best hits so far, best first.
  private(set) var hits: [FuzzyHit] = []

  private let pattern: DistancePattern
  private var exactPattern: ExactPattern?
  private let longest: Int

  /// - Parameter longest: the most characters that a text of the index has.
  init(_ text: FoldedText, atLeast percent: Int, limit: Int, longest: Int, _ bigrams: inout BigramTokens) {
    self.text = text
    self.percent = min(max(percent, 0), 100)
    wanted = max(1, limit)
    let length = text.codes.count
    self.longest = self.percent == 0 ? longest : min(longest, length * 100 / self.percent)
    var tokens: [BigramTokens.Token] = []
    let skipped = bigrams.forEach(in: text.codes) { tokens.append($0) }
    // Counts of tokens have 16 bits.
    let most = Int(UInt16.max)
    self.skipped = skipped + max(0, tokens.count - most)
    self.tokens = tokens.prefix(most).sorted()
    pattern = DistancePattern(
      text.codes, longest: self.longest, limit: EditDistance.limit(percent: self.percent, of: max(length, self.longest)))
  }

  /// The highest distance with which a text of `length` characters would still be among the hits.
  func limit(_ length: Int) -> Int {
    let longer = max(length, text.codes.count)
    let limit = EditDistance.limit(percent: percent, of: longer)
    guard hits.count == wanted, let worst = hits.last else { return limit }
    return worst.length == 0 ? 0 : min(limit, worst.distance * longer / worst.length)
  }

  /// Whether texts of this length can still be among the hits.
  func admits(_ length: Int) -> Bool { abs(length - text.codes.count) <= limit(length) }

  /// How many tokens a text of this length must share to be among the hits; 0 or less if it may share none.
  func need(_ length: Int) -> Int { max(length, text.codes.count) + 1 - 2 * limit(length) - skipped }

  /// The least distance of a text of this length that shares so many tokens.
  func leastDistance(_ length: Int, shared: Int) -> Int {
    max(abs(length - text.codes.count), (max(length, text.codes.count) + 2 - shared - skipped) / 2)
  }

  /// Measures a text and keeps it if it is among the best.
  /// - Parameters:
  ///   - codes: its folded text, of `length` characters.
  ///   - scalars: gives its scalars if it has shared bytes.
  ///   - id: gives its id, or nil when it has been removed.
  mutating func measure(
    _ codes: UnsafePointer<UInt8>?, _ length: Int, scalars: () -> [UInt32]?, id: () -> Int64?
  ) {
    let limit = limit(length)
    var distance = pattern.distance(to: codes, count: length, limit: limit)
    guard distance <= limit, let id = id() else { return }
    let other = scalars()
    if text.scalars != nil || other != nil {
      distance = exactDistance(to: other ?? FoldedText.scalars(ofExact: UnsafeBufferPointer(start: codes, count: length)), limit)
      guard distance <= limit else { return }
    }
    let hit = FuzzyHit(id: id, distance: distance, length: max(length, text.codes.count))
    let place = hits.firstIndex { hit < $0 } ?? hits.count
    guard place < wanted else { return }
    hits.insert(hit, at: place)
    if hits.count > wanted { hits.removeLast() }
  }

  private mutating func exactDistance(to scalars: [UInt32], _ limit: Int) -> Int {
    let length = text.codes.count
    let pattern =
      exactPattern
      ?? ExactPattern(
        text.scalars ?? FoldedText.scalars(ofExact: text.codes), longest: longest,
        limit: EditDistance.limit(percent: percent, of: max(length, longest)))
    exactPattern = pattern
    return pattern.distance(to: scalars, limit: limit)
  }
}
