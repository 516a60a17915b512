/// Tells, for a place in a text, which rules of a long list can match there, by the characters next to the place.
///
/// A bit stands for a rule. A table has, for each of a few distances from the place and each symbol, the rules that allow that symbol at that
/// distance; the rules that can match are those that all tables allow. This costs a few loads and ANDs for each 64 rules.
struct RuleFilter {
  private let wordCount: Int
  private let before: [UInt64]
  private let after: [UInt64]

  /// How many characters before a place and behind it are looked at.
  static let reach = (before: 8, after: 4)

  /// Makes the tables for the edges of rules' patterns, see `PatternShape.edge`.
  init(_ edges: [(before: [SymbolSet], after: [SymbolSet])]) {
    wordCount = (edges.count + 63) / 64
    before = Self.table(edges.map(\.before), count: Self.reach.before)
    after = Self.table(edges.map(\.after), count: Self.reach.after)
  }

  private static func table(_ edges: [[SymbolSet]], count: Int) -> [UInt64] {
    let (words, symbols) = ((edges.count + 63) / 64, SymbolSet.count + 1)
    var table = [UInt64](repeating: 0, count: count * symbols * words)
    for (rule, sets) in edges.enumerated() {
      for (distance, set) in sets.enumerated() {
        for symbol in 0..<symbols where set.contains(symbol) {
          table[(distance * symbols + symbol) * words + rule / 64] |= 1 << UInt64(rule % 64)
        }
      }
    }
    return table
  }

  /// Calls `body` with each rule that can match at a place, in order, until it returns `true`.
  func forEachCandidate(before symbolsBefore: [Int], after symbolsAfter: [Int], _ body: (Int) throws -> Bool) rethrows {
    for word in 0..<wordCount {
      var rules = UInt64.max
      for (distance, symbol) in symbolsBefore.enumerated() where rules != 0 {
        rules &= before[(distance * (SymbolSet.count + 1) + symbol) * wordCount + word]
      }
      for (distance, symbol) in symbolsAfter.enumerated() where rules != 0 {
        rules &= after[(distance * (SymbolSet.count + 1) + symbol) * wordCount + word]
      }
      while rules != 0 {
        if try body(word * 64 + rules.trailingZeroBitCount) { return }
        rules &= rules - 1
      }
    }
  }
}
