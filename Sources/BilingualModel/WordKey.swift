/// The key of a word in a model: FNV-1a (64 bits) over the UTF-16 units of the word in lower case, low byte first.
struct WordKey {
  private(set) var value: UInt64 = 14_695_981_039_346_656_037

  private static let prime: UInt64 = 1_099_511_628_211

  /// Takes the next unit.
  @inline(__always)
  mutating func add(_ unit: UInt16) {
    // Where the high byte is 0, both steps are one multiplication.
    if unit < 0x100 {
      value = (value ^ UInt64(unit)) &* (Self.prime &* Self.prime)
    } else {
      value = ((value ^ UInt64(unit & 0xFF)) &* Self.prime ^ UInt64(unit >> 8)) &* Self.prime
    }
  }

  /// The key in 32 bits.
  var folded: UInt32 { UInt32(truncatingIfNeeded: value ^ value >> 32) }

  /// The key of a whole word.
  static func of(_ word: Span<UInt16>) -> UInt64 {
    var key = WordKey()
    for place in word.indices { key.add(word[place]) }
    return key.value
  }
}
