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
    if let type = FileSignature.type(of: bytes) { throw binary("this is \(type), not plain text", at: 0) }
    let charset = try encoding.map(EightBitCharset.asOnTheWeb) ?? Self.byteOrderMark(of: bytes) ?? detect(bytes)
    let text = ["UTF-8", "UTF8"].contains(charset.uppercased()) ? try decodeUTF8(bytes) : try decode(bytes, charset)
    if let control = ControlCharacters.firstIfBinary(text) {
      throw binary("control characters as in a binary file", at: ControlCharacters.byteOffset(of: control, in: text, charset: charset))
    }
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    return DecodedText(text: hasMark ? String(text.unicodeScalars.dropFirst()) : text, charset: charset)
  }

  private static func byteOrderMark(of bytes: [UInt8]) -> String? {
    // UTF-32 first: its little-endian mark starts with that of UTF-16.
    let marks: [(charset: String, bytes: [UInt8])] = [
      ("UTF-8", [0xEF, 0xBB, 0xBF]), ("UTF-32LE", [0xFF, 0xFE, 0, 0]), ("UTF-32BE", [0, 0, 0xFE, 0xFF]),
      ("UTF-16LE", [0xFF, 0xFE]), ("UTF-16BE", [0xFE, 0xFF]),
    ]
    return marks.first { bytes.starts(with: $0.bytes) }?.charset
  }

  private func detect(_ bytes: [UInt8]) throws -> String {
    if let zero = bytes.firstIndex(of: 0) {
      guard let charset = utf16(bytes) else { throw binary("this is a binary file, not plain text", at: zero) }
      return charset
    }
    if !UTF8Damage(bytes).isProbablyAnotherCharset { return "UTF-8" }
    let charset = try EightBitCharset.detect(bytes, language: language)
    if charset == EightBitCharset.western, let offset = bytes.firstIndex(where: EightBitCharset.isUndefinedInWestern) {
      throw Diagnostic(
        .malformedInput, file: file, at: .byte(offset), "neither UTF-8 nor \(charset)", cure: "name its charset with --encoding")
    }
    return charset
  }

  /// UTF-16 without a mark: every other byte of most Latin text is zero, hardly any between them.
  private func utf16(_ bytes: [UInt8]) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    var zeros = [0, 0]
    for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    let units = bytes.count / 2
    if zeros[1] * 2 > units, zeros[0] * 100 <= units { return "UTF-16LE" }
    if zeros[0] * 2 > units, zeros[1] * 100 <= units { return "UTF-16BE" }
    return nil
  }

  private func decodeUTF8(_ bytes: [UInt8]) throws -> String {
    if let offset = UTF8Damage(bytes).firstOffset { throw malformed("UTF-8", at: offset) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func decode(_ bytes: [UInt8], _ charset: String) throws -> String {
    do {
      return try Charset(charset).decode(bytes)
    } catch ICUError.malformedBytes(let offset) {
      throw malformed(charset, at: offset)
    } catch ICUError.unknown(let name) {
      throw Diagnostic(.usage, "unknown encoding '\(name)'", cure: "use a name such as UTF-8, UTF-16, windows-1252 or ISO-8859-15")
    } catch let error as ICUError {
      throw Diagnostic(.malformedInput, file: file, "\(error)", cure: "name its charset with --encoding")
    }
  }

  private func malformed(_ charset: String, at offset: Int) -> Diagnostic {
    Diagnostic(
      .malformedInput, file: file, at: .byte(offset), "invalid \(charset)", cure: "repair the file, or name its charset with --encoding")
  }

  private func binary(_ message: String, at offset: Int?) -> Diagnostic {
    Diagnostic(.malformedInput, file: file, at: offset.map { .byte($0) }, message, cure: "save it as plain text in UTF-8")
  }
}
