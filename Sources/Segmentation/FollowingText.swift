/// What stands behind a mark and its closing quotation marks and brackets.
struct FollowingText {
  enum Start {
    case nothing, lower, capital, digit, symbol
  }

  /// Offset of the first character that is not white space.
  let offset: Int
  /// How the first word starts; a word such as »iPhone« counts as a capital.
  let start: Start
  /// The first word, behind opening marks and dashes.
  let word: Range<Int>
  /// Whether an opening quotation mark or bracket, or a dash, comes first.
  let isOpened: Bool
  /// Whether it starts with a list item's letter or number: »b) …«
  let isListItem: Bool

  init(_ text: BlockText, at offset: Int) {
    self.offset = offset
    var first = offset
    while first < offset + 8 {
      let kind = text.kind(first)
      let isTwoCommas = text.has(",", at: first) && (text.has(",", at: first + 1) || text.has(",", at: first - 1))
      let isDotName = kind == .period && text.kind(first + 1) == .upper
      let isLead = isTwoCommas || isDotName || kind.isOpening || kind == .quote || kind == .dash || kind == .ellipsis || kind == .ignorable
      guard isLead || (first > offset && kind == .space && first < text.count) else { break }
      first += 1
    }
    isOpened = first > offset
    let marker = ListMarker(text, at: offset)
    let bracket = text.word(from: text.has("(", at: offset) ? offset + 1 : offset).upperBound
    isListItem = text.has(")", at: bracket) && marker != nil && (text.kind(offset).isWordPart || marker == .letter)
    word = text.word(from: first)
    start =
      switch text.kind(first) {
      case _ where first >= text.count: .nothing
      case .lower: text.shape(word) == .mixed ? .capital : .lower
      case .upper, .letter: .capital
      case .digit: .digit
      default: .symbol
      }
  }
}
