import BilingualModel
import Corpus

/// Pairs the sentences of a text with those of its reference source: the entry to this module.
///
/// Evidence (`BeadEvidence`) says of any bead how its two sides compare: length, cognates and names, numbers and dates, marks, position and
/// paragraphs. A log-linear model (`AlignerWeights`) makes that a score, and a semi-Markov chain (`SemiMarkovChain`) finds the alignment with the
/// best sum of scores and each bead's posterior probability. All of it happens inside a band (`BandPlan`), so that time and memory grow
/// linearly with the text.
///
/// Not thread-safe: one a task, reused from pair to pair.
public final class SentenceAligner {
  private let germanAnalyzer: LexicalAnalyzer
  private let englishAnalyzer: LexicalAnalyzer
  private let weights: AlignerWeights
  private let usesParagraphs: Bool

  /// Makes an aligner for a pair of languages.
  /// - Parameter usesParagraphs: whether paragraph breaks are evidence (they never are walls).
  /// - Throws: `Diagnostic` or `ICUError` when data that the program needs is missing from the installation.
  public convenience init(german: LanguageTag = .german, english: LanguageTag = .english, usesParagraphs: Bool = true) throws {
    try self.init(german: german, english: english, usesParagraphs: usesParagraphs, weights: .shipped())
  }

  package init(german: LanguageTag, english: LanguageTag, usesParagraphs: Bool, weights: AlignerWeights) throws {
    germanAnalyzer = try LexicalAnalyzer(language: german.language)
    englishAnalyzer = try LexicalAnalyzer(language: english.language)
    self.weights = weights
    self.usesParagraphs = usesParagraphs
  }

  /// Aligns two documents.
  /// - Returns: beads that cover both sides in order, each with its posterior probability as confidence. The confidence of a null bead is the
  ///   probability that its sentence has no counterpart, wherever the null stands among its neighbours.
  /// - Throws: `ICUError` when a sentence is longer than ICU takes.
  public func align(german: [Sentence], english: [Sentence]) throws -> Alignment {
    let pair = ProfiledPair(
      german: try german.map { try germanAnalyzer.profile(of: $0.text) }, english: try english.map { try englishAnalyzer.profile(of: $0.text) },
      germanBlocks: usesParagraphs ? german.map(\.block) : nil, englishBlocks: usesParagraphs ? english.map(\.block) : nil)
    return Alignment(beads: align(pair))
  }

  private func align(_ pair: ProfiledPair) -> [Bead] {
    var plan = BandPlan(pair.cognates)
    while true {
      let evidence = BeadEvidence(pair, band: plan.band, longestBead: weights.longestBead)
      let chain = evidence.chain(band: plan.band, weights: weights)
      let marginals = BeadMarginals(chain)
      if plan.widen(whereTouched: marginals.edgeMass) { continue }
      return chain.bestPath(confidence: marginals)
    }
  }
}

extension BeadEvidence {
  /// The chain of these beads inside a band, scored by the weights.
  package func chain(band: Band, weights: AlignerWeights) -> SemiMarkovChain {
    let (types, vector) = (weights.types, weights.vector)
    var scores = [Float](repeating: -.infinity, count: band.count * types.count)
    let index = SemiMarkovChain(band: band, types: types, scores: scores, transitions: weights.transitions)
    index.forEachBead { source, _, type, g, e in
      let shape = types[type]
      let features = features(german: g..<g + shape.german, english: e..<e + shape.english)
      scores[source * types.count + type] = weights.biases[type] + features.dot(vector)
    }
    return SemiMarkovChain(band: band, types: types, scores: scores, transitions: weights.transitions)
  }
}
