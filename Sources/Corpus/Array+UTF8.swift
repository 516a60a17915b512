extension [UInt8] {
  /// Appends a text in UTF-8, in one copy; the standard library takes the bytes of a string one by one.
  @inlinable
  public mutating func append(utf8 text: Substring.UTF8View) {
    if text.withContiguousStorageIfAvailable({ append(contentsOf: $0) }) == nil { append(contentsOf: Array(text)) }
  }

  /// Appends a sentence, which has no white space at its ends, on one line, as `Sentence.line` has it.
  public mutating func append(line text: Substring.UTF8View) {
    let bytes = text.span
    guard bytes.indices.contains(where: { bytes.lineBreakWidth(at: $0) > 0 }) else { return append(utf8: text) }
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var i = 0
    while i < bytes.count {
      guard bytes.lineBreakWidth(at: i) > 0 else {
        append(bytes[i])
        i += 1
        continue
      }
      while let last, isBlank(last) { removeLast() }
      while i < bytes.count, case let width = bytes.lineBreakWidth(at: i), width > 0 || isBlank(bytes[i]) { i += Swift.max(width, 1) }
      append(0x20)
    }
  }
}

extension Span<UInt8> {
  /// The bytes of the line break (`Unicode.Scalar.isLineBreak`) at an offset of valid UTF-8, 0 where there is none.
  @inline(__always)
  fileprivate func lineBreakWidth(at i: Int) -> Int {
    let byte = self[i]
    // Nearly all bytes.
    if byte > 0x0D, byte != 0xC2, byte != 0xE2 { return 0 }
    return switch byte {
    case 0x0A...0x0D: 1
    case 0xC2 where self[i + 1] == 0x85: 2
    case 0xE2 where self[i + 1] == 0x80 && (self[i + 2] == 0xA8 || self[i + 2] == 0xA9): 3
    default: 0
    }
  }
}
