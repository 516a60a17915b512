import BilingualModel
import Corpus
import Synchronization

/// Pairs the sentences of a text with those of its reference source: the entry to this module.
///
/// Evidence (`BeadEvidence`) says of any bead how its two sides compare: word vectors, length, cognates and names, numbers and dates, marks, position
/// and paragraphs. A log-linear model (`AlignerWeights`) makes that a score, and a semi-Markov chain (`SemiMarkovChain`) finds the alignment with the
/// best sum of scores and each bead's posterior probability. All of it happens inside a band (`BandPlan`), so that time and memory grow
/// linearly with the text.
///
///     let alignment = try SentenceAligner(model: WordVectorModel.shipped()).align(german: german, english: english)
public struct SentenceAligner: Sendable {
  private let german: LanguageTag
  private let english: LanguageTag
  private let weights: AlignerWeights
  private let model: WordVectorModel?
  private let usesParagraphs: Bool

  /// Makes an aligner for a pair of languages.
  /// - Parameters:
  ///   - usesParagraphs: whether paragraph breaks are evidence (they never are walls).
  ///   - model: a bilingual model; one that does not have both languages is not used.
  /// - Throws: `Diagnostic` when the weights in the program are damaged.
  public init(german: LanguageTag = .german, english: LanguageTag = .english, usesParagraphs: Bool = true, model: WordVectorModel?) throws {
    self.german = german
    self.english = english
    self.usesParagraphs = usesParagraphs
    self.model = model.flatMap { $0.covers(german, english) ? $0 : nil }
    weights = try self.model == nil ? AlignerWeights.lexical() : AlignerWeights.shipped()
  }

  /// Whether the bilingual model is used; without it, alignment works from length, cognates, numbers and marks.
  public var usesModel: Bool { model != nil }

  /// Aligns two documents. Long ones are cut into pieces that all cores work on.
  /// - Parameters:
  ///   - anchors: what the alignment must hold.
  ///   - progress: is told, from any thread, how many pieces of all are done.
  /// - Returns: beads that cover both sides in order, each with its posterior probability as confidence. The confidence of a null bead is the
  ///   probability that its sentence has no counterpart, wherever the null stands among its neighbours.
  ///   Beside them, the blocks that moved; their sentences are in null beads, with confidence 1 where the alignment first paired them with others.
  /// - Throws: `Diagnostic` when a sentence is longer than ICU takes, and when the anchors cannot hold.
  public func align(
    german: [Sentence], english: [Sentence], anchors: AlignmentAnchors = AlignmentAnchors(),
    progress: (@Sendable (_ done: Int, _ all: Int) -> Void)? = nil
  ) throws -> Alignment {
    var check = try AnchorCheck(anchors, german: german.count, english: english.count, types: weights.types)
    let documents = try documents(german, english)
    func align() -> [Bead] {
      let rest = SetAside(check, german: german.count, english: english.count)
      return rest.restored(self.align(documents.keeping(rest), required: rest.required, progress: progress))
    }
    var beads = align()
    let open = OpenSentences(beads, german: german.count, english: english.count, anchors: check)
    let moved = MovedSearch(documents: documents, beads: beads, open: open) { self.align(documents.pair($0, $1)) }.blocks()
    if moved.contains(where: open.pair) {
      // Sentences that moved were paired with others, for want of better; both do better apart.
      check.setAside(moved)
      beads = align()
    }
    return Alignment(beads: beads, moved: moved)
  }

  private func align(
    _ documents: ProfiledDocuments, required: RequiredBlocks, progress: (@Sendable (_ done: Int, _ all: Int) -> Void)?
  ) -> [Bead] {
    let pieces = DocumentPieces(german: documents.german, english: documents.english, required: required).pieces
    @Sendable func align(_ piece: DocumentPieces.Piece) -> [Bead] {
      self.align(documents.pair(piece.german, piece.english), required: required[piece]).map {
        $0.moved(german: piece.german.lowerBound, english: piece.english.lowerBound)
      }
    }
    let done = Mutex(0)
    let aligned = Parallel.map(pieces) { piece in
      defer {
        progress?(
          done.withLock {
            $0 += 1
            return $0
          }, pieces.count)
      }
      return PieceAlignment(piece: piece, beads: align(piece))
    }
    return PieceAlignment.join(aligned, realign: align)
  }

  private func documents(_ german: [Sentence], _ english: [Sentence]) throws -> ProfiledDocuments {
    ProfiledDocuments(
      german: try profiles(of: german, language: self.german), english: try profiles(of: english, language: self.english),
      germanBlocks: usesParagraphs ? german.map(\.block) : nil, englishBlocks: usesParagraphs ? english.map(\.block) : nil,
      model: model.map { ($0, self.german.language, self.english.language) })
  }

  private func profiles(of sentences: [Sentence], language: LanguageTag) throws -> [SentenceProfile] {
    // The first error in order, so that messages do not depend on timing.
    try Parallel.concatenate(sentences.indices, grain: 2000) { part -> [Result<SentenceProfile, any Error>] in
      let analyzer = Result { try LexicalAnalyzer(language: language.language, model: model) }
      return part.map { sentence in Result { try analyzer.get().profile(of: sentences[sentence].text) } }
    }.map { result in
      do { return try result.get() } catch { throw Diagnostic(.malformedInput, "a sentence cannot be read: \(error)", cure: "split it") }
    }
  }

  private func align(_ pair: ProfiledPair, required: RequiredBlocks = RequiredBlocks()) -> [Bead] {
    var plan = BandPlan(pair.cognates, required: required)
    while true {
      let evidence = BeadEvidence(pair, band: plan.band, longestBead: weights.longestBead)
      let chain = evidence.chain(band: plan.band, weights: weights).holding(required)
      let marginals = BeadMarginals(chain)
      if plan.widen(whereTouched: marginals.edgeMass) { continue }
      return required.sealed(chain.bestPath(confidence: marginals))
    }
  }
}

extension Bead {
  func moved(german: Int, english: Int) -> Bead {
    Bead(german: self.german.moved(german), english: self.english.moved(english), confidence: confidence)
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
