import BilingualModel
import Corpus

/// Pairs the sentences of a text with those of its reference source: the entry to this module.
///
/// Evidence (`BeadEvidence`) says of any bead how its two sides compare: length, cognates and names, numbers and dates, marks, position and
/// paragraphs. A log-linear model (`AlignerWeights`) makes that a score, and a semi-Markov chain (`SemiMarkovChain`) finds the alignment with the
/// best sum of scores and each bead's posterior probability. All of it happens inside a band (`BandPlan`), so that time and memory grow
/// linearly with the text.
///
///     let alignment = try SentenceAligner().align(german: german, english: english)
public struct SentenceAligner: Sendable {
  private let german: LanguageTag
  private let english: LanguageTag
  private let weights: AlignerWeights
  private let usesParagraphs: Bool

  /// Makes an aligner for a pair of languages.
  /// - Parameter usesParagraphs: whether paragraph breaks are evidence (they never are walls).
  /// - Throws: `Diagnostic` when the weights in the program are damaged.
  public init(german: LanguageTag = .german, english: LanguageTag = .english, usesParagraphs: Bool = true) throws {
    self.german = german
    self.english = english
    self.usesParagraphs = usesParagraphs
    weights = try AlignerWeights.shipped()
  }

  /// Aligns two documents.
  /// - Returns: beads that cover both sides in order, each with its posterior probability as confidence. The confidence of a null bead is the
  ///   probability that its sentence has no counterpart, wherever the null stands among its neighbours.
  /// - Throws: `ICUError` when ICU lacks its data or a sentence is longer than ICU takes.
  public func align(german: [Sentence], english: [Sentence]) throws -> Alignment {
    let pair = ProfiledPair(
      german: try profiles(of: german, language: self.german), english: try profiles(of: english, language: self.english),
      germanBlocks: usesParagraphs ? german.map(\.block) : nil, englishBlocks: usesParagraphs ? english.map(\.block) : nil)
    return Alignment(beads: align(pair))
  }

  private func profiles(of sentences: [Sentence], language: LanguageTag) throws -> [SentenceProfile] {
    let analyzer = try LexicalAnalyzer(language: language.language)
    return try sentences.map { try analyzer.profile(of: $0.text) }
  }

  private func align(_ pair: ProfiledPair) -> [Bead] {
    var plan = BandPlan(pair.cognates)
    while true {
      let evidence = BeadEvidence(pair, band: plan.band, longestBead: weights.longestBead)
      let chain = evidence.chain(band: plan.band, weights: weights)
      let marginals = BeadMarginals(chain)
      if plan.widen(whereTouched: marginals.edgeMass) { continue }
      let (adapted, confidence) = TypeAdaptation(shares: weights.shares).adapt(chain, marginals)
      return adapted.bestPath(confidence: confidence)
    }
  }
}

extension BeadEvidence {
  /// The chain of these beads inside a band, scored by the weights. Large bands are scored on all cores.
  package func chain(band: Band, weights: AlignerWeights) -> SemiMarkovChain {
    let (types, zero) = (weights.types, FeatureScore(weights.vector))
    let scores = Parallel.concatenate(band.rows.indices, grain: 4_000_000 / max(1, band.count) + 1) { rows in
      var scores: [Float] = []
      scores.reserveCapacity((band.offsets[rows.upperBound] - band.offsets[rows.lowerBound]) * types.count)
      for g in rows {
        for e in band.rows[g] {
          for (type, shape) in types.enumerated() {
            guard band.index(g + shape.german, e + shape.english) != nil else {
              scores.append(-.infinity)
              continue
            }
            var score = zero
            addFeatures(german: g..<g + shape.german, english: e..<e + shape.english, to: &score)
            scores.append(weights.biases[type] + score.sum)
          }
        }
      }
      return scores
    }
    return SemiMarkovChain(band: band, types: types, scores: scores, transitions: weights.transitions)
  }
}
