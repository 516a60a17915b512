/// A value for each pair of sentences that a bead inside a band can bring together.
struct PairGrid: Sendable {
  /// The English sentences of each German one's row.
  let rows: [Range<Int>]
  /// The index of each row's first value; one more entry than rows.
  let offsets: [Int]
  /// The values, row by row.
  let values: [Float]

  /// Computes the rows that a band needs; `row` gives the values of a German sentence and some English ones. Large grids use all cores.
  init(_ band: Band, longestBead: Int, row: @Sendable (_ german: Int, _ english: Range<Int>, _ values: inout ArraySlice<Float>) -> Void) {
    let (german, english) = (band.german, band.english)
    let rows = (0..<german).map { sentence -> Range<Int> in
      let low = band.rows[max(0, sentence - longestBead + 1)].lowerBound
      return low..<max(low, min(english, band.rows[min(german, sentence + longestBead)].upperBound))
    }
    self.rows = rows
    let offsets = rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    self.offsets = offsets
    let grain = 2_000_000 / max(1, (offsets.last ?? 0) / max(1, german)) / 100 + 1
    values = Parallel.concatenate(0..<german, grain: grain) { part in
      var values = [Float](repeating: 0, count: offsets[part.upperBound] - offsets[part.lowerBound])
      for sentence in part {
        let start = offsets[sentence] - offsets[part.lowerBound]
        row(sentence, rows[sentence], &values[start..<start + rows[sentence].count])
      }
      return values
    }
  }

  /// The sum of the values of a bead's pairs.
  func sum(_ german: Range<Int>, _ english: Range<Int>) -> Float {
    var sum: Float = 0
    for sentence in german {
      let base = offsets[sentence] - rows[sentence].lowerBound
      for column in english.clamped(to: rows[sentence]) { sum += values[base + column] }
    }
    return sum
  }
}
