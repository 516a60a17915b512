/// The key of a word in a model: FNV-1a (64 bits) over the UTF-16 units of the word in lower case, low byte first.
struct WordKey {
  private(set) var value: UInt64 = 14_695_981_039_346_656_037

  /// Takes the next unit.
  mutating func add(_ unit: UInt16) {
    value = (value ^ UInt64(unit & 0xFF)) &* 1_099_511_628_211
    value = (value ^ UInt64(unit >> 8)) &* 1_099_511_628_211
  }

  /// The key of a whole word.
  static func of(_ word: ArraySlice<UInt16>) -> UInt64 {
    var key = WordKey()
    for unit in word { key.add(unit) }
    return key.value
  }
}
