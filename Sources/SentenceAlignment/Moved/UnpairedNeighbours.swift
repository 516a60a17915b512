import BilingualModel
import Corpus

#if canImport(Glibc)
  import Glibc
#endif

/// Finds the open sentences of which each is the other's nearest, wherever the two stand, and runs of them.
struct UnpairedNeighbours: Sendable {
  /// Pairs that follow each other on nearly one diagonal; the first one's sentences are the lower bounds, the last one's the end.
  struct Run: Hashable, Sendable {
    var german: Range<Int>
    var english: Range<Int>
    /// The sum over all pairs of the cosines of their vectors, cognates and numbers.
    var similarity: Float
    var pairs = 1

    /// The mean similarity of its pairs.
    var meanSimilarity: Float { similarity / Float(pairs) }
  }

  /// A sentence is compared with at most so many open ones of the other side, so that time stays linear.
  private static let widest = 2000
  /// At most about so many open sentences of a side are looked at together, so that memory is bounded.
  private static let mostAtOnce = 10_000
  /// Beside the open sentences, about so many others of a side lend their statistics.
  private static let sampleSize = 1000
  /// Pairs of a run are at most so many sentences apart …
  private static let reach = 8
  /// … and so far off the diagonal.
  private static let drift = 3
  /// How many runs a pair may continue: chance pairs lie between the true ones.
  private static let mostRuns = 4

  /// The runs by their first German sentence.
  private(set) var runs: [Run] = []

  /// Compares the open sentences of two documents; pairs that cross none of the alignment's beads are left out.
  init(_ documents: ProfiledDocuments, _ beads: [Bead], open: OpenSentences) throws {
    let (german, english) = (Side(open.german), Side(open.english))
    guard !german.open.isEmpty, !english.open.isEmpty else { return }
    let crossing = CrossingTest(beads)
    let parts = max(german.open.count, english.open.count) / Self.mostAtOnce + 1
    let pairs = Parallel.map(Array(0..<parts)) { part in
      let ours = german.part(part, of: parts, reach: 0)
      let theirs = english.part(part, of: parts, reach: Self.widest / 2)
      return Result {
        let found =
          if let whole = documents.whole {
            Self.mutual(whole, ours, theirs)
          } else {
            Self.mutual(
              try documents.pair(ours + german.others, theirs + english.others), Array(ours.indices), Array(theirs.indices))
          }
        return found.map { g, e, similarity in
          Run(german: ours[g]..<ours[g] + 1, english: theirs[e]..<theirs[e] + 1, similarity: similarity)
        }.filter { crossing.isCrossed($0.german, $0.english) }
      }
    }
    for pair in pairs { for run in try pair.get() { add(run) } }
  }

  private mutating func add(_ pair: Run) {
    let continued = runs.indices.suffix(Self.mostRuns).last { index in
      let (down, right) = (pair.german.upperBound - runs[index].german.upperBound, pair.english.upperBound - runs[index].english.upperBound)
      return down <= Self.reach && right > 0 && abs(down - right) <= Self.drift
    }
    guard let continued else { return runs.append(pair) }
    runs[continued].german = runs[continued].german.lowerBound..<pair.german.upperBound
    runs[continued].english = runs[continued].english.lowerBound..<pair.english.upperBound
    runs[continued].similarity += pair.similarity
    runs[continued].pairs += 1
  }

  /// The pairs, among some sentences of each side, of which each is the other's nearest, by their places in the lists.
  private static func mutual(_ pair: ProfiledPair, _ german: [Int], _ english: [Int]) -> [(german: Int, english: Int, similarity: Float)] {
    let norms = (pair.germanVectors?.runNorms(longest: 1) ?? [], pair.englishVectors?.runNorms(longest: 1) ?? [])
    var ofGerman = [(sentence: Int, similarity: Float)](repeating: (-1, 0), count: german.count)
    var ofEnglish = [(sentence: Int, similarity: Float)](repeating: (-1, 0), count: english.count)
    for (sentence, ours) in german.enumerated() {
      let center = sentence * english.count / max(1, german.count)
      let others = english[max(0, center - widest / 2)..<min(english.count, center + widest / 2)]
      guard let first = others.first, let last = others.last else { continue }
      let window = first..<last + 1
      var row = [Float](repeating: 0, count: window.count)
      if let germanVectors = pair.germanVectors, let englishVectors = pair.englishVectors {
        for run in others.runs {
          germanVectors.dot(ours, englishVectors, run, into: &row[run.lowerBound - first..<run.upperBound - first])
        }
        for other in others { row[other - first] /= norms.0[ours] * norms.1[other] }
      }
      pair.cognates.addCosines(ours, window, to: &row)
      pair.numbers.addCosines(ours, window, to: &row)
      for (place, other) in zip(others.indices, others) {
        let similarity = row[other - first]
        if similarity > ofGerman[sentence].similarity { ofGerman[sentence] = (place, similarity) }
        if similarity > ofEnglish[place].similarity { ofEnglish[place] = (sentence, similarity) }
      }
    }
    return ofGerman.enumerated().compactMap { sentence, best in
      best.sentence >= 0 && ofEnglish[best.sentence].sentence == sentence ? (sentence, best.sentence, best.similarity) : nil
    }
  }

  /// The open sentences of a side, and some of the others.
  private struct Side {
    var open: [Int]
    var others: [Int]

    init(_ states: [OpenSentences.State]) {
      open = states.indices.filter { states[$0] != .settled }
      others = stride(from: 0, to: states.count, by: states.count / sampleSize + 1).filter { states[$0] == .settled }
    }

    /// One of some equal parts of the open sentences, and so many more on either side.
    func part(_ index: Int, of count: Int, reach: Int) -> [Int] {
      let (low, high) = (index * open.count / count, (index + 1) * open.count / count)
      return Array(open[max(0, low - reach)..<min(open.count, high + reach)])
    }
  }
}

extension SparseVectors {
  /// Adds the cosines of a German sentence and consecutive English ones.
  fileprivate func addCosines(_ german: Int, _ english: Range<Int>, to row: inout [Float]) {
    for entry in entries[entryStarts[german]..<entryStarts[german + 1]] {
      let key = Int(entry.key)
      let holders = postingStarts[key]..<postingStarts[key + 1]
      for posting in postings[postings.partitioningIndex(in: holders) { Int($0.sentence) >= english.lowerBound }..<holders.upperBound] {
        let sentence = Int(posting.sentence)
        guard sentence < english.upperBound else { break }
        row[sentence - english.lowerBound] +=
          weights[key] * min(entry.count, posting.count) / sqrtf(germanMass[german] * englishMass[sentence])
      }
    }
  }
}

extension ArraySlice<Int> {
  /// Rising numbers as ranges without gaps.
  fileprivate var runs: [Range<Int>] {
    reduce(into: []) { runs, number in
      if let last = runs.last, last.upperBound == number {
        runs[runs.count - 1] = last.lowerBound..<number + 1
      } else {
        runs.append(number..<number + 1)
      }
    }
  }
}
