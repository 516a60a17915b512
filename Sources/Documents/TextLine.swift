/// A line of a text, with what tells hard-wrapped text from a paragraph a line.
struct TextLine {
  /// What ends a line.
  enum Separators {
    /// LF, CR and CRLF.
    case ascii
    /// Also NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR.
    case unicode
  }

  /// UTF-8 byte offsets, half-open, without white space (and U+FEFF, U+200B) at the ends; empty for an empty line.
  var range: Range<Int>
  /// 1-based.
  var number: Int
  /// Unicode scalars.
  var length: Int
  /// Scalars of the first word.
  var firstWordLength: Int
  var startsInLowerCase: Bool
  /// Whether it ends in a hyphen, soft hyphen or comma.
  var endsUnfinished: Bool

  var isEmpty: Bool { range.isEmpty }

  /// The lines of a text, in order; together with their separators and white space they are the text.
  static func lines(of text: String, separators: Separators) -> [TextLine] {
    let bytes = text.utf8.span
    var lines: [TextLine] = []
    var (start, scanned) = (0, 0)
    forEachEnd(in: bytes, from: &scanned, separators, isWhole: true) { end, next in
      if end < bytes.count || start < end { lines.append(TextLine(bytes, start..<end, number: lines.count + 1)) }
      start = next
    }
    return lines
  }

  /// The lines of a text's beginning, as far as they tell the style of its paragraphs: one empty line stands for any number, and the last line is
  /// left out when it is cut. Line numbers mean nothing.
  static func sample(of text: String, isWhole: Bool) -> [TextLine] {
    let bytes = text.utf8.span
    var lines: [TextLine] = []
    var (start, scanned) = (0, 0)
    forEachEnd(in: bytes, from: &scanned, .unicode, isWhole: isWhole) { end, next in
      let line = TextLine(bytes, start..<end, number: 0)
      if !line.isEmpty || lines.last?.isEmpty == false { lines.append(line) }
      start = next
    }
    return lines
  }

  /// Calls `body` with each place where a line ends and the next one starts, from an offset on; it becomes the offset of what was not looked at.
  /// Bytes are valid UTF-8. When they are `isWhole`, their end ends a line, maybe an empty one; else so does no CR at their end, since a LF may follow.
  @inline(__always)
  static func forEachEnd(
    in bytes: Span<UInt8>, from offset: inout Int, _ separators: Separators, isWhole: Bool, _ body: (_ end: Int, _ next: Int) -> Void
  ) {
    var i = offset
    while i < bytes.count {
      let byte = bytes[i]
      // Nearly all bytes.
      if byte > 0x0D, byte != 0xC2, byte != 0xE2 {
        i += 1
        continue
      }
      if byte == 0x0D, i + 1 == bytes.count, !isWhole { break }
      let width = separatorWidth(bytes, at: i, separators)
      if width > 0 { body(i, i + width) }
      i += max(width, 1)
    }
    if isWhole { body(bytes.count, bytes.count) }
    offset = i
  }

  private static func separatorWidth(_ bytes: Span<UInt8>, at i: Int, _ separators: Separators) -> Int {
    switch bytes[i] {
    case 0x0A: 1
    case 0x0D: i + 1 < bytes.count && bytes[i + 1] == 0x0A ? 2 : 1
    case 0xC2 where separators == .unicode: bytes[i + 1] == 0x85 ? 2 : 0
    case 0xE2 where separators == .unicode: bytes[i + 1] == 0x80 && (bytes[i + 2] == 0xA8 || bytes[i + 2] == 0xA9) ? 3 : 0
    default: 0
    }
  }

  /// A range of offsets without white space (and U+FEFF, U+200B) at its ends.
  static func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, case let scalar = bytes.scalar(at: start), isTrimmed(scalar) { start += UTF8.width(scalar) }
    while start < end, case let scalar = bytes.scalar(before: end), isTrimmed(scalar) { end -= UTF8.width(scalar) }
    return start..<end
  }

  init(_ bytes: Span<UInt8>, _ line: Range<Int>, number: Int) {
    range = Self.trimmed(line, in: bytes)
    let (start, end) = (range.lowerBound, range.upperBound)
    self.number = number
    length = bytes.scalarCount(in: range)
    guard start < end else {
      (firstWordLength, startsInLowerCase, endsUnfinished) = (0, false, false)
      return
    }
    var wordEnd = start
    while wordEnd < end, bytes[wordEnd] != 0x20, bytes[wordEnd] != 0x09 { wordEnd += 1 }
    firstWordLength = bytes.scalarCount(in: start..<wordEnd)
    startsInLowerCase = bytes.scalar(at: start).properties.isLowercase
    endsUnfinished = ["-", "‐", "\u{AD}", ","].contains(bytes.scalar(before: end))
  }

  private static func isTrimmed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 ? scalar == " " || (0x09...0x0D).contains(scalar.value) : isWideSpace(scalar)
  }

  private static func isWideSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{FEFF}" || scalar == "\u{200B}" || scalar.properties.isWhitespace
  }
}
