/// Finds the places in a text at which one of the rules that break can match, by the three characters before and the two behind.
struct BreakScan {
  private let before: [[UInt64]]
  private let after: [[UInt64]]

  /// Makes the tables. Rules share 64 bits: where there are more, some share a bit, which lets a few more places through.
  init(preceding: [[SymbolSet]], following: [[SymbolSet]]) {
    func table(_ edges: [[SymbolSet]], _ distance: Int) -> [UInt64] {
      var table = [UInt64](repeating: 0, count: SymbolSet.count)
      for (rule, sets) in edges.enumerated() { sets[distance].forEachSymbol { table[$0] |= 1 << UInt64(rule % 64) } }
      return table
    }
    before = (0..<3).map { table(preceding, $0) }
    after = (0..<2).map { table(following, $0) }
  }

  /// Calls `body` with each such offset between two characters, in order.
  func forEachPlace(in units: [UInt16], _ body: (Int) -> Void) {
    var (first, second, third) = (SymbolSet.nothing, SymbolSet.nothing, SymbolSet.nothing)
    var place = 0
    while place < units.count {
      let next = units.nextPlace(place)
      let symbol = SymbolSet.symbol(units[next - 1])
      let near = before[0][first] & after[0][symbol]
      if near != 0, near & before[1][second] & before[2][third] != 0, place > 0 {
        let following = units.nextPlace(next)
        let behind = following > next ? SymbolSet.symbol(units[following - 1]) : SymbolSet.nothing
        if near & before[1][second] & before[2][third] & after[1][behind] != 0 { body(place) }
      }
      (first, second, third) = (symbol, first, second)
      place = next
    }
  }
}
