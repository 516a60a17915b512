import Corpus
import ICUText

/// Tells 8-bit (and double-byte) charsets apart: ICU's statistics, checked by what they do not know.
enum EightBitCharset {
  /// What Western text is taken for.
  static let western = "windows-1252"
  /// The same with a euro sign and some letters in place of signs.
  static let latin9 = "ISO-8859-15"
  /// Whether a byte means nothing in windows-1252.
  static func isUndefinedInWestern(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x81, 0x8D, 0x8F, 0x90, 0x9D: true
    default: false
    }
  }

  private static let westernLanguages: Set<String> = [
    "af", "ca", "da", "de", "en", "es", "eu", "fi", "fo", "fr", "ga", "gl", "gsw", "is", "it", "lb", "nb", "nl", "nn", "no", "pt", "sq",
    "sv",
  ]

  /// The charset to decode with: text that calls itself ISO-8859-1 is windows-1252, which only adds to it (WHATWG Encoding Standard).
  static func asOnTheWeb(_ name: String) -> String {
    ["iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1"].contains(name.lowercased()) ? western : name
  }

  /// The likeliest charset of text that is not UTF-8 and has no zeros.
  ///
  /// In a Western language, bytes above ASCII are rare among the letters. Then the charset is windows-1252 or ISO-8859-15, whatever ICU makes of the
  /// few it sees; else ICU's best answer counts, except EBCDIC and UTF-16, which it sees in anything.
  static func detect(_ bytes: [UInt8], language: LanguageTag) throws -> String {
    if westernLanguages.contains(language.language), isWesternMix(bytes) { return hasEuroOfLatin9(bytes) ? latin9 : western }
    let answers = (try? Charset.detect(bytes)) ?? []
    let best = answers.map(\.charset.description).first { !$0.hasPrefix("IBM") && !$0.hasPrefix("UTF-") }
    return asOnTheWeb(best ?? western)
  }

  /// Whether the bytes above ASCII are at most a third as many as the ASCII letters, or too few for statistics.
  private static func isWesternMix(_ bytes: [UInt8]) -> Bool {
    var (high, letters) = (0, 0)
    for byte in bytes {
      if byte >= 0x80 { high += 1 }
      if (0x41...0x5A).contains(byte & 0xDF) { letters += 1 }
    }
    return high * 3 <= letters || high < 12
  }

  /// Whether 0xA4 stands beside a number, as the euro sign of ISO-8859-15 does and the currency sign of ISO-8859-1 does not, and no byte is a
  /// letter or mark of windows-1252 only.
  private static func hasEuroOfLatin9(_ bytes: [UInt8]) -> Bool {
    guard !bytes.contains(where: { (0x80...0x9F).contains($0) }) else { return false }
    return bytes.indices.contains { index in
      guard bytes[index] == 0xA4 else { return false }
      let after = bytes[(index + 1)...].prefix(2)
      let before = bytes[..<index].suffix(2)
      return isNumberNext(Array(after)) || isNumberNext(before.reversed())
    }
  }

  /// Whether the nearest byte is a digit, or the second behind a space, a no-break space, or the dash or point of a price.
  private static func isNumberNext(_ near: [UInt8]) -> Bool {
    let digits: ClosedRange<UInt8> = 0x30...0x39
    guard let first = near.first else { return false }
    if digits.contains(first) { return true }
    return [0x20, 0xA0, 0x2D, 0x2E, 0x2C].contains(first) && near.dropFirst().first.map(digits.contains) == true
  }
}
