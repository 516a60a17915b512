/// Tells binary data from text by its control characters, chunk by chunk.
struct ControlCharacters {
  /// The text's charset, which tells where in the file a character stands.
  let charset: String

  private var count = 0
  private var bytes = 0
  /// Whether there was a NUL.
  private(set) var hasNUL = false
  /// The offset in the file of the first NUL or else of the first control character; `nil` in charsets where it does not follow from the text.
  private(set) var offset: Int?
  /// The bytes of the file that the chunks so far were; `nil` as `offset`.
  private var fileOffset: Int? = 0

  init(charset: String) { self.charset = charset }

  /// Whether there is a NUL, or more than one in a hundred characters is a control character (and at least three).
  ///
  /// Tabs and line breaks are no control characters here. A lone one, such as the end-of-file mark of DOS, does no harm.
  var areBinary: Bool { hasNUL || (count >= 3 && count * 100 > bytes) }

  /// Counts those of the next chunk.
  mutating func add(_ text: String) {
    let utf8 = text.utf8.span
    var i = 0
    while i < utf8.count {
      let byte = utf8[i]
      i += 1
      // Nearly all bytes.
      if byte >= 0x20, byte < 0x7F || byte > 0xC2 { continue }
      // C1 controls are U+0080…U+009F: 0xC2 and one of 0x80…0x9F.
      let isControl = byte < 0x20 ? !(0x09...0x0D).contains(byte) : byte == 0x7F || (byte == 0xC2 && utf8[i] < 0xA0 && utf8[i] != 0x85)
      guard isControl else { continue }
      if count == 0 || (byte == 0 && !hasNUL) {
        offset = fileOffset.flatMap { start in byteOffset(i - 1, in: text).map { start + $0 } }
      }
      hasNUL = hasNUL || byte == 0
      count += 1
    }
    bytes += utf8.count
    fileOffset = fileOffset.flatMap { start in byteOffset(utf8.count, in: text).map { start + $0 } }
  }

  /// The bytes that the first bytes of a text in UTF-8 take in the file.
  private func byteOffset(_ offset: Int, in text: String) -> Int? {
    let index = text.utf8.index(text.startIndex, offsetBy: offset)
    return switch charset.uppercased() {
    case "UTF-8", "UTF8": offset
    case "UTF-16LE", "UTF-16BE": 2 * text.utf16.distance(from: text.startIndex, to: index)
    case "UTF-32LE", "UTF-32BE": 4 * text.unicodeScalars.distance(from: text.startIndex, to: index)
    case let name where name.hasPrefix("WINDOWS-125") || name.hasPrefix("ISO-8859-"):
      text.unicodeScalars.distance(from: text.startIndex, to: index)
    default: nil
    }
  }
}
