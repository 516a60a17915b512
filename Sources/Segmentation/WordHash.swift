/// A 64-bit FNV-1a hash of a word's UTF-16 units that looks through soft hyphens, zero-width characters and decomposed umlauts,
/// so that a word is found however it is spelt in Unicode and no string is made for the look-up.
struct WordHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
  private var held: UInt16?

  /// Adds one unit.
  mutating func add(_ unit: UInt16) {
    if unit == 0x308, let base = held, let composed = Self.umlaut(of: base) {
      held = composed
    } else if CharacterKind(unit) != .ignorable {
      flush()
      held = unit
    }
  }

  /// The hash of all units added.
  mutating func finish() -> UInt64 {
    flush()
    return value
  }

  private mutating func flush() {
    if let unit = held { value = (value ^ UInt64(unit)) &* 0x100_0000_01B3 }
    held = nil
  }

  private static func umlaut(of base: UInt16) -> UInt16? {
    switch base {
    case 0x61: 0xE4
    case 0x6F: 0xF6
    case 0x75: 0xFC
    case 0x41: 0xC4
    case 0x4F: 0xD6
    case 0x55: 0xDC
    default: nil
    }
  }
}

extension UInt16 {
  /// The lower-case unit of a Latin letter; other units as they are.
  var lowercasedLatin: UInt16 {
    switch self {
    case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: self + 0x20
    default: self
    }
  }
}
