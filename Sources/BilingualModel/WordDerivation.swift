/// Traces words that a model does not have as they stand back to words that it has.
struct WordDerivation: Sendable {
  private let side: WordVectorModel.Side
  private let links: [Ending]
  /// Whether plurals may have an umlaut that the singular lacks.
  private let hasUmlauts: Bool

  private static let shortestPart = 4
  private static let apostrophe: UInt16 = 0x27

  /// Only languages that write compounds as one word have their words split.
  init(_ side: WordVectorModel.Side, language: String) {
    self.side = side
    links = ["de": ["", "s", "n", "en", "es", "er", "e"]][language]?.map { Ending($0) } ?? []
    hasUmlauts = language == "de"
  }

  /// Gives the index of each known part of a word, in order. Time grows with the square of the word's length.
  func forEachPart(of word: Span<UInt16>, _ body: (Int) -> Void) {
    var pieces = 0
    Self.forEachPiece(of: word) { _ in pieces += 1 }
    guard pieces > 1 else { return derive(word).forEach(body) }
    Self.forEachPiece(of: word) { range in
      let piece = word.extracting(range)
      if let index = side.index(of: WordKey.of(piece)) { body(index) } else { derive(piece).forEach(body) }
    }
  }

  private static func forEachPiece(of word: Span<UInt16>, _ body: (Range<Int>) -> Void) {
    var start = 0
    for end in 0...word.count where end == word.count || word[end] == apostrophe {
      if end > start { body(start..<end) }
      start = end + 1
    }
  }

  /// Up to three known words.
  private struct Parts {
    private var indices = SIMD4<Int32>(repeating: -1)

    init(_ only: Int?) { if let only { indices[0] = Int32(only) } }

    /// A first part and what follows it, at most two.
    init(_ first: Int, _ rest: Parts) { indices = SIMD4(Int32(first), rest.indices[0], rest.indices[1], -1) }

    func forEach(_ body: (Int) -> Void) { for place in 0..<4 where indices[place] >= 0 { body(Int(indices[place])) } }
  }

  private func derive(_ word: Span<UInt16>) -> Parts {
    let beginnings = WordBeginnings(word, side, hasUmlauts)
    if let found = beginnings.inflected(cuts: 1...2) { return Parts(found) }
    if let found = compound(word, beginnings, tail: whole) { return found }
    // A part of a compound may be inflected or a compound itself; no deeper, so that time is bounded.
    let deep = compound(word, beginnings) { tail in
      let beginnings = WordBeginnings(tail, side, hasUmlauts)
      return beginnings.inflected(cuts: 1...3).map { Parts($0) } ?? compound(tail, beginnings, tail: whole)
    }
    return deep ?? Parts(beginnings.inflected(cuts: 3...3) ?? beginnings.longest)
  }

  private func whole(_ word: Span<UInt16>) -> Parts? { side.index(of: WordKey.of(word)).map { Parts($0) } }

  /// The two parts of a compound whose shorter one is longest; the first is known and may end in a linking element.
  private func compound(_ word: Span<UInt16>, _ beginnings: WordBeginnings, tail: (Span<UInt16>) -> Parts?) -> Parts? {
    let count = word.count
    guard !links.isEmpty, count >= 2 * Self.shortestPart else { return nil }
    var (best, found): (Int, Parts?) = (0, nil)
    for at in Self.shortestPart...count - Self.shortestPart where 2 * min(at, count - at) > best {
      var (score, first): (Int, Int?) = (best, nil)
      for link in links where at - link.count >= Self.shortestPart && link.ends(word, at) {
        let linked = 2 * min(at - link.count, count - at) - link.count
        guard linked > score else { continue }
        // »Gräserpollen«: before the ending of a plural the umlaut may be the plural's too.
        if let known = beginnings.known(at - link.count) ?? (link.isOfPlural ? beginnings.knownWithoutUmlauts(at - link.count) : nil) {
          (score, first) = (linked, known)
        }
      }
      // The tail is looked at only behind a first part that would make this split the best one.
      if let first, let rest = tail(word.extracting(droppingFirst: at)) { (best, found) = (score, Parts(first, rest)) }
    }
    return found
  }
}

