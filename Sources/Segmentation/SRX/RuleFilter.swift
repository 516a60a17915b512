/// Tells, for a place in a text, which forms of a long list can match there, by the characters next to the place.
///
/// A bit stands for a form of a rule. A table has, for each of a few distances from the place and each symbol, the forms that allow that symbol at that
/// distance; the forms that can match are those that all tables allow. This costs a few loads and ANDs for each 64 forms.
struct RuleFilter {
  private let wordCount: Int
  private let before: [UInt64]
  private let after: [UInt64]

  /// How many characters before a place and behind it are looked at.
  static let reach = (before: 8, after: 4)

  /// Makes the tables for the characters that each form allows, see `PatternShape.edge`.
  init(preceding: [[SymbolSet]], following: [[SymbolSet]]) {
    wordCount = (preceding.count + 63) / 64
    before = Self.table(preceding, count: Self.reach.before)
    after = Self.table(following, count: Self.reach.after)
  }

  private static func table(_ edges: [[SymbolSet]], count: Int) -> [UInt64] {
    let words = (edges.count + 63) / 64
    var table: [UInt64] = []
    for distance in 0..<count {
      let start = table.count
      // Most sets far from the place are full: they fill the rows at once.
      var row = [UInt64](repeating: 0, count: words)
      for (form, sets) in edges.enumerated() where sets[distance] == .any { row[form / 64] |= 1 << UInt64(form % 64) }
      for _ in 0..<SymbolSet.count { table += row }
      for (form, sets) in edges.enumerated() where sets[distance] != .any {
        sets[distance].forEachSymbol { table[start + $0 * words + form / 64] |= 1 << UInt64(form % 64) }
      }
    }
    return table
  }

  /// Calls `body` with each form that can match at a place, in order, until it returns `true`.
  func forEachCandidate(before symbolsBefore: [Int], after symbolsAfter: [Int], _ body: (Int) throws -> Bool) rethrows {
    for word in 0..<wordCount {
      var forms = UInt64.max
      for (distance, symbol) in symbolsBefore.enumerated() where forms != 0 {
        forms &= before[(distance * SymbolSet.count + symbol) * wordCount + word]
      }
      for (distance, symbol) in symbolsAfter.enumerated() where forms != 0 {
        forms &= after[(distance * SymbolSet.count + symbol) * wordCount + word]
      }
      while forms != 0 {
        if try body(word * 64 + forms.trailingZeroBitCount) { return }
        forms &= forms - 1
      }
    }
  }
}
