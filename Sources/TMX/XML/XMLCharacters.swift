/// Which characters a text may hold in XML 1.0 (fifth edition, production 2, `Char`).
///
/// U+0000–U+001F but for tab, LF and CR, and U+FFFE and U+FFFF, may not stand in XML, not even as `&#1;`: every reader refuses the whole file.
package enum XMLCharacters {
  /// The text with U+FFFD in the place of each character that XML forbids, and how many there were.
  package static func legal(_ text: String) -> (text: String, replaced: Int) {
    guard text.unicodeScalars.contains(where: isForbidden) else { return (text, 0) }
    var replaced = 0
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isForbidden(scalar) { replaced += 1 }
      scalars.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
    }
    return (String(scalars), replaced)
  }

  /// Whether XML forbids a character.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case ..<0x20, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
