#if canImport(Glibc)
  import Glibc
#endif

/// How much each German sentence shares with each English one near it: weighted key overlaps, kept for the pairs that a band can bring together.
struct SimilarityMatrix: Sendable {
  /// A sentence's best counterparts.
  struct Rivals: Sendable {
    static let limit = 6
    /// Cosines of the best counterparts, best first, at most `limit`.
    var cosines: [Float] = []
    /// Their sentences.
    var sentences: [Int32] = []

    mutating func insert(_ cosine: Float, _ sentence: Int) {
      guard cosines.count < Self.limit || cosine > cosines[cosines.count - 1] else { return }
      let place = cosines.firstIndex { $0 < cosine } ?? cosines.count
      cosines.insert(cosine, at: place)
      sentences.insert(Int32(sentence), at: place)
      if cosines.count > Self.limit {
        cosines.removeLast()
        sentences.removeLast()
      }
    }

    /// The mean of the best four cosines of sentences outside a range; fewer than four count as zeros.
    func mean(outside range: Range<Int>) -> Float {
      var (sum, taken) = (Float(0), 0)
      for (cosine, sentence) in zip(cosines, sentences) where !range.contains(Int(sentence)) {
        sum += cosine
        taken += 1
        if taken == 4 { break }
      }
      return sum / 4
    }

    /// The best cosine of a sentence inside a range, else 0. (Beads are short, so that their sentences are among the best or do not matter.)
    func best(inside range: Range<Int>) -> Float {
      for (cosine, sentence) in zip(cosines, sentences) where range.contains(Int(sentence)) { return cosine }
      return 0
    }
  }

  private let rows: [Range<Int>]
  private let offsets: [Int]
  private let overlaps: [Float]
  /// Weight sums of each side's sentences, as prefix sums: entry k is the sum of the first k sentences.
  let germanMass: [Float]
  let englishMass: [Float]
  /// Each sentence's best counterparts on the other side.
  let germanRivals: [Rivals]
  let englishRivals: [Rivals]

  /// Compares all pairs of sentences that a bead inside the band can hold. Time is linear in their number and in the keys they share.
  init(_ vectors: SparseVectors, band: Band, longestBead: Int) {
    let (german, english) = (band.german, band.english)
    let columns = (0..<german).map { sentence -> Range<Int> in
      let low = band.rows[max(0, sentence - longestBead + 1)].lowerBound
      return low..<max(low, min(english, band.rows[min(german, sentence + longestBead)].upperBound))
    }
    var overlaps: [Float] = []
    var offsets = [0]
    var germanRivals: [Rivals] = []
    var englishRivals = [Rivals](repeating: Rivals(), count: english)
    for sentence in 0..<german {
      let range = columns[sentence]
      let base = overlaps.count
      overlaps.append(contentsOf: repeatElement(0, count: range.count))
      for entry in vectors.german[sentence] {
        let postings = vectors.postings[Int(entry.key)]
        let weight = vectors.weights[Int(entry.key)]
        var index = postings.partitioningIndex { Int($0.sentence) >= range.lowerBound }
        while index < postings.count, Int(postings[index].sentence) < range.upperBound {
          overlaps[base + Int(postings[index].sentence) - range.lowerBound] += weight * min(entry.count, postings[index].count)
          index += 1
        }
      }
      var rivals = Rivals()
      for column in range {
        let overlap = overlaps[base + column - range.lowerBound]
        guard overlap > 0 else { continue }
        let cosine = overlap / sqrtf(vectors.germanMass[sentence] * vectors.englishMass[column])
        rivals.insert(cosine, column)
        englishRivals[column].insert(cosine, sentence)
      }
      germanRivals.append(rivals)
      offsets.append(overlaps.count)
    }
    rows = columns
    self.offsets = offsets
    self.overlaps = overlaps
    self.germanRivals = germanRivals
    self.englishRivals = englishRivals
    germanMass = vectors.germanMass.prefixSums
    englishMass = vectors.englishMass.prefixSums
  }

  /// The overlap of two passages, never more than the lighter one's mass, and their masses.
  func compare(_ german: Range<Int>, _ english: Range<Int>) -> (overlap: Float, germanMass: Float, englishMass: Float) {
    let ours = germanMass[german.upperBound] - germanMass[german.lowerBound]
    let theirs = englishMass[english.upperBound] - englishMass[english.lowerBound]
    var sum: Float = 0
    for sentence in german {
      let row = rows[sentence]
      let base = offsets[sentence] - row.lowerBound
      for column in english where row.contains(column) { sum += overlaps[base + column] }
    }
    return (min(sum, ours, theirs), ours, theirs)
  }
}

extension [Float] {
  /// Entry k is the sum of the first k elements; one entry more than elements.
  var prefixSums: [Float] {
    var (sum, result) = (0.0, [Float(0)])
    for value in self {
      sum += Double(value)
      result.append(Float(sum))
    }
    return result
  }
}

extension Array {
  /// The first index whose element satisfies a predicate that is false up to it and true from it on; `count` when none does.
  func partitioningIndex(where isInSecondPart: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isInSecondPart(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
