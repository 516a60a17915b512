/// A quick look at the whole band that leaves the points which a good alignment may pass.
///
/// Sentences match one to one or are skipped. A point's worth is the score of the best path through it (Weiss and Taskar, "Structured prediction
/// cascades", 2010, prune by such max-marginals); points far below the best path are left out, so that beads are scored at a few points a sentence.
struct CoarseSearch: Sendable {
  /// What a path loses where a sentence is skipped.
  private static let skip: Float = -1
  /// Points whose best path is so much worse than the best of all are left out.
  private static let reach: Float = 6
  /// The most points that are left: so many, or so many a sentence of either side if that is more. Three are usual.
  private static let leastBudget = 25_000
  private static let pointsPerSentence = 6
  /// How many columns are kept on either side.
  private static let margin = 1

  /// The part of a band that is worth a closer look.
  /// - Parameter score: writes the scores of matching a German sentence with each English one of a range.
  static func narrow(_ band: Band, score: (_ german: Int, _ english: Range<Int>, _ scores: inout [Float]) -> Void) -> Band {
    // Scores of matches by the point they start from; the last column and row have none.
    var matches = [Float](repeating: -.infinity, count: band.count)
    var row: [Float] = []
    for german in 0..<band.german {
      let columns = band.rows[german].lowerBound..<min(band.rows[german].upperBound, band.english)
      row = Array(repeating: 0, count: columns.count)
      score(german, columns, &row)
      let start = band.offsets[german]
      for place in row.indices { matches[start + place] = row[place] }
    }
    let forward = passes(band, matches)
    var backward = [Float](repeating: -.infinity, count: band.count)
    backward[band.count - 1] = 0
    for german in band.rows.indices.reversed() {
      let (columns, start) = (band.rows[german], band.offsets[german])
      let below = german < band.german ? band.rows[german + 1] : 0..<0
      let belowStart = german < band.german ? band.offsets[german + 1] - below.lowerBound : 0
      for english in columns.reversed() {
        let point = start + english - columns.lowerBound
        var best = backward[point]
        if english + 1 < columns.upperBound { best = max(best, backward[point + 1] + skip) }
        if below.contains(english) { best = max(best, backward[belowStart + english] + skip) }
        if below.contains(english + 1) { best = max(best, backward[belowStart + english + 1] + matches[point]) }
        backward[point] = best
      }
    }
    let best = backward[0]
    for point in backward.indices { backward[point] += forward[point] - best }
    // Where nothing is certain too much would be left: the reach is shortened, at last to a beam amid what is equally good.
    let budget = max(leastBudget, pointsPerSentence * (band.german + band.english))
    let beam = budget / (2 * band.rows.count)
    var reach = reach
    while true {
      let rows = band.rows.indices.map { german in
        let worth = backward[band.offsets[german]..<band.offsets[german + 1]]
        let (first, last) = (worth.firstIndex { $0 >= -reach }, worth.lastIndex { $0 >= -reach })
        guard let first, let last else { return band.rows[german] }
        let start = band.rows[german].lowerBound - band.offsets[german]
        let columns = start + first - margin..<start + last + margin + 1
        let middle = (columns.lowerBound + columns.upperBound) / 2
        return columns.clamped(to: reach < 0.1 ? middle - beam..<middle + beam : columns).clamped(to: band.rows[german])
      }
      let narrow = Band(rows: rows, english: band.english)
      if reach < 0.1 || narrow.count <= budget { return narrow }
      reach /= 2
    }
  }

  /// For each point the score of the best path from the start.
  private static func passes(_ band: Band, _ matches: [Float]) -> [Float] {
    var best = [Float](repeating: -.infinity, count: band.count)
    best[0] = 0
    for german in band.rows.indices {
      let (columns, start) = (band.rows[german], band.offsets[german])
      let above = german > 0 ? band.rows[german - 1] : 0..<0
      let aboveStart = german > 0 ? band.offsets[german - 1] - above.lowerBound : 0
      for english in columns {
        let point = start + english - columns.lowerBound
        var value = best[point]
        if english > columns.lowerBound { value = max(value, best[point - 1] + skip) }
        if above.contains(english) { value = max(value, best[aboveStart + english] + skip) }
        if above.contains(english - 1) {
          value = max(value, best[aboveStart + english - 1] + matches[aboveStart + english - 1])
        }
        best[point] = value
      }
    }
    return best
  }
}
