import BilingualModel

#if canImport(Glibc)
  import Glibc
#endif

/// How near passages are in a bilingual model's space.
///
/// A passage's vector is the sum of its sentences', and a dot product of sums is the sum of dot products, so that the cosine of any bead follows from
/// the dot products of its pairs and the norms of its two runs of sentences.
struct VectorSimilarity: Sendable {
  private let dots: PairGrid
  private let germanNorms: RunNorms
  private let englishNorms: RunNorms
  /// The standard deviation of the cosines of all pairs in the grid.
  let deviation: Float
  /// Each sentence's best counterparts on the other side.
  let germanRivals: [Rivals]
  let englishRivals: [Rivals]

  /// Compares all pairs of sentences that a bead inside the band can hold.
  init(german: SentenceVectors, english: SentenceVectors, band: Band, longestBead: Int) {
    let dots = PairGrid(band, longestBead: longestBead) { sentence, row, values in german.dot(sentence, english, row, into: &values) }
    let (ours, theirs) = (RunNorms(german, longest: longestBead), RunNorms(english, longest: longestBead))
    var (sum, squares) = (0.0, 0.0)
    (germanRivals, englishRivals) = Rivals.find(in: dots, english: band.english) { german, english, dot in
      dot / (ours[german..<german + 1] * theirs[english..<english + 1])
    }
    var count = 0.0
    for sentence in dots.rows.indices where ours.isDirected(sentence) {
      for (place, column) in dots.rows[sentence].enumerated() where theirs.isDirected(column) {
        let cosine = Double(dots.values[dots.offsets[sentence] + place] / (ours[sentence..<sentence + 1] * theirs[column..<column + 1]))
        sum += cosine
        squares += cosine * cosine
        count += 1
      }
    }
    count = max(count, 1)
    deviation = Float(max(0.02, (squares / count - sum / count * (sum / count)).squareRoot()))
    self.dots = dots
    germanNorms = ours
    englishNorms = theirs
  }

  /// The cosine of two passages, −1…1; neither may be empty.
  func cosine(_ german: Range<Int>, _ english: Range<Int>) -> Float {
    dots.sum(german, english) / (germanNorms[german] * englishNorms[english])
  }

  /// Adds the weighted cosines of a German sentence and some English ones, in standard deviations, to scores.
  func addCosines(_ german: Int, _ english: Range<Int>, weight: Float, to scores: inout [Float]) {
    let base = dots.offsets[german] - dots.rows[german].lowerBound
    let unit = weight / (deviation * germanNorms[german..<german + 1])
    for column in english.clamped(to: dots.rows[german]) {
      scores[column - english.lowerBound] += dots.values[base + column] * unit / englishNorms[column..<column + 1]
    }
  }

  /// What the cosine of two passages of a mean length, given as its logarithm, says.
  func similarity(_ german: Range<Int>, _ english: Range<Int>, logLength: Float) -> Similarity {
    Similarity(
      cosine: cosine(german, english), unit: deviation, logLength: logLength, germanRivals: germanRivals, englishRivals: englishRivals,
      german: german, english: english)
  }
}

/// The norms of the summed vectors of all short runs of sentences.
private struct RunNorms: Sendable {
  private let longest: Int
  private let norms: [Float]

  init(_ vectors: SentenceVectors, longest: Int) {
    self.longest = longest
    norms = vectors.runNorms(longest: longest)
  }

  /// Whether a sentence has a vector that is not null.
  func isDirected(_ sentence: Int) -> Bool { norms[sentence * longest] > SentenceVectors.leastNorm }

  /// The norm of a run; never 0, so that it can divide.
  subscript(run: Range<Int>) -> Float { norms[run.lowerBound * longest + run.count - 1] }
}
