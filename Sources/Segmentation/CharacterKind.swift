/// What a character is to the segmenter.
enum CharacterKind: UInt8 {
  case space, lineBreak
  case lower, upper, letter, digit
  case period, strong, ellipsis
  case openingQuote, quote, openBracket, closeBracket
  case comma, dash, superscript, emoji, ignorable, symbol

  /// Letters and digits, and what stands inside a word without being seen.
  var isWordPart: Bool {
    switch self {
    case .lower, .upper, .letter, .digit, .ignorable: true
    default: false
    }
  }

  var isLetter: Bool { self == .lower || self == .upper || self == .letter }
  var isBlank: Bool { self == .space || self == .lineBreak }
  var isMark: Bool { self == .period || self == .strong || self == .ellipsis }
  var isOpening: Bool { self == .openingQuote || self == .openBracket }

  /// The kind of a UTF-16 unit; half a surrogate pair is a symbol.
  @inline(__always)
  init(_ unit: UInt16) {
    switch unit {
    case 0x61...0x7A: self = .lower
    case 0x41...0x5A: self = .upper
    case 0x30...0x39: self = .digit
    case 0x20, 0x09: self = .space
    case 0x0A...0x0D: self = .lineBreak
    case 0x2E: self = .period
    case 0x21, 0x3F: self = .strong
    case 0x22, 0x27, 0x60: self = .quote
    case 0x28, 0x5B, 0x7B: self = .openBracket
    case 0x29, 0x5D, 0x7D: self = .closeBracket
    case 0x2C, 0x3A, 0x3B: self = .comma
    case 0x2D: self = .dash
    case 0..<0x80: self = .symbol
    default: self = Self.beyondASCII(unit)
    }
  }

  private static func beyondASCII(_ unit: UInt16) -> CharacterKind {
    switch unit {
    case 0x85, 0x2028, 0x2029: .lineBreak
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
    case 0xAD, 0x300...0x36F, 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: .ignorable
    case 0xDF...0xF6, 0xF8...0xFF: .lower
    case 0xC0...0xD6, 0xD8...0xDE: .upper
    case 0xAB, 0xBB, 0xB4, 0x2018, 0x2019, 0x201B, 0x201C, 0x201D, 0x201F, 0x2032, 0x2033, 0x2039, 0x203A, 0x300D, 0x300F: .quote
    case 0x201A, 0x201E, 0x300C, 0x300E: .openingQuote
    case 0x2010...0x2015, 0x2212: .dash
    case 0x2026: .ellipsis
    case 0x203C, 0x203D, 0x2047...0x2049, 0x2E2E: .strong
    case 0xB2, 0xB3, 0xB9, 0x2070...0x2079, 0x2020, 0x2021: .superscript
    case 0x2600...0x27BF, 0x2B50, 0x263A: .emoji
    case 0xA1...0xBF, 0xD7, 0xF7, 0x2000...0x206F, 0x20A0...0x20CF, 0x2100...0x2BFF, 0xD800...0xDFFF: .symbol
    default: Unicode.Scalar(unit).map(byProperties) ?? .symbol
    }
  }

  /// The kind of a scalar outside the ranges above.
  static func byProperties(_ scalar: Unicode.Scalar) -> CharacterKind {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: .upper
    case .lowercaseLetter: .lower
    case .modifierLetter, .otherLetter, .letterNumber: .letter
    case .decimalNumber: .digit
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: .ignorable
    case .openPunctuation: .openBracket
    case .closePunctuation: .closeBracket
    default: scalar.properties.isEmojiPresentation || scalar.properties.isEmojiModifier ? .emoji : .symbol
    }
  }
}
