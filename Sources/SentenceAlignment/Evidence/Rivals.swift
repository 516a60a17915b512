/// A sentence's best counterparts on the other side.
struct Rivals: Sendable {
  private static let limit = 6
  private var cosines = InlineArray<6, Float>(repeating: 0)
  private var sentences = InlineArray<6, Int32>(repeating: -1)

  /// The best counterpart's cosine; 0 when none is positive.
  var best: Float { cosines[0] }

  mutating func insert(_ cosine: Float, _ sentence: Int) {
    guard cosine > cosines[Self.limit - 1] else { return }
    var place = Self.limit - 1
    while place > 0, cosines[place - 1] < cosine {
      cosines[place] = cosines[place - 1]
      sentences[place] = sentences[place - 1]
      place -= 1
    }
    cosines[place] = cosine
    sentences[place] = Int32(truncatingIfNeeded: sentence)
  }

  /// The mean of the best four cosines of sentences outside a range; fewer than four count as zeros.
  func mean(outside range: Range<Int>) -> Float {
    var (sum, taken) = (Float(0), 0)
    for place in 0..<Self.limit where taken < 4 && !range.contains(Int(sentences[place])) {
      sum += cosines[place]
      taken += 1
    }
    return sum / 4
  }

  /// The best cosine of a sentence inside a range, else 0. (Of a bead's sentences it is among the best or does not matter.)
  func best(inside range: Range<Int>) -> Float {
    for place in 0..<Self.limit where range.contains(Int(sentences[place])) { return cosines[place] }
    return 0
  }

  /// The rivals of both sides in a grid of cosines.
  static func find(in grid: PairGrid, english: Int, cosine: (_ german: Int, _ english: Int, _ value: Float) -> Float) -> (
    german: [Rivals], english: [Rivals]
  ) {
    var ofGerman = [Rivals](repeating: Rivals(), count: grid.rows.count)
    var ofEnglish = [Rivals](repeating: Rivals(), count: english)
    for sentence in grid.rows.indices {
      let row = grid.rows[sentence]
      for column in row {
        let value = grid.values[grid.offsets[sentence] + column - row.lowerBound]
        guard value > 0 else { continue }
        let cosine = cosine(sentence, column, value)
        ofGerman[sentence].insert(cosine, column)
        ofEnglish[column].insert(cosine, sentence)
      }
    }
    return (ofGerman, ofEnglish)
  }
}
