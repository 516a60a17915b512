/// Walks once over a block, follows its quotation marks, brackets and lists, and decides at each place where a sentence may end.
struct BlockScanner {
  private(set) var text: BlockText
  let lexicon: Lexicon
  let isGerman: Bool
  /// The decisions in order. The end of the block is not among them.
  private(set) var decisions: [Decision] = []
  /// What the document has shown of its words so far.
  var evidence: DocumentEvidence
  /// Whether the block has symbols outside Latin text, which may be final marks of other scripts.
  private(set) var hasForeignSymbols = false

  /// Where it has come to.
  private(set) var offset = 0
  /// Where the last sentence ended.
  private var start = 0
  private var firstWord: Int?
  private var lastWord: Range<Int>?
  private var brackets: [(opening: Candidate.Opening, isClosed: Bool?)] = []
  private var quote: Candidate.Opening?
  private var lastMarker: ListMarker?
  private let isInformal: Bool

  /// Brackets deeper than this are not followed, nor those that are longer than `bracketReach` units.
  private static let maxDepth = 8
  private static let bracketReach = 400

  init(_ text: BlockText, lexicon: Lexicon, isGerman: Bool, evidence: DocumentEvidence) {
    self.text = text
    self.evidence = evidence
    self.lexicon = lexicon
    self.isGerman = isGerman
    let first = text.skipBlanks(from: 0)
    let word = text.word(from: first)
    isInformal = text.kind(first) == .lower && (text.shape(word) == .lower || text.has(" ", at: word.upperBound))
    lastMarker = ListMarker(text, at: first)
  }

  /// Walks on to an offset, or a little further where something that starts before it ends behind it.
  mutating func run(until limit: Int) {
    var offset = offset
    defer { self.offset = offset }
    while offset < limit {
      let kind = text.kind(offset)
      switch kind {
      case .lower, .upper, .letter, .digit:
        if firstWord == nil { firstWord = offset }
        let start = offset
        repeat {
          repeat { offset += 1 } while offset < text.count && (0x61...0x7A).contains(text.units[offset])
          // Most words end at a space, a comma or a full stop.
        } while offset < text.count && text.units[offset] >= 0x30 && text.kind(offset).isWordPart
        if offset - start > 4 || text.units[start] < 0x61 || text.has(".", at: offset) { noteWord(start..<offset) }
      case .lineBreak: offset = passLineBreak(at: offset)
      case .period, .strong, .ellipsis: offset = passMarks(at: offset)
      case .space:
        offset += 1
        if firstWord != nil, offset < text.count, isEye(text.units[offset]), let end = emoticonEnd(at: offset) {
          offset = passEmoticon(offset..<end)
        }
      case .emoji:
        var end = offset + 1
        while [.emoji, .ignorable].contains(text.kind(end)) { end += 1 }
        offset = passEmoticon(offset..<end)
      case .openBracket, .closeBracket, .openingQuote, .quote:
        passBracketOrQuote(at: offset, kind)
        offset += 1
      case .symbol:
        if text.isForeign(offset) { hasForeignSymbols = true }
        offset += 1
      default: offset += 1
      }
    }
    if offset >= text.count, let lastWord { evidence.note(lastWord, in: text) }
  }

  /// Notes a word only when the next one comes, so that none is evidence for its own full stop. To save time it is not called for short words in lower
  /// case, most of which the data know.
  private mutating func noteWord(_ word: Range<Int>) {
    if let lastWord { evidence.note(lastWord, in: text) }
    lastWord = word
  }

  /// Goes on in another window of the block: the text without its first `dropped` units, and with more at its end. It must still hold
  /// `BlockProgress.lookBack` units before the open sentence; what opened further back counts as that far.
  mutating func goOn(in text: BlockText, dropped: Int) {
    self.text = text
    decisions = []
    offset -= dropped
    start -= dropped
    firstWord = firstWord.map { $0 - dropped }
    lastWord = lastWord.flatMap { $0.lowerBound >= dropped ? $0.lowerBound - dropped..<$0.upperBound - dropped : nil }
    quote = quote?.moved(back: dropped)
    brackets = brackets.map { ($0.opening.moved(back: dropped), $0.isClosed) }
  }

  private mutating func decide(at offset: Int, _ verdict: Verdict) {
    decisions.append(Decision(offset: offset, isEnd: verdict.isEnd, rule: verdict.rule, features: verdict.features))
    guard verdict.isEnd else { return }
    start = offset
    firstWord = nil
  }

