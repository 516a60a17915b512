import Corpus
import ICUText

/// A text and the charset it was decoded from.
struct DecodedText {
  var text: String
  var charset: String
}

/// Finds out the charset of a plain text file and decodes it.
///
/// In this order: the charset the user names; a byte-order mark; valid UTF-8; the zeros of UTF-16 without a mark; and, when the bytes do not look
/// like UTF-8 that is broken in places, an 8-bit charset (`EightBitCharset`). What is not text is refused, never guessed at.
struct TextDecoder {
  /// The file's name for messages.
  var file: String
  /// The language that the text should be in.
  var language: LanguageTag
  /// The charset the user names.
  var encoding: String?

  /// Decodes a whole file.
  /// - Throws: a `Diagnostic` `.malformedInput` for a binary file or bytes that are not text in the charset, `.usage` for an unknown `encoding`.
  func decode(_ bytes: [UInt8]) throws -> DecodedText {
    let decoding = try TextDecoding(self, head: bytes, isWhole: true)
    return DecodedText(text: try decoding.decode(bytes, isLast: true), charset: decoding.charset)
  }

  /// The charset of a file by its first bytes, and whether that was found out, not told.
  /// - Parameter isWhole: whether these are all bytes; else the last character may be cut.
  /// - Throws: a `Diagnostic` `.malformedInput` for what is not text.
  func charset(of head: [UInt8], isWhole: Bool) throws -> (name: String, isFoundOut: Bool) {
    if let type = FileSignature.type(of: head) { throw binary("this is \(type), not plain text", at: 0) }
    if let told = encoding.map(EightBitCharset.asOnTheWeb) ?? Self.byteOrderMark(of: head) { return (told, false) }
    return (try detect(head, isWhole: isWhole), true)
  }

  private static func byteOrderMark(of bytes: [UInt8]) -> String? {
    // UTF-32 first: its little-endian mark starts with that of UTF-16.
    let marks: [(charset: String, bytes: [UInt8])] = [
      ("UTF-8", [0xEF, 0xBB, 0xBF]), ("UTF-32LE", [0xFF, 0xFE, 0, 0]), ("UTF-32BE", [0, 0, 0xFE, 0xFF]),
      ("UTF-16LE", [0xFF, 0xFE]), ("UTF-16BE", [0xFE, 0xFF]),
    ]
    return marks.first { bytes.starts(with: $0.bytes) }?.charset
  }

  private func detect(_ bytes: [UInt8], isWhole: Bool) throws -> String {
    if let zero = bytes.firstIndex(of: 0) {
      guard let charset = utf16(isWhole ? bytes[...] : bytes.prefix(bytes.count & ~1)) else {
        throw binary("this is a binary file, not plain text", at: zero)
      }
      return charset
    }
    if !UTF8Damage(isWhole ? bytes : Array(bytes.dropLast(UTF8Damage.cutCharacter(of: bytes)))).isProbablyAnotherCharset { return "UTF-8" }
    let charset = try EightBitCharset.detect(bytes, language: language)
    if charset == EightBitCharset.western, let offset = bytes.firstIndex(where: EightBitCharset.isUndefinedInWestern) {
      throw neither(charset, at: offset)
    }
    return charset
  }

  /// UTF-16 without a mark: every other byte of most Latin text is zero, hardly any between them.
  private func utf16(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    var zeros = [0, 0]
    for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    let units = bytes.count / 2
    if zeros[1] * 2 > units, zeros[0] * 100 <= units { return "UTF-16LE" }
    if zeros[0] * 2 > units, zeros[1] * 100 <= units { return "UTF-16BE" }
    return nil
  }

  func malformed(_ charset: String, at offset: Int) -> Diagnostic {
    Diagnostic(
      .malformedInput, file: file, at: .byte(offset), "invalid \(charset)", cure: "repair the file, or name its charset with --encoding")
  }

  /// For a charset that was found out and then does not fit.
  func neither(_ charset: String, at offset: Int) -> Diagnostic {
    Diagnostic(.malformedInput, file: file, at: .byte(offset), "neither UTF-8 nor \(charset)", cure: "name its charset with --encoding")
  }

  func binary(_ message: String, at offset: Int?) -> Diagnostic {
    Diagnostic(.malformedInput, file: file, at: offset.map { .byte($0) }, message, cure: "save it as plain text in UTF-8")
  }

  /// What an error of ICU means for the file.
  func diagnostic(_ error: ICUError, _ charset: String) -> Diagnostic {
    switch error {
    case .malformedBytes(let offset): malformed(charset, at: offset)
    case .unknown(let name):
      Diagnostic(.usage, "unknown encoding '\(name)'", cure: "use a name such as UTF-8, UTF-16, windows-1252 or ISO-8859-15")
    default: Diagnostic(.malformedInput, file: file, "\(error)", cure: "name its charset with --encoding")
    }
  }
}
