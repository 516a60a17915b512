/// The mark at the start of a list item's line.
enum ListMarker: Equatable {
  case bullet(UInt16)
  case number(Int)
  case section
  case letter
  case roman

  /// Whether an item with this mark can follow one with `previous`.
  func follows(_ previous: ListMarker?) -> Bool {
    switch (previous, self) {
    case (.number(let a)?, .number(let b)): b == a + 1
    case (.roman?, .letter), (.letter?, .roman), (.section?, .number), (.number?, .section): true
    default: previous == self
    }
  }

  /// Whether no text but a list has such a mark at the start of a line.
  var isCertain: Bool { [0x2022, 0x2023, 0x25AA, 0x25CF, 0x25E6, 0x2219, 0x25A0].map { .bullet($0) }.contains(self) }

  /// Reads the mark at a line's start; `nil` when there is none.
  init?(_ text: BlockText, at offset: Int) {
    guard offset < text.count else { return nil }
    let unit = text.units[offset]
    let isDash = text.kind(offset) == .dash || [0x2A, 0x2B, 0xB7, 0x2022, 0x2023, 0x25AA, 0x25CF, 0x25E6, 0x2219, 0x25A0].contains(unit)
    if isDash {
      guard text.kind(offset + 1).isBlank, offset + 1 < text.count else { return nil }
      self = .bullet(unit)
      return
    }
    let isOpened = text.has("(", at: offset)
    let word = text.word(from: isOpened ? offset + 1 : offset)
    guard (1...4).contains(word.count) else { return nil }
    if word.allSatisfy({ text.kind($0) == .digit }), let end = Self.sectionEnd(text, from: word.upperBound) {
      guard text.kind(end).isBlank else { return nil }
      self = .section
      return
    }
    let hasPeriod = text.has(".", at: word.upperBound)
    var end = hasPeriod ? word.upperBound + 1 : word.upperBound
    let isClosed = text.has(")", at: end)
    if isClosed { end += 1 }
    guard isClosed || (hasPeriod && !isOpened), text.kind(end).isBlank else { return nil }
    if word.allSatisfy({ text.kind($0) == .digit && text.units[$0] < 0x80 }) {
      self = .number(word.reduce(0) { $0 * 10 + Int(text.units[$1]) - 0x30 })
    } else if word.allSatisfy({ [0x49, 0x56, 0x58, 0x69, 0x76, 0x78].contains(text.units[$0]) }) {
      self = .roman
    } else if word.count == 1, text.kind(word.lowerBound).isLetter {
      self = .letter
    } else {
      return nil
    }
  }

  /// The end of »3.2« or »3.2.1« whose first number ends at `offset`; `nil` when no second number follows.
  private static func sectionEnd(_ text: BlockText, from offset: Int) -> Int? {
    var end = offset
    while text.has(".", at: end), text.kind(end + 1) == .digit, end < offset + 12 { end = text.word(from: end + 1).upperBound }
    return end > offset ? end : nil
  }
}
