import ICUText

/// A block's UTF-16 units, with the look-ups that the rules need around a mark. Every look-up is bounded, so that a block takes linear time.
struct BlockText {
  let units: [UInt16]
  /// How far any look-up goes in either direction, in units.
  static let reach = 64

  var count: Int { units.count }

  /// The kind of the character at an offset; beyond either end there is a space.
  @inline(__always)
  func kind(_ offset: Int) -> CharacterKind {
    guard offset >= 0, offset < units.count else { return .space }
    let unit = units[offset]
    return UTF16.isSurrogate(unit) ? kindOfPair(at: offset) : CharacterKind(unit)
  }

  private func kindOfPair(at offset: Int) -> CharacterKind {
    let lead = UTF16.isTrailSurrogate(units[offset]) ? offset - 1 : offset
    guard lead >= 0, lead + 1 < units.count, UTF16.isLeadSurrogate(units[lead]), UTF16.isTrailSurrogate(units[lead + 1]) else {
      return .symbol
    }
    let value = 0x10000 + (UInt32(units[lead] & 0x3FF) << 10 | UInt32(units[lead + 1] & 0x3FF))
    if (0x1F000...0x1FAFF).contains(value) { return .emoji }
    return Unicode.Scalar(value).map(CharacterKind.byProperties) ?? .symbol
  }

  /// Whether the unit at an offset is this ASCII character.
  func has(_ character: Unicode.Scalar, at offset: Int) -> Bool {
    offset >= 0 && offset < units.count && units[offset] == UInt16(character.value)
  }

  /// Whether the unit lies outside Latin text and its punctuation and symbols.
  func isForeign(_ offset: Int) -> Bool { units[offset] > 0x2FF && !(0x2000...0x2BFF).contains(units[offset]) }

  /// The first offset from `offset` on that is not white space.
  func skipBlanks(from offset: Int) -> Int {
    var offset = offset
    while offset < count, kind(offset).isBlank { offset += 1 }
    return offset
  }

  /// The last offset down to `floor` that has no white space before it.
  func skipBlanks(before offset: Int, downTo floor: Int) -> Int {
    var offset = offset
    while offset > floor, kind(offset - 1).isBlank { offset -= 1 }
    return offset
  }

  /// The same for white space and characters that are not seen.
  func skipGap(before offset: Int, downTo floor: Int) -> Int {
    var offset = offset
    while offset > floor, kind(offset - 1).isBlank || kind(offset - 1) == .ignorable { offset -= 1 }
    return offset
  }

  /// The run of letters and digits that ends at `end`.
  func word(before end: Int, downTo floor: Int) -> Range<Int> {
    let floor = max(floor, end - Self.reach)
    var start = end
    while start > floor, kind(start - 1).isWordPart { start -= 1 }
    while start < end, kind(start) == .ignorable { start += 1 }
    return start..<end
  }

  /// The run of letters and digits that starts at `start`.
  func word(from start: Int) -> Range<Int> {
    let ceiling = min(count, start + Self.reach)
    var end = start
    while end < ceiling, kind(end).isWordPart { end += 1 }
    return start..<end
  }

  /// Line breaks in a stretch of white space; CR LF is one.
  func lineBreaks(in range: Range<Int>) -> Int {
    range.count { kind($0) == .lineBreak && !(units[$0] == 0x0A && $0 > 0 && units[$0 - 1] == 0x0D) }
  }

  /// The hash of a stretch without its white space, in lower case when `folded`.
  func hash(_ range: Range<Int>, folded: Bool = false, firstFolded: Bool = false) -> UInt64 {
    var hash = WordHash()
    for offset in range where !kind(offset).isBlank {
      let unit = units[offset]
      hash.add(folded || (firstFolded && offset == range.lowerBound) ? unit.lowercasedLatin : unit)
    }
    return hash.finish()
  }

  /// The shape of a word.
  func shape(_ word: Range<Int>) -> Shape {
    var (letters, digits, upper, upperAfterFirst) = (0, 0, 0, 0)
    for offset in word {
      switch kind(offset) {
      case .upper:
        upper += 1
        if letters > 0 { upperAfterFirst += 1 }
        letters += 1
      case .lower, .letter: letters += 1
      case .digit: digits += 1
      default: break
      }
    }
    if letters == 0 { return digits == 0 ? .none : .number }
    if digits > 0 { return .mixed }
    if letters == 1 { return upper == 1 ? .upperLetter : .lowerLetter }
    if upper == 0 { return .lower }
    if upper == letters { return .allUpper }
    return upper == 1 && upperAfterFirst == 0 ? .capital : .mixed
  }

  enum Shape {
    case none, number, upperLetter, lowerLetter, lower, capital, allUpper, mixed
  }
}
