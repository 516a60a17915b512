/// A set of characters, exact for Latin-1 and coarse beyond: it may hold more than was put in, never less.
///
/// A character is one of 512 symbols: itself up to U+00FF, else one of 256 by the low byte of its last UTF-16 unit. The place beyond either end of a
/// text is the symbol of U+0000.
struct SymbolSet: Hashable, Sendable {
  private(set) var words: SIMD8<UInt64> = .zero

  static let count = 512
  /// What stands beyond the ends of a text.
  static let nothing = 0
  static let any = SymbolSet(words: SIMD8(repeating: .max))
  static let beyondLatin1 = SymbolSet(words: SIMD8(0, 0, 0, 0, .max, .max, .max, .max))

  /// The symbol of a character by its last UTF-16 unit.
  @inline(__always)
  static func symbol(_ unit: UInt16) -> Int { unit < 256 ? Int(unit) : 256 | Int(unit & 0xFF) }

  mutating func insert(_ scalar: Unicode.Scalar) {
    insert(Self.symbol(UTF16.width(scalar) == 1 ? UInt16(scalar.value) : UTF16.trailSurrogate(scalar)))
  }

  mutating func insert(_ symbol: Int) { words[symbol >> 6] |= 1 << UInt64(symbol & 63) }

  @inline(__always)
  func contains(_ symbol: Int) -> Bool { words[symbol >> 6] >> UInt64(symbol & 63) & 1 == 1 }

  mutating func formUnion(_ other: SymbolSet) { words |= other.words }

  /// Calls `body` with each symbol of the set.
  func forEachSymbol(_ body: (Int) -> Void) {
    for index in words.indices {
      var word = words[index]
      while word != 0 {
        body(index * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