  /// A line break is white space like any other, unless the next line is empty or a list item.
  private mutating func passLineBreak(at offset: Int) -> Int {
    let next = text.skipBlanks(from: offset)
    let end = text.skipBlanks(before: offset, downTo: start)
    let isEmptyLine = text.lineBreaks(in: offset..<next) > 1
    let marker = ListMarker(text, at: next)
    let previous = text.kind(end - 1)
    let isListLine = marker.map { $0.isCertain || $0.follows(lastMarker) || previous.isMark || text.has(":", at: end - 1) } ?? false
    if isListLine || isEmptyLine { lastMarker = marker }
    guard next < text.count, isListLine || isEmptyLine else { return next }
    if end > start { decide(at: end, .end(isEmptyLine ? .emptyLine : .listLine)) }
    if isEmptyLine { (brackets, quote) = ([], nil) }
    return next
  }

  private mutating func passMarks(at offset: Int) -> Int {
    let marks = offset..<endOfMarks(from: offset)
    var closedQuote: Candidate.Opening?
    var closedBracket: Candidate.Opening?
    let end = passClosers(from: marks.upperBound, &closedQuote, &closedBracket)
    let next = text.skipBlanks(from: end)
    guard next < text.count, text.lineBreaks(in: end..<next) < 2 else { return next > end ? end : text.count }
    let candidate = Candidate(
      text: text, lexicon: lexicon, isGerman: isGerman, mark: kind(of: marks), marks: marks, end: end,
      following: FollowingText(text, at: next),
      floor: start, firstWord: firstWord, closedQuote: closedQuote, closedBracket: closedBracket, isInsideBracket: isInsideBracket(at: end),
      isInformal: isInformal, evidence: evidence)
    decide(at: end, candidate.decide())
    return end
  }

  private func kind(of marks: Range<Int>) -> Candidate.Mark {
    if marks.contains(where: { text.kind($0) == .strong }) { return .strong }
    let isLone = marks.count { text.kind($0) == .period } == 1 && !marks.contains { text.kind($0) == .ellipsis }
    return isLone ? .period : .ellipsis
  }

  /// The end of a run of marks; full stops with spaces between them (». . .«) are one run.
  private func endOfMarks(from offset: Int) -> Int {
    var end = offset + 1
    while text.kind(end).isMark || text.kind(end) == .ignorable
      || (text.has(".", at: end - 1) && text.kind(end) == .space && isLoneMark(end + 1))
    {
      end += 1
    }
    return end
  }

  private func isLoneMark(_ offset: Int) -> Bool {
    text.has(".", at: offset) && (text.kind(offset + 1).isBlank || text.kind(offset + 1).isMark)
  }

  /// Passes the closing quotation marks, brackets, footnote marks, emoji and emoticons behind a mark.
  private mutating func passClosers(from offset: Int, _ closedQuote: inout Candidate.Opening?, _ closedBracket: inout Candidate.Opening?)
    -> Int
  {
    var end = offset
    while end < text.count {
      let kind = text.kind(end)
      let isSpaced = kind == .space && isSpacedClosing(end + 1)
      if isSpaced || (kind == .quote && isClosing(end)) {
        if isSpaced { end += 1 }
        closedQuote = quote ?? Candidate.Opening(offset: start, startsSentence: true)
        quote = nil
      } else if kind == .closeBracket, let bracket = brackets.popLast() {
        closedBracket = bracket.opening
      } else if let note = footnoteEnd(at: end) {
        end = note
        continue
      } else if kind != .ignorable && kind != .superscript && kind != .emoji {
        break
      }
      end += 1
    }
    var next = end
    while text.kind(next) == .space, next - end < 4, next < text.count { next += 1 }
    guard next > end else { return end }
    if text.kind(next) == .emoji {
      while text.kind(next) == .emoji || text.kind(next) == .ignorable { next += 1 }
      return next
    }
    return emoticonEnd(at: next) ?? end
  }

  /// Whether a quotation mark behind a final mark closes: it does unless a word follows and no quotation is open.
  private func isClosing(_ offset: Int) -> Bool {
    let next = text.kind(offset + 1)
    return quote != nil || !(next.isWordPart || next.isOpening)
  }

  /// Whether a quotation mark between two spaces closes: »… sagte er. “ Dann …«
  private func isSpacedClosing(_ offset: Int) -> Bool {
    guard text.kind(offset) == .quote, text.kind(offset + 1).isBlank || text.kind(offset + 1) == .comma else { return false }
    return quote != nil || [0x201C, 0x201D].contains(text.units[offset])
  }

