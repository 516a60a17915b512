/// Makes a stretch of XML that is not well-formed readable, where that leaves no doubt.
struct XMLRepair {
  /// The stretch, repaired.
  private(set) var bytes: [UInt8] = []
  /// What was changed, with line numbers.
  private(set) var notices: [TMXNotice] = []

  private static let noticeLimit = 100

  private var line: Int
  private let source: [UInt8]
  private let isThorough: Bool
  private var index = 0

  /// Repairs a stretch of UTF-8.
  ///
  /// Characters that XML forbids become U+FFFD, raw or as references; a pair of references to surrogates becomes the character it stands for.
  /// - Parameters:
  ///   - source: The stretch, which starts outside any tag.
  ///   - line: The line of its first byte.
  ///   - isThorough: Whether bytes that are not UTF-8 become U+FFFD too, and `&` and `<` that start no markup become text.
  init(_ source: ArraySlice<UInt8>, line: Int, isThorough: Bool) {
    self.line = line
    self.isThorough = isThorough
    if isThorough, String(validating: source, as: UTF8.self) == nil {
      self.source = Array(String(decoding: source, as: UTF8.self).utf8)
      let blank = source.prefix { $0 <= 0x20 }
      notices.append(TMXNotice(.repaired, line: line + blank.count { $0 == 0x0A }, "bytes that are not UTF-8 became U+FFFD"))
    } else {
      self.source = Array(source)
    }
    bytes.reserveCapacity(self.source.count)
    var isText = true
    while index < self.source.count { step(&isText) }
  }

  private mutating func step(_ isText: inout Bool) {
    let byte = source[index]
    switch byte {
    case 0x0A:
      line += 1
      keep(1)
    case 0x09, 0x0D: keep(1)
    case 0..<0x20: replace(1, "a character that XML forbids (U+00\(byte < 16 ? "0" : "")\(hex(UInt32(byte)))) became U+FFFD")
    case 0xEF where has([0xEF, 0xBF, 0xBE]) || has([0xEF, 0xBF, 0xBF]): replace(3, "a character that XML forbids became U+FFFD")
    case 0x3C where isText && has(Array("<![CDATA[".utf8)):
      isText = false
      keep(9)
    case 0x5D where !isText && has(Array("]]>".utf8)):
      isText = true
      keep(3)
    case 0x3C where isText && isThorough && !startsMarkup: replace(1, "a < that starts no tag was taken for text", by: "&lt;")
    case 0x26 where isText: reference()
    default: keep(1)
    }
  }

  private mutating func reference() {
    if let (value, length) = number(at: index) {
      if let scalar = Unicode.Scalar(value), !XMLCharacters.isForbidden(scalar) { return keep(length) }
      if (0xD800...0xDBFF).contains(value), let (low, lowLength) = number(at: index + length), (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
      {
        return replace(
          length + lowLength, "references to two surrogates became the character that they stand for", by: String(Character(scalar)))
      }
      return replace(length, "a reference to a character that XML forbids (&#x\(hex(value));) became U+FFFD")
    }
    let name = source[(index + 1)...].prefix(8).prefix { $0 != 0x3B }
    let isPredefined = ["lt", "gt", "amp", "apos", "quot"].contains(String(decoding: name, as: UTF8.self))
    if isThorough, !(isPredefined && index + 1 + name.count < source.count && source[index + 1 + name.count] == 0x3B) {
      replace(1, "an & that starts no reference known to XML was taken for text", by: "&amp;")
    } else {
      keep(1)
    }
  }

  /// The number of a character reference and its length in bytes; `nil` when there is none here. Numbers too large count as the largest.
  private func number(at start: Int) -> (value: UInt32, length: Int)? {
    guard start + 2 < source.count, source[start] == 0x26, source[start + 1] == 0x23 else { return nil }
    let isHexadecimal = source[start + 2] == 0x78
    var (end, value) = (start + (isHexadecimal ? 3 : 2), UInt32(0))
    let first = end
    while end < source.count, let digit = Character(Unicode.Scalar(source[end])).hexDigitValue, isHexadecimal || digit < 10 {
      value = min(value * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x11_0000)
      end += 1
    }
    guard end > first, end < source.count, source[end] == 0x3B else { return nil }
    return (value, end + 1 - start)
  }

  /// Whether the `<` here can start a tag, a comment or the like.
  private var startsMarkup: Bool {
    guard index + 1 < source.count else { return false }
    switch source[index + 1] {
    case 0x41...0x5A, 0x61...0x7A, 0x2F, 0x21, 0x3F, 0x5F, 0x3A, 0x80...: return true
    default: return false
    }
  }

  private func has(_ pattern: [UInt8]) -> Bool { source[index...].starts(with: pattern) }

  private func hex(_ value: UInt32) -> String { String(value, radix: 16, uppercase: true) }

  private mutating func keep(_ count: Int) {
    bytes.append(contentsOf: source[index..<min(source.count, index + count)])
    index += count
  }

  private mutating func replace(_ count: Int, _ message: String, by text: String = "\u{FFFD}") {
    bytes.append(contentsOf: text.utf8)
    // Millions of them would fill the memory.
    if notices.count < Self.noticeLimit {
      notices.append(TMXNotice(.repaired, line: line, message))
    } else if notices.count == Self.noticeLimit {
      notices.append(TMXNotice(.repaired, line: line, "further characters of this unit were replaced"))
    }
    index += count
  }
}
