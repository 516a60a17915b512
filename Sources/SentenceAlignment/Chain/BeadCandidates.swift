import Corpus

/// The beads that a first, cheaper pass leaves in play, and the narrow band that holds them.
///
/// Coarse-to-fine search as in Weiss and Taskar, "Structured prediction cascades" (2010): what is very unlikely by cheap evidence is not looked at again.
package struct BeadCandidates: Sendable {
  /// A bead: its first sentences and its type's index.
  package struct Candidate: Hashable, Sendable {
    package var german: Int
    package var english: Int
    package var type: Int
  }

  /// A bead with a smaller posterior probability in the first pass is not looked at again.
  package static let threshold = 5e-3

  /// The points that the candidates touch, with what lies between them in a row.
  package let band: Band
  /// The bead types.
  package let types: [BeadType]
  /// The candidates, by point and type.
  package let candidates: [Candidate]
  /// Whether each candidate has a rival. All paths hold those that have none, so that their scores say nothing.
  package let isContested: [Bool]
  /// The English sentences that share a contested candidate with each German one, or stand beside those that do.
  package let rows: [Range<Int>]

  /// The most sentences that a bead has on one side.
  var longestBead: Int { types.reduce(1) { max($0, $1.german, $1.english) } }

  /// Keeps the beads with at least a posterior probability, and those of a path.
  init(_ chain: SemiMarkovChain, _ posteriors: Posteriors, atLeast threshold: Double, keeping path: [Bead]) {
    var rest = path[...]
    self.init(chain, posteriors, atLeast: threshold) { bead in
      // Beads come in the order of their starts, as those of the path do.
      while let next = rest.first, (next.german.lowerBound, next.english.lowerBound) < (bead.german.lowerBound, bead.english.lowerBound) {
        rest.removeFirst()
      }
      return rest.first?.german == bead.german && rest.first?.english == bead.english
    }
  }

  /// Keeps the beads with at least a posterior probability, and those that `isKept` names.
  package init(_ chain: SemiMarkovChain, _ posteriors: Posteriors, atLeast threshold: Double, isKept: (Bead) -> Bool) {
    var candidates: [Candidate] = []
    chain.forEachBead { source, destination, type, german, english in
      let shape = chain.types[type]
      if posteriors.probability(source: source, destination: destination, type: type) >= threshold
        || isKept(Bead(german: german..<german + shape.german, english: english..<english + shape.english))
      {
        candidates.append(Candidate(german: german, english: english, type: type))
      }
    }
    self.candidates = candidates
    types = chain.types
    let isContested = Self.contested(candidates, chain)
    self.isContested = isContested
    let (germanCount, englishCount) = (chain.band.german, chain.band.english)
    var points = [Range<Int>?](repeating: nil, count: germanCount + 1)
    var rows = [Range<Int>?](repeating: nil, count: germanCount)
    func extend(_ range: inout Range<Int>?, _ other: Range<Int>) {
      range = range.map { min($0.lowerBound, other.lowerBound)..<max($0.upperBound, other.upperBound) } ?? other
    }
    for (bead, isContested) in zip(candidates, isContested) {
      let shape = chain.types[bead.type]
      extend(&points[bead.german], bead.english..<bead.english + 1)
      extend(&points[bead.german + shape.german], bead.english + shape.english..<bead.english + shape.english + 1)
      guard isContested else { continue }
      let around = max(0, bead.english - 1)..<min(englishCount, bead.english + shape.english + 1)
      for sentence in max(0, bead.german - 1)..<min(germanCount, bead.german + shape.german + 1) { extend(&rows[sentence], around) }
    }
    self.rows = rows.map { $0 ?? 0..<0 }
    band = Band(rows: points.map { $0 ?? 0..<0 }, english: englishCount)
  }

  /// A path passes each sum of sentences read on both sides just once: two beads are rivals when the sums that they span overlap.
  private static func contested(_ candidates: [Candidate], _ chain: SemiMarkovChain) -> [Bool] {
    func span(_ bead: Candidate) -> Range<Int> {
      let start = bead.german + bead.english
      return start..<start + chain.types[bead.type].german + chain.types[bead.type].english
    }
    var holders = [Int](repeating: 0, count: chain.band.german + chain.band.english)
    for bead in candidates { for sum in span(bead) { holders[sum] += 1 } }
    return candidates.map { bead in span(bead).contains { holders[$0] > 1 } }
  }

  /// The bead of a candidate.
  package func bead(_ candidate: Candidate) -> Bead {
    let shape = types[candidate.type]
    return Bead(
      german: candidate.german..<candidate.german + shape.german, english: candidate.english..<candidate.english + shape.english)
  }

  /// A chain over the candidates alone, with a score for each contested one.
  package func chain(transitions: ChainTransitions, score: (Candidate) -> Float) -> SemiMarkovChain {
    chain(transitions: transitions, scores: zip(candidates, isContested).map { $1 ? score($0) : 0 })
  }

  /// A chain over the candidates alone, with a score for each.
  package func chain(transitions: ChainTransitions, scores given: [Float]) -> SemiMarkovChain {
    var scores = [Float](repeating: -.infinity, count: band.count * types.count)
    for (bead, score) in zip(candidates, given) {
      guard let point = band.index(bead.german, bead.english) else { continue }
      scores[point * types.count + bead.type] = score
    }
    return SemiMarkovChain(band: band, types: types, scores: scores, transitions: transitions)
  }
}