/// Up to two letters at the end of a word or between the parts of a compound.
private struct Ending {
  let count: Int
  /// The last letter and the one before it; 0 where there is none.
  private let first: UInt16
  private let last: UInt16

  init(_ text: String) {
    let units = Array(text.utf16)
    count = units.count
    (first, last) = (count > 1 ? units[0] : 0, units.last ?? 0)
  }

  /// Whether a plural may end so.
  var isOfPlural: Bool { first == 0x65 && last == 0x72 || first == 0 && last == 0x65 }

  /// Whether the first letters of a word end so.
  func ends(_ word: Span<UInt16>, _ at: Int) -> Bool {
    (last == 0 || at > 0 && word[at - 1] == last) && (first == 0 || at > 1 && word[at - 2] == first)
  }

  /// The key of a word with this ending.
  func added(to key: WordKey) -> WordKey {
    var key = key
    if first != 0 { key.add(first) }
    if last != 0 { key.add(last) }
    return key
  }
}

/// The beginnings of a word.
private struct WordBeginnings {
  private let side: WordVectorModel.Side
  /// By length.
  private var keys = [WordKey()]
  /// The same with a, o, u for ä, ö, ü; empty in words without these.
  private var plainKeys: [WordKey] = []

  private static let shortestStem = 4
  private static let shortest = 3
  private static let endings = ["", "e", "en", "er", "s", "n", "es"].map { Ending($0) }

  init(_ word: Span<UInt16>, _ side: WordVectorModel.Side, _ hasUmlauts: Bool) {
    self.side = side
    keys.reserveCapacity(word.count + 1)
    var (key, plainKey) = (WordKey(), WordKey())
    for place in word.indices {
      let plain: UInt16? = hasUmlauts ? Self.plain(word[place]) : nil
      if plain != nil, plainKeys.isEmpty { plainKeys = keys }
      key.add(word[place])
      keys.append(key)
      plainKey.add(plain ?? word[place])
      if !plainKeys.isEmpty { plainKeys.append(plainKey) }
    }
  }

  private static func plain(_ letter: UInt16) -> UInt16? {
    switch letter {
    case 0xE4: 0x61
    case 0xF6: 0x6F
    case 0xFC: 0x75
    default: nil
    }
  }

  /// The index of the first letters in the model, if they are a word.
  func known(_ length: Int) -> Int? { side.index(of: keys[length].value) }

  /// The index of the first letters in the model, if they are a word once their umlauts, of which there are some, are plain letters.
  func knownWithoutUmlauts(_ length: Int) -> Int? {
    plainKeys.isEmpty || plainKeys[length].value == keys[length].value ? nil : side.index(of: plainKeys[length].value)
  }

  /// The known word that is this one less a few letters, or with another ending; failing that, the same without umlauts.
  func inflected(cuts: ClosedRange<Int>) -> Int? {
    inflected(keys, cuts: cuts) ?? (plainKeys.isEmpty ? nil : inflected(plainKeys, cuts: 0...cuts.upperBound))
  }

  private func inflected(_ keys: [WordKey], cuts: ClosedRange<Int>) -> Int? {
    for cut in cuts where keys.count - 1 - cut >= Self.shortestStem {
      for ending in Self.endings {
        if let found = side.index(of: ending.added(to: keys[keys.count - 1 - cut]).value) { return found }
      }
    }
    return nil
  }

  /// The longest known beginning that is not the word itself.
  var longest: Int? {
    for length in stride(from: keys.count - 2, through: Self.shortest, by: -1) {
      if let found = known(length) { return found }
    }
    return nil
  }
}
