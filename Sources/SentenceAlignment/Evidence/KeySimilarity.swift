#if canImport(Glibc)
  import Glibc
#endif

/// How much passages share in keys: weighted overlaps and their cosine.
struct KeySimilarity: Sendable {
  private let overlaps: PairGrid
  /// The weights of each side's keys, as prefix sums: entry k is the sum of the first k sentences.
  private let germanMass: [Float]
  private let englishMass: [Float]
  /// Each sentence's best counterparts on the other side.
  let germanRivals: [Rivals]
  let englishRivals: [Rivals]

  /// Compares all pairs of sentences that a bead inside the band can hold. Time is linear in their number and in the keys they share.
  init(_ vectors: SparseVectors, band: Band, longestBead: Int) {
    overlaps = PairGrid(band, longestBead: longestBead) { sentence, row, values in
      var values = values.mutableSpan
      for entry in vectors.entries[vectors.entryStarts[sentence]..<vectors.entryStarts[sentence + 1]] {
        let key = Int(entry.key)
        let (weight, end) = (vectors.weights[key], vectors.postingStarts[key + 1])
        var index = vectors.postings.partitioningIndex(in: vectors.postingStarts[key]..<end) { Int($0.sentence) >= row.lowerBound }
        while index < end, Int(vectors.postings[index].sentence) < row.upperBound {
          values[Int(vectors.postings[index].sentence) - row.lowerBound] += weight * min(entry.count, vectors.postings[index].count)
          index += 1
        }
      }
    }
    (germanRivals, englishRivals) = Rivals.find(in: overlaps, english: band.english) { german, english, overlap in
      overlap / sqrtf(vectors.germanMass[german] * vectors.englishMass[english])
    }
    germanMass = vectors.germanMass.prefixSums
    englishMass = vectors.englishMass.prefixSums
  }

  /// Adds the weighted cosines of a German sentence and some English ones to scores.
  func addCosines(_ german: Int, _ english: Range<Int>, weight: Float, to scores: inout [Float]) {
    let base = overlaps.offsets[german] - overlaps.rows[german].lowerBound
    let ours = germanMass[german + 1] - germanMass[german]
    for column in english.clamped(to: overlaps.rows[german]) {
      let overlap = overlaps.values[base + column]
      guard overlap > 0 else { continue }
      scores[column - english.lowerBound] += weight * overlap / sqrtf(ours * (englishMass[column + 1] - englishMass[column]))
    }
  }

  /// The overlap of two passages, never more than the lighter one's mass, and their masses.
  func compare(_ german: Range<Int>, _ english: Range<Int>) -> (overlap: Float, germanMass: Float, englishMass: Float) {
    let ours = germanMass[german.upperBound] - germanMass[german.lowerBound]
    let theirs = englishMass[english.upperBound] - englishMass[english.lowerBound]
    return (min(overlaps.sum(german, english), ours, theirs), ours, theirs)
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
  func partitioningIndex(where isInSecondPart: (Element) -> Bool) -> Int { partitioningIndex(in: indices, where: isInSecondPart) }

  /// The same within a range of indices.
  func partitioningIndex(in range: Range<Int>, where isInSecondPart: (Element) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isInSecondPart(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
