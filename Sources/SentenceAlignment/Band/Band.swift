/// The part of the alignment lattice that is searched: for each number of German sentences read, a range of numbers of English sentences read.
///
/// A lattice point (g, e), 0…n and 0…m, stands between beads: g German and e English sentences are behind it. Rows are stored one after
/// another, so that memory is the sum of their widths.
package struct Band: Hashable, Sendable {
  /// Columns of each row g in 0…n, half-open; lower and upper bounds never fall from row to row.
  package private(set) var rows: [Range<Int>]
  /// Index of the first point of each row; one more entry than rows, the last being the number of points.
  package private(set) var offsets: [Int]

  /// The number of German sentences.
  package var german: Int { rows.count - 1 }
  /// The number of English sentences.
  package var english: Int { (rows.last?.upperBound ?? 1) - 1 }
  /// The number of points.
  package var count: Int { offsets.last ?? 0 }

  /// The whole lattice of n × m sentences.
  package init(german: Int, english: Int) {
    self.init(rows: Array(repeating: 0..<english + 1, count: german + 1), english: english)
  }

  /// The rows given, mended so that they make a band: clamped to the lattice, never falling, overlapping by at least one column from row to
  /// row, the first starting at 0 and the last ending at m. An empty row is as narrow as its neighbours allow.
  package init(rows given: [Range<Int>], english: Int) {
    var rows = given.map { $0.clamped(to: 0..<english + 1) }
    var low = english
    for row in rows.indices.reversed() {
      let isEmpty = rows[row].isEmpty
      low = row == 0 ? 0 : isEmpty ? low : min(low, rows[row].lowerBound)
      rows[row] = low..<max(low + 1, isEmpty ? 0 : rows[row].upperBound)
    }
    var high = 1
    for row in rows.indices {
      high = max(high, rows[row].upperBound, row + 1 < rows.count ? rows[row + 1].lowerBound + 1 : english + 1)
      rows[row] = rows[row].lowerBound..<high
    }
    self.rows = rows
    offsets = rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  /// The index of a point, `nil` outside the band.
  package func index(_ german: Int, _ english: Int) -> Int? {
    guard rows.indices.contains(german), rows[german].contains(english) else { return nil }
    return offsets[german] + english - rows[german].lowerBound
  }
}
