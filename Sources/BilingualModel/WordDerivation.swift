/// Traces words that a model does not have as they stand back to words that it has.
struct WordDerivation: Sendable {
  private let side: WordVectorModel.Side
  private let links: [[UInt16]]

  private static let shortestPart = 4
  private static let shortestStem = 4
  private static let shortestBeginning = 3
  private static let endings = ["", "e", "en", "er", "s", "n", "es"].map { Array($0.utf16) }
  private static let apostrophe: UInt16 = 0x27
  /// No folded word has more letters: ß may make two of one.
  static let longestWord = 2 * WordFinder.longestWord

  init(_ side: WordVectorModel.Side, language: String) {
    self.side = side
    links = ["de": ["", "s", "n", "en", "es", "er", "e"]][language]?.map { Array($0.utf16) } ?? []
  }

  /// Gives the index of each known part of a word, in order; one of at most `longestWord` letters.
  func forEachPart(of word: Span<UInt16>, _ body: (Int) -> Void) {
    guard word.count <= Self.longestWord else { return }
    var pieces = 0
    forEachPiece(of: word) { _ in pieces += 1 }
    guard pieces > 1 else { return derive(word).forEach(body) }
    forEachPiece(of: word) { range in
      let piece = word.extracting(range)
      if let index = whole(piece) { body(index) } else { derive(piece).forEach(body) }
    }
  }

  private func forEachPiece(of word: Span<UInt16>, _ body: (Range<Int>) -> Void) {
    var start = 0
    for end in 0...word.count where end == word.count || word[end] == Self.apostrophe {
      if end > start { body(start..<end) }
      start = end + 1
    }
  }

  /// One to three known words.
  private struct Parts {
    var indices = InlineArray<3, Int32>(repeating: -1)

    init(_ first: Int? = nil) { if let first { indices[0] = Int32(first) } }

    /// A first part and what follows it, at most two.
    init(_ first: Int32, _ rest: Parts) { (indices[0], indices[1], indices[2]) = (first, rest.indices[0], rest.indices[1]) }

    func forEach(_ body: (Int) -> Void) { for place in indices.indices where indices[place] >= 0 { body(Int(indices[place])) } }
  }

  private func whole(_ word: Span<UInt16>) -> Int? {
    var key = WordKey()
    for place in word.indices { key.add(word[place]) }
    return side.index(of: key.value)
  }

  private func derive(_ word: Span<UInt16>) -> Parts {
    let beginnings = Beginnings(word, side)
    if let found = inflected(beginnings, cuts: 1...2) { return Parts(found) }
    if let found = compound(word, beginnings, tail: { whole($0).map { Parts($0) } }) { return found }
    // A part of a compound may be inflected or a compound itself; no deeper, so that time is bounded.
    let deep = compound(word, beginnings) { tail in
      let beginnings = Beginnings(tail, side)
      if let found = inflected(beginnings, cuts: 1...3) { return Parts(found) }
      return compound(tail, beginnings) { whole($0).map { Parts($0) } }
    }
    return deep ?? Parts(inflected(beginnings, cuts: 3...3) ?? beginnings.longest(from: Self.shortestBeginning))
  }

  /// The known word that is this one less a few letters, or with another ending.
  private func inflected(_ word: borrowing Beginnings, cuts: ClosedRange<Int>) -> Int? {
    for cut in cuts where word.count - cut >= Self.shortestStem {
      for ending in Self.endings {
        var key = word.keys[word.count - cut]
        for unit in ending { key.add(unit) }
        if let found = side.index(of: key.value) { return found }
      }
    }
    return nil
  }

  /// The two parts of a compound whose shorter one is longest; the first is known and may end in a linking element.
  private func compound(_ word: Span<UInt16>, _ beginnings: borrowing Beginnings, tail: (Span<UInt16>) -> Parts?) -> Parts? {
    let count = word.count
    guard !links.isEmpty, count >= 2 * Self.shortestPart else { return nil }
    var (best, found): (Int, Parts?) = (0, nil)
    for at in Self.shortestPart...count - Self.shortestPart {
      guard 2 * min(at, count - at) > best else { continue }
      var (score, first): (Int, Int32) = (best, -1)
      for link in links where at - link.count >= Self.shortestPart && ends(word, at, link) {
        let length = at - link.count
        let linked = 2 * min(length, count - at) - link.count
        if linked > score, beginnings.indices[length] >= 0 { (score, first) = (linked, beginnings.indices[length]) }
      }
      // The tail is looked at only behind a first part that would make this split the best one.
      if first >= 0, let rest = tail(word.extracting(droppingFirst: at)) { (best, found) = (score, Parts(first, rest)) }
    }
    return found
  }

  /// Whether the first letters of a word end in a link.
  private func ends(_ word: Span<UInt16>, _ at: Int, _ link: [UInt16]) -> Bool {
    for place in link.indices where word[at - link.count + place] != link[place] { return false }
    return true
  }
}

/// The beginnings of a word: the key of each, and its index in the model or −1.
private struct Beginnings: ~Copyable {
  let count: Int
  var keys = InlineArray<121, WordKey>(repeating: WordKey())
  var indices = InlineArray<121, Int32>(repeating: -1)

  init(_ word: Span<UInt16>, _ side: WordVectorModel.Side) {
    count = word.count
    for length in 1..<word.count + 1 {
      keys[length] = keys[length - 1]
      keys[length].add(word[length - 1])
    }
    for length in stride(from: 3, to: word.count, by: 1) { indices[length] = side.index(of: keys[length].value).map { Int32($0) } ?? -1 }
  }

  /// The longest known beginning that is not the word itself.
  func longest(from shortest: Int) -> Int? {
    for length in stride(from: count - 1, through: shortest, by: -1) where indices[length] >= 0 { return Int(indices[length]) }
    return nil
  }
}
