/// A run of final marks with what surrounds it: all that the rules look at.
struct Candidate {
  enum Mark {
    case period, strong, ellipsis
  }

  let text: BlockText
  let lexicon: Lexicon
  let isGerman: Bool
  let mark: Mark
  /// The run of marks.
  let marks: Range<Int>
  /// Where the closing quotation marks, brackets and footnote marks end that follow the run.
  let end: Int
  let following: FollowingText
  /// Where the sentence starts at the earliest: no look-up goes further back.
  let floor: Int
  /// Offset of the sentence's first letter or digit.
  let firstWord: Int?
  /// The quotation that ends between the marks and `end`.
  let closedQuote: Opening?
  /// The bracket that ends between the marks and `end`.
  let closedBracket: Opening?
  /// Whether `end` is inside a bracket that opened within a sentence.
  let isInsideBracket: Bool
  /// Whether the block starts in lower case.
  let isInformal: Bool

  /// Where a quotation or a bracket opened.
  struct Opening {
    let offset: Int
    /// Whether it starts its sentence or speech: nothing, a colon or a comma stands before it.
    let startsSentence: Bool

    func moved(back units: Int) -> Opening { Opening(offset: max(0, offset - units), startsSentence: startsSentence) }
  }

  typealias Verdict = (isEnd: Bool, rule: Decision.Rule)

  /// The word before the marks.
  var word: Range<Int> { text.word(before: marks.lowerBound, downTo: floor) }
  var hasClosers: Bool { closedQuote != nil || closedBracket != nil }
  var startsCapital: Bool { following.start == .capital }
  /// Whether the next word typically starts a sentence.
  var startsTypically: Bool {
    startsCapital && classes(following.word, folded: true).contains(.starter) && !text.has(".", at: following.word.upperBound)
  }

  func classes(_ range: Range<Int>, folded: Bool) -> WordClass { lexicon[text.hash(range, folded: folded)] }

  /// The decision, by the first rule that applies.
  func decide() -> Verdict {
    if end == following.offset { return decideWithoutSpace() }
    switch text.kind(following.offset) {
    case .comma where following.isOpened: break  // »,,« for »„«
    case .period where text.kind(following.offset + 1) == .upper: break  // ».NET«
    case .comma, .closeBracket, .period, .strong: return (false, .continues)
    case .symbol where text.has("&", at: following.offset) || text.has("/", at: following.offset): return (false, .continues)
    default: break
    }
    if firstWord == nil && !hasClosers { return (false, .leadingMark) }
    if let bracket = closedBracket {
      if text.word(before: marks.lowerBound, downTo: bracket.offset).isEmpty && marks.lowerBound - bracket.offset < 3 {
        return (false, .omission)
      }
      if !bracket.startsSentence { return (false, .bracketWithin) }
    }
    if isInsideBracket { return (false, .insideBracket) }
    if following.isListItem { return (true, .listItem) }
    if following.start == .lower { return decideBeforeLowerCase() }
    if hasClosers { return decideAfterClosers() }
    switch mark {
    case .period: return decidePeriod()
    case .ellipsis: return decideEllipsis()
    case .strong:
      return classes(word, folded: true).contains(.marked) && !startsTypically ? (false, .nameWithMark) : (true, .finalMark)
    }
  }

  private func decideBeforeLowerCase() -> Verdict {
    let shape = text.shape(word)
    let isPlain = (shape == .lower || shape == .capital) && !looksAbbreviated(word) && abbreviation(word).isEmpty
    guard isPlain, !hasClosers else { return (false, .lowerCase) }
    if mark == .period, text.kind(following.offset) == .openBracket { return (true, .plainWord) }
    return isInformal && !following.isOpened ? (true, .informal) : (false, .lowerCase)
  }

  private func decideAfterClosers() -> Verdict {
    if mark == .strong, let quote = closedQuote, !quote.startsSentence, end - quote.offset < 60, !startsTypically {
      return (false, .quotedTitle)
    }
    return (true, .finalMark)
  }

  private func decideEllipsis() -> Verdict {
    let end = text.skipGap(before: marks.lowerBound, downTo: max(floor, marks.lowerBound - 4))
    let word = text.word(before: end, downTo: floor)
    if startsTypically || !classes(word, folded: true).contains(.determiner) { return (true, .ellipsis) }
    return (false, .ellipsisWithin)
  }

  /// A mark with a letter right behind it: an address, a version, an abbreviation, or a space that was forgotten.
  private func decideWithoutSpace() -> Verdict {
    guard startsCapital, ![.dash, .period].contains(text.kind(following.offset)), !isInAddress else { return (false, .insideToken) }
    let isSentence = text.shape(following.word) == .capital && !isDomain(following.word.upperBound)
    guard isSentence || startsTypically, !isInsideBracket else { return (false, .insideToken) }
    if hasClosers { return (true, .missingSpace) }
    let shape = text.shape(word)
    let isTypical = startsTypically
    switch mark {
    case .strong: return (!word.isEmpty, .missingSpace)
    case .ellipsis: return (isTypical, isTypical ? .missingSpace : .insideToken)
    case .period:
      let classes = abbreviation(word)
      if !classes.isEmpty {
        let isEnd = isTypical && !classes.isDisjoint(with: [.final, .either])
        return (isEnd, isEnd ? .missingSpace : .insideToken)
      }
      let isWord = (shape == .lower || shape == .capital) && word.count > 1 && !looksAbbreviated(word)
      let isEnd = isWord || (isTypical && shape != .upperLetter && shape != .lowerLetter && text.kind(marks.lowerBound - 1) != .quote)
      return (isEnd, isEnd ? .missingSpace : .insideToken)
    }
  }

  /// Whether a full stop or a slash and more follow a word without a space: »Beispiel.de«.
  private func isDomain(_ offset: Int) -> Bool {
    (text.has(".", at: offset) && text.kind(offset + 1) == .lower) || text.has("/", at: offset) || text.has("@", at: offset)
      || text.has("(", at: offset)
  }

  /// Whether the unbroken stretch before the marks looks like a part of an address or of a dotted name.
  private var isInAddress: Bool {
    var offset = marks.lowerBound
    let bound = max(floor, offset - BlockText.reach)
    while offset > bound, !text.kind(offset - 1).isBlank {
      offset -= 1
      switch text.units[offset] {
      case 0x2F, 0x40, 0x5C, 0x3D, 0x5F, 0x23: return true
      case 0x2E: return mark == .period
      default: break
      }
    }
    return false
  }
}
