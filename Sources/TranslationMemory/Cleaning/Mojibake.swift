/// Finds UTF-8 that was read as Windows-1252 (or ISO 8859-1): `Ã¤` was `ä`, `â€“` a dash. Letters beyond Latin-1 are not looked for.
enum Mojibake {
  /// The first such sequence of a text; nil when there is none.
  static func first(in text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    for (start, scalar) in scalars.enumerated() {
      let length =
        switch scalar.value {
        // Other first bytes are letters that may stand before a closing quotation mark, as in »Ö«.
        case 0xC2, 0xC3: 2
        case 0xE2: 3
        case 0xF0: 4
        default: 0
        }
      guard length > 0, start + length <= scalars.count else { continue }
      let bytes = [UInt8(scalar.value)] + scalars[start + 1..<start + length].map { byte(of: $0) ?? 0 }
      guard let read = String(validating: bytes, as: UTF8.self), let letter = read.unicodeScalars.first, isLikely(letter) else { continue }
      return String(String.UnicodeScalarView(scalars[start..<start + length]))
    }
    return nil
  }

  /// The byte that Windows-1252, or where it has none ISO 8859-1, reads as this.
  private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    if let place = high.firstIndex(of: scalar) { return UInt8(0x80 + place) }
    return (0x80...0xBF).contains(scalar.value) ? UInt8(scalar.value) : nil
  }

  /// Whether somebody would have written this: a letter, a mark, a space; not the control characters that `Â` before `€` would stand for.
  private static func isLikely(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0xA0 }

  /// 0x80 to 0x9F in Windows-1252; the bytes that it does not use are ISO 8859-1's.
  private static let high: [Unicode.Scalar] = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
}
