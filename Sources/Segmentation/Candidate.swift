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
  /// What the document has shown of its words so far.
  let evidence: DocumentEvidence

  /// Where a quotation or a bracket opened.
  struct Opening {
    let offset: Int
    /// Whether it starts its sentence or speech: nothing, a colon or a comma stands before it.
    let startsSentence: Bool

    func moved(back units: Int) -> Opening { Opening(offset: max(0, offset - units), startsSentence: startsSentence) }
  }

  /// The word before the marks.
  var word: Range<Int> { text.word(before: marks.lowerBound, downTo: floor) }
  var hasClosers: Bool { closedQuote != nil || closedBracket != nil }
  var startsCapital: Bool { following.start == .capital }
  /// Whether the next word typically starts a sentence.
  var startsTypically: Bool {
    startsCapital && classes(following.word, folded: true).contains(.starter)
      && (!text.has(".", at: following.word.upperBound) || following.word.count > 3)
  }

  func classes(_ range: Range<Int>, folded: Bool) -> WordClass { lexicon[text.hash(range, folded: folded)] }

  /// The decision, by the first rule that applies.
  func decide() -> Verdict {
    if end == following.offset { return decideWithoutSpace() }
    switch text.kind(following.offset) {
    case .comma where following.isOpened: break  // »,,« for »„«
    case .period where text.kind(following.offset + 1) == .upper: break  // ».NET«
    case .comma, .closeBracket, .period, .strong: return .within(.continues)
    case .symbol where text.has("&", at: following.offset) || text.has("/", at: following.offset): return .within(.continues)
    default: break
    }
    if firstWord == nil && !hasClosers { return .within(.leadingMark) }
    if mark == .period, !hasClosers, isCitation { return .within(.citation) }
    if let bracket = closedBracket {
      if text.word(before: marks.lowerBound, downTo: bracket.offset).isEmpty && marks.lowerBound - bracket.offset < 3 {
        return .within(.omission)
      }
      if !bracket.startsSentence { return .within(.bracketWithin) }
    }
    if isInsideBracket { return .within(.insideBracket) }
    if mark == .strong, !hasClosers, isInsideDashes { return .within(.insideDashes) }
    if following.isListItem, mark != .period || abbreviation(word).isDisjoint(with: [.number, .numberOrWord]) { return .end(.listItem) }
    if following.start == .lower { return decideBeforeLowerCase() }
    if hasClosers { return decideAfterClosers() }
    switch mark {
    case .period: return decidePeriod()
    case .ellipsis: return decideEllipsis()
    case .strong:
      return classes(word, folded: true).contains(.marked) && !startsTypically ? .within(.nameWithMark) : .end(.finalMark)
    }
  }

  /// Whether a dash follows and one is open: »Das ist – mit Verlaub! – Unsinn.«
  private var isInsideDashes: Bool {
    guard isSpacedDash(following.offset), text.kind(following.word.lowerBound) == .upper else { return false }
    let start = max(floor, marks.lowerBound - BlockText.reach)
    return (start..<marks.lowerBound).count { isSpacedDash($0) && $0 > (firstWord ?? floor) } % 2 == 1
  }

  private func isSpacedDash(_ offset: Int) -> Bool {
    text.kind(offset) == .dash && text.kind(offset - 1) == .space && text.kind(offset + 1) == .space
  }

  /// »Grammatik. In: Meier (Hrsg.): Handbuch«
  private var isCitation: Bool {
    following.word.count == 2 && text.has("I", at: following.offset) && text.has("n", at: following.offset + 1)
      && text.has(":", at: following.word.upperBound)
  }

  private func decideBeforeLowerCase() -> Verdict {
    let shape = text.shape(word)
    let isPlain = (shape == .lower || shape == .capital) && !looksAbbreviated(word) && abbreviation(word).isEmpty
    guard isPlain, !hasClosers else { return .within(.lowerCase) }
    if mark == .period, text.kind(following.offset) == .openBracket { return .end(.plainWord) }
    if isInformal && !following.isOpened { return .end(.informal) }
    guard isGerman, mark == .period, !following.isOpened else { return .within(.lowerCase) }
    return word.count > 3 && (startsWithSecondVerb || startsInverted) ? .end(.informal) : judge(.beforeLower)
  }

  private func decideAfterClosers() -> Verdict {
    if mark == .strong, let quote = closedQuote, !quote.startsSentence, end - quote.offset < 60, !startsTypically {
      return .within(.quotedTitle)
    }
    return .end(.finalMark)
  }

  private func decideEllipsis() -> Verdict {
    let end = text.skipGap(before: marks.lowerBound, downTo: max(floor, marks.lowerBound - 4))
    let word = text.word(before: end, downTo: floor)
    // »Ich … ich weiß nicht«
    if !word.isEmpty, text.hash(word, folded: true) == text.hash(following.word, folded: true) { return .within(.ellipsisWithin) }
    let isPronoun = !isGerman && following.word.count == 1 && text.has("I", at: following.word.lowerBound)
    if startsTypically && !isPronoun || !classes(word, folded: true).contains(.determiner) && !isPronoun { return .end(.ellipsis) }
    return judge(.ellipsis)
  }

  /// A mark with a letter right behind it: an address, a version, an abbreviation, or a space that was forgotten.
  private func decideWithoutSpace() -> Verdict {
    guard startsCapital, ![.dash, .period].contains(text.kind(following.offset)), !isInAddress else { return .within(.insideToken) }
    let shape = text.shape(following.word)
    let isCapitals = shape == .allUpper && mark == .strong && text.shape(word) == .lower && word.count > 2
    let isSentence = (shape == .capital || isCapitals) && !isDomain(following.word.upperBound)
    guard isSentence || startsTypically, !isInsideBracket else { return .within(.insideToken) }
    if hasClosers { return .end(.missingSpace) }
    let wordShape = text.shape(word)
    let isTypical = startsTypically
    switch mark {
    case .strong: return word.isEmpty ? .within(.insideToken) : .end(.missingSpace)
    case .ellipsis: return isTypical ? .end(.missingSpace) : .within(.insideToken)
    case .period:
      let classes = abbreviation(word)
      if !classes.isEmpty {
        return isTypical && !classes.isDisjoint(with: [.final, .either]) ? .end(.missingSpace) : .within(.insideToken)
      }
      let isWord = (wordShape == .lower || wordShape == .capital) && word.count > 1 && !looksAbbreviated(word)
      let isEnd =
        isWord || (isTypical && wordShape != .upperLetter && wordShape != .lowerLetter && text.kind(marks.lowerBound - 1) != .quote)
      return isEnd ? .end(.missingSpace) : .within(.insideToken)
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
