/// Levenshtein distance and the percentage that follows from it.
enum EditDistance {
  /// The fewest insertions, deletions and replacements that turn one sequence into the other (Wagner and Fischer 1974): time is the product of
  /// the lengths.
  static func between<Element: Equatable>(_ a: [Element], _ b: [Element]) -> Int {
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in b.enumerated() {
        let best = min(diagonal + (left == right ? 0 : 1), row[j] + 1, row[j + 1] + 1)
        diagonal = row[j + 1]
        row[j + 1] = best
      }
    }
    return row[b.count]
  }

  /// 100 · (1 − distance / length), rounded down, so that it is 100 only for a distance of 0; 100 if both are 0.
  /// - Parameter length: that of the longer sequence.
  static func percent(_ distance: Int, of length: Int) -> Int { length == 0 ? 100 : 100 * (length - distance) / length }

  /// The highest distance with at least this percentage.
  static func limit(percent: Int, of length: Int) -> Int { length * (100 - percent) / 100 }
}
