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
    var start = 0
    var i = 0
    while i < bytes.count {
      let width = separatorWidth(bytes, at: i, separators)
      if width > 0 {
        lines.append(TextLine(bytes, start..<i, number: lines.count + 1))
        start = i + width
      }
      i += max(width, 1)
    }
    if start < bytes.count { lines.append(TextLine(bytes, start..<bytes.count, number: lines.count + 1)) }
    return lines
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

  private init(_ bytes: Span<UInt8>, _ line: Range<Int>, number: Int) {
    var (start, end) = (line.lowerBound, line.upperBound)
    while start < end, case let scalar = bytes.scalar(at: start), Self.isTrimmed(scalar) { start += UTF8.width(scalar) }
    while start < end, case let scalar = bytes.scalar(before: end), Self.isTrimmed(scalar) { end -= UTF8.width(scalar) }
    range = start..<end
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
