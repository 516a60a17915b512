/// Tells binary data from text by its control characters.
enum ControlCharacters {
  /// The first control character, when there is a NUL or more than one in a hundred characters is such (and at least three); else `nil`.
  ///
  /// Tabs and line breaks are no control characters here. A lone one, such as the end-of-file mark of DOS, does no harm.
  static func firstIfBinary(_ text: String) -> String.Index? {
    let bytes = text.utf8.span
    var (first, count, hasNUL) = (-1, 0, false)
    for i in bytes.indices {
      let byte = bytes[i]
      // C1 controls are U+0080…U+009F: 0xC2 and one of 0x80…0x9F.
      let isControl =
        byte < 0x20 ? !(0x09...0x0D).contains(byte) : byte == 0x7F || (byte == 0xC2 && bytes[i + 1] < 0xA0 && bytes[i + 1] != 0x85)
      guard isControl else { continue }
      if first < 0 || (byte == 0 && !hasNUL) { first = i }
      hasNUL = hasNUL || byte == 0
      count += 1
    }
    guard hasNUL || (count >= 3 && count * 100 > bytes.count) else { return nil }
    return text.utf8.index(text.startIndex, offsetBy: first)
  }

  /// The offset in the file of a place in its text; `nil` in charsets where it does not follow from the text.
  static func byteOffset(of index: String.Index, in text: String, charset: String) -> Int? {
    switch charset.uppercased() {
    case "UTF-8", "UTF8": text.utf8.distance(from: text.startIndex, to: index)
    case "UTF-16LE", "UTF-16BE": 2 * text.utf16.distance(from: text.startIndex, to: index)
    case "UTF-32LE", "UTF-32BE": 4 * text.unicodeScalars.distance(from: text.startIndex, to: index)
    case let name where name.hasPrefix("WINDOWS-125") || name.hasPrefix("ISO-8859-"):
      text.unicodeScalars.distance(from: text.startIndex, to: index)
    default: nil
    }
  }
}
