import BilingualModel
import Corpus

/// The alignment of one piece of a pair of documents, from coarse to fine.
///
/// A quick look at the band leaves a narrow one; the first pass scores all beads there and leaves the likely ones; the second weighs these word by
/// word. `refine` weighs unsure stretches once more, with the vectors of an encoder.
package struct PieceSearch: Sendable {
  /// Beads that cover the piece, of the types that the aligner knows.
  private var path: [Bead]
  private let evidence: BeadEvidence
  private let candidates: BeadCandidates
  private let required: RequiredBlocks
  private let weights: AlignerWeights
  /// The lengths of the sentences.
  let lengths: (german: [Int], english: [Int])

  /// Beads with less confidence are looked at with an encoder, …
  private static let unsure = 0.95
  /// … as are so many beads before and behind them.
  private static let context = 1

  /// Aligns a piece.
  init(_ pair: ProfiledPair, required: RequiredBlocks, weights: PassWeights) {
    var (evidence, chain, marginals) = Self.firstPass(pair, required: required, weights: weights.first)
    path = chain.bestPath(confidence: marginals)
    candidates = BeadCandidates(chain, marginals.posteriors, atLeast: BeadCandidates.threshold, keeping: path)
    if candidates.isContested.contains(true) {
      if weights.second != nil { evidence = evidence.detailed(pair, beads: candidates) }
      let last = weights.second ?? weights.first
      let scored = candidates.chain(transitions: last.transitions) { [evidence, candidates] bead in
        evidence.score(candidates.bead(bead), type: bead.type, weights: last)
      }
      let first = path
      let chain = TypeAdaptation(last).adapted(scored)
      path = chain.bestPath(confidence: BeadMarginals(chain)).map { bead in
        // Where the first pass left one bead only, its confidence stays.
        bead.confidence < 1 ? bead : first.counterpart(of: bead) ?? bead
      }
    }
    self.evidence = evidence
    self.required = required
    self.weights = weights.encoder
    lengths = (pair.german.map(\.length), pair.english.map(\.length))
  }

  /// Gathers the evidence and scores all beads near the likely path, in a band as wide as that takes.
  private static func firstPass(
    _ pair: ProfiledPair, required: RequiredBlocks, weights: AlignerWeights
  ) -> (evidence: BeadEvidence, chain: SemiMarkovChain, marginals: BeadMarginals) {
    var plan = BandPlan(pair.cognates, required: required)
    var found = firstPass(pair, plan.band, required, weights)
    while plan.widen(whereTouched: found.marginals.edgeMass, of: found.chain.band) {
      found = firstPass(pair, plan.band, required, weights)
    }
    return found
  }

  private static func firstPass(
    _ pair: ProfiledPair, _ band: Band, _ required: RequiredBlocks, _ weights: AlignerWeights
  ) -> (evidence: BeadEvidence, chain: SemiMarkovChain, marginals: BeadMarginals) {
    let evidence = BeadEvidence(pair, band: band, longestBead: weights.longestBead)
    let chain = evidence.chain(band: evidence.narrowed(band, required: required), weights: weights).holding(required)
    return (evidence, chain, BeadMarginals(chain))
  }

  /// The alignment of the piece.
  package var beads: [Bead] { required.sealed(path) }

  /// The stretches of sentences that an encoder should look at, in order: all, or those around beads of little confidence.
  func stretches(all: Bool) -> [DocumentPieces.Piece] {
    var runs: [Range<Int>] = []
    for index in path.indices where all || path[index].confidence < Self.unsure {
      let around = max(0, index - Self.context)..<min(path.count, index + Self.context + 1)
      if let last = runs.last, last.upperBound >= around.lowerBound {
        runs[runs.count - 1] = last.lowerBound..<around.upperBound
      } else {
        runs.append(around)
      }
    }
    return runs.map { run in
      let (first, last) = (path[run.lowerBound], path[run.upperBound - 1])
      return DocumentPieces.Piece(
        german: first.german.lowerBound..<last.german.upperBound, english: first.english.lowerBound..<last.english.upperBound)
    }
  }

  /// Aligns stretches anew with an encoder's vectors; elsewhere the alignment stays as it is.
  /// - Parameters:
  ///   - german: a vector for each German sentence of the piece; that of those outside the stretches does not matter.
  ///   - english: so for English.
  mutating func refine(_ stretches: [DocumentPieces.Piece], german: SentenceVectors, english: SentenceVectors) {
    let evidence = evidence.encoded(german, english, beads: candidates)
    func isOpen(_ bead: Bead) -> Bool {
      // Ends of stretches rise in the sum of both sides.
      let end = bead.german.upperBound + bead.english.upperBound
      let next = stretches.partitioningIndex { $0.german.upperBound + $0.english.upperBound >= end }
      return next < stretches.count && stretches[next].german.holds(bead.german) && stretches[next].english.holds(bead.english)
    }
    let settled = path.filter { !isOpen($0) }
    let scored = candidates.chain(transitions: weights.transitions) { candidate in
      let bead = candidates.bead(candidate)
      if isOpen(bead) { return evidence.score(bead, type: candidate.type, weights: weights) }
      return settled.counterpart(of: bead) == nil ? -.infinity : 0
    }
    // The types of a few unsure beads say nothing of the document's.
    let chain = settled.isEmpty ? TypeAdaptation(weights).adapted(scored) : scored
    path = chain.bestPath(confidence: BeadMarginals(chain)).map { settled.counterpart(of: $0) ?? $0 }
  }
}

extension PieceSearch {
  /// Aligns a piece of which nothing is required.
  package init(_ pair: ProfiledPair, weights: PassWeights) { self.init(pair, required: RequiredBlocks(), weights: weights) }

  /// What the first pass has gathered and scored in such a piece.
  package static func firstPass(_ pair: ProfiledPair, weights: AlignerWeights) -> (evidence: BeadEvidence, chain: SemiMarkovChain) {
    let found = firstPass(pair, required: RequiredBlocks(), weights: weights)
    return (found.evidence, found.chain)
  }

  /// Aligns the whole piece anew with an encoder's vectors.
  package mutating func refine(german: SentenceVectors, english: SentenceVectors) {
    refine(stretches(all: true), german: german, english: english)
  }
}

extension [Bead] {
  /// The bead of an alignment, or of a part of one, that holds the same sentences.
  fileprivate func counterpart(of bead: Bead) -> Bead? {
    // Starts rise in the sum of both sides.
    let index = partitioningIndex { $0.german.lowerBound + $0.english.lowerBound >= bead.german.lowerBound + bead.english.lowerBound }
    return index < count && self[index].german == bead.german && self[index].english == bead.english ? self[index] : nil
  }
}

extension Range<Int> {
  /// Whether another range, which may be empty, lies within this one, its ends included.
  func holds(_ other: Range<Int>) -> Bool { lowerBound <= other.lowerBound && other.upperBound <= upperBound }
}