  /// »[12]«, »[2, 3]«
  private func footnoteEnd(at offset: Int) -> Int? {
    guard text.has("[", at: offset), text.kind(offset + 1) == .digit else { return nil }
    let end = (offset + 1..<min(offset + 24, text.count)).first { ![.digit, .comma, .space, .dash].contains(text.kind($0)) }
    return end.flatMap { text.has("]", at: $0) ? $0 + 1 : nil }
  }

  /// `:`, `;`, `x`, `X` or `<`, with which an emoticon starts.
  private func isEye(_ unit: UInt16) -> Bool { unit == 0x3A || unit == 0x3B || unit == 0x78 || unit == 0x58 || unit == 0x3C }

  /// »:-)«, »;)«, »:D«, »xD« with white space on both sides.
  private func emoticonEnd(at offset: Int) -> Int? {
    if text.has("x", at: offset) || text.has("X", at: offset) {
      return text.has("D", at: offset + 1) && text.kind(offset + 2).isBlank ? offset + 2 : nil
    }
    if text.has("<", at: offset) { return text.has("3", at: offset + 1) && text.kind(offset + 2).isBlank ? offset + 2 : nil }
    guard text.has(":", at: offset) || text.has(";", at: offset) else { return nil }
    var end = text.has("-", at: offset + 1) || text.has("'", at: offset + 1) ? offset + 2 : offset + 1
    let mouth = end
    while end < mouth + 3, [")", "(", "D", "P", "p", "O", "o", "/", "|", "*", "3"].contains(where: { text.has($0, at: end) }) { end += 1 }
    return end > mouth && text.kind(end).isBlank ? end : nil
  }

  /// An emoticon ends a sentence before a capital; an emoji, which may stand for a word, only before a typical start.
  private mutating func passEmoticon(_ emoticon: Range<Int>) -> Int {
    let next = text.skipBlanks(from: emoticon.upperBound)
    guard firstWord != nil, next > emoticon.upperBound, [.upper, .digit].contains(text.kind(next)) else { return emoticon.upperBound }
    let isEmoji = text.kind(emoticon.lowerBound) == .emoji
    if !isEmoji || lexicon[text.hash(text.word(from: next), folded: true)].contains(.starter) {
      decide(at: emoticon.upperBound, .end(.emoticon))
    }
    return emoticon.upperBound
  }

  private mutating func passBracketOrQuote(at offset: Int, _ kind: CharacterKind) {
    let previous = text.kind(offset - 1)
    switch kind {
    case .openBracket:
      if brackets.count < Self.maxDepth, offset == start || ![.dash, .comma].contains(previous) {
        brackets.append((opening(at: offset), nil))
      }
    case .closeBracket: _ = brackets.popLast()
    case .openingQuote: quote = opening(at: offset)
    default:
      let isAfterGap =
        offset == start || previous.isBlank || previous.isOpening || [.dash, .comma].contains(previous)
        || (previous == .quote && quote == nil)
      if isAfterGap && (quote == nil || !text.kind(offset + 1).isBlank) {
        quote = opening(at: offset)
      } else if !(previous.isWordPart && text.kind(offset + 1).isWordPart) {
        quote = nil
      }
    }
  }

  private func opening(at offset: Int) -> Candidate.Opening {
    let before = text.skipBlanks(before: offset, downTo: max(start, offset - 4))
    return Candidate.Opening(offset: offset, startsSentence: firstWord == nil || text.kind(before - 1) == .comma)
  }

  /// Whether the innermost open bracket opened within a sentence and closes further on.
  private mutating func isInsideBracket(at offset: Int) -> Bool {
    guard let last = brackets.indices.last else { return false }
    let bracket = brackets[last]
    guard offset - bracket.opening.offset < Self.bracketReach else {
      brackets = []
      return false
    }
    let isClosed = bracket.isClosed ?? closes(from: offset)
    brackets[last].isClosed = isClosed
    return isClosed && !bracket.opening.startsSentence
  }

  private func closes(from offset: Int) -> Bool {
    var depth = 1
    for offset in offset..<min(offset + Self.bracketReach, text.count) {
      switch text.kind(offset) {
      case .openBracket: depth += 1
      case .closeBracket: depth -= 1
      default: break
      }
      if depth == 0 { return true }
    }
    return false
  }
}
