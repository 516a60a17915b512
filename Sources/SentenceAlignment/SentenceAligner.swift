import BilingualModel
import Corpus
import SentenceEncoding
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
  private let weights: PassWeights
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
    weights = try PassWeights(usesModel: self.model != nil)
  }

  /// Whether the bilingual model is used; without it, alignment works from length, cognates, numbers and marks.
  public var usesModel: Bool { model != nil }

  /// Aligns two documents. Long ones are cut into pieces that all cores work on.
  /// - Parameters:
  ///   - anchors: what the alignment must hold.
  ///   - progress: is told, from any thread, how many pieces of all are done.
  /// - Returns: beads that cover both sides in order, each with its posterior probability as confidence. The confidence of a null bead is the
  ///   probability that its sentence has no counterpart, wherever the null stands among its neighbours.
  /// - Throws: `Diagnostic` when a sentence is longer than ICU takes, and when the anchors cannot hold.
  public func align(
    german: [Sentence], english: [Sentence], anchors: AlignmentAnchors = AlignmentAnchors(),
    progress: (@Sendable (_ done: Int, _ all: Int) -> Void)? = nil
  ) throws -> Alignment {
    let check = try AnchorCheck(anchors, german: german.count, english: english.count, types: weights.first.types)
    let rest = SetAside(check, german: german.count, english: english.count)
    let beads = try align(rest.german.map { german[$0] }, rest.english.map { english[$0] }, required: rest.required, progress: progress)
    return Alignment(beads: rest.restored(beads))
  }

  /// As `align`, and then aligns unsure stretches anew with the vectors of an encoder, or all sentences.
  /// - Parameters:
  ///   - encodesAll: whether to encode all sentences.
  ///   - warn: is told when the encoder does not work; the result is then that without it.
  /// - Returns: the alignment, and how many sentences were encoded.
  /// - Throws: as `align`, and `CancellationError` when the task is cancelled.
  public func align(
    german: [Sentence], english: [Sentence], anchors: AlignmentAnchors = AlignmentAnchors(), encoder: some SentenceEncoder,
    encodesAll: Bool, progress: (@Sendable (_ done: Int, _ all: Int) -> Void)? = nil, warn: (Diagnostic) -> Void
  ) async throws -> (alignment: Alignment, encoded: Int) {
    let check = try AnchorCheck(anchors, german: german.count, english: english.count, types: weights.first.types)
    let rest = SetAside(check, german: german.count, english: english.count)
    let (german, english) = (rest.german.map { german[$0] }, rest.english.map { english[$0] })
    let job = try job(german, english, required: rest.required)
    var (plain, refined): ([PieceAlignment], [PieceAlignment]) = ([], [])
    var failure: Diagnostic?
    var encoded = 0
    for start in stride(from: 0, to: job.pieces.count, by: Self.wave) {
      let pieces = Array(job.pieces[start...].prefix(Self.wave))
      for (piece, found) in zip(pieces, Parallel.map(pieces, job.search)) {
        var search = found
        plain.append(PieceAlignment(piece: piece, beads: search.beads(of: piece)))
        if failure == nil {
          do {
            encoded += try await search.refine(
              with: encoder, all: encodesAll, german: german[piece.german].map(\.text), english: english[piece.english].map(\.text))
          } catch let error as Diagnostic { failure = error }
        }
        refined.append(PieceAlignment(piece: piece, beads: search.beads(of: piece)))
        progress?(plain.count, job.pieces.count)
      }
    }
    if let failure { warn(failure) }
    let beads = PieceAlignment.join(failure == nil ? refined : plain) { job.search($0).beads(of: $0) }
    return (Alignment(beads: rest.restored(beads)), failure == nil ? encoded : 0)
  }

  /// So many pieces are aligned at once before an encoder sees them.
  private static let wave = 8

  private func align(
    _ german: [Sentence], _ english: [Sentence], required: RequiredBlocks, progress: (@Sendable (_ done: Int, _ all: Int) -> Void)?
  ) throws -> [Bead] {
    let job = try job(german, english, required: required)
    let done = Mutex(0)
    let aligned = Parallel.map(job.pieces) { piece in
      defer {
        progress?(
          done.withLock {
            $0 += 1
            return $0
          }, job.pieces.count)
      }
      return PieceAlignment(piece: piece, beads: job.search(piece).beads(of: piece))
    }
    return PieceAlignment.join(aligned) { job.search($0).beads(of: $0) }
  }

  /// A pair of documents, cut into pieces, and how to align each.
  private struct Job: Sendable {
    var pieces: [DocumentPieces.Piece]
    var search: @Sendable (DocumentPieces.Piece) -> PieceSearch
  }

  private func job(_ german: [Sentence], _ english: [Sentence], required: RequiredBlocks) throws -> Job {
    let (ours, theirs) = (try profiles(of: german, language: self.german), try profiles(of: english, language: self.english))
    return Job(pieces: DocumentPieces(german: ours, english: theirs, required: required).pieces) { piece in
      let pair = ProfiledPair(
        german: Array(ours[piece.german]), english: Array(theirs[piece.english]),
        germanBlocks: usesParagraphs ? german[piece.german].map(\.block) : nil,
        englishBlocks: usesParagraphs ? english[piece.english].map(\.block) : nil,
        model: model.map { ($0, self.german.language, self.english.language) })
      return PieceSearch(pair, required: required[piece], weights: weights)
    }
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
}

extension PieceSearch {
  /// The beads with the whole document's indices.
  fileprivate func beads(of piece: DocumentPieces.Piece) -> [Bead] {
    beads.map { $0.moved(german: piece.german.lowerBound, english: piece.english.lowerBound) }
  }

  /// Encodes the sentences of unsure stretches, or all, and aligns these anew.
  /// - Returns: how many sentences were encoded.
  fileprivate mutating func refine(with encoder: some SentenceEncoder, all: Bool, german: [String], english: [String]) async throws -> Int {
    let stretches = stretches(all: all)
    let (ours, theirs) = (stretches.flatMap(\.german), stretches.flatMap(\.english))
    guard !ours.isEmpty, !theirs.isEmpty else { return 0 }
    let vectors = try await encoder.encode(ours.map { german[$0] } + theirs.map { english[$0] })
    var (germanVectors, englishVectors) = ([[Float]](repeating: [], count: german.count), [[Float]](repeating: [], count: english.count))
    for (sentence, vector) in zip(ours, vectors) { germanVectors[sentence] = vector }
    for (sentence, vector) in zip(theirs, vectors.dropFirst(ours.count)) { englishVectors[sentence] = vector }
    refine(stretches, german: germanVectors, english: englishVectors)
    return vectors.count
  }
}

extension Bead {
  fileprivate func moved(german: Int, english: Int) -> Bead {
    Bead(
      german: self.german.lowerBound + german..<self.german.upperBound + german,
      english: self.english.lowerBound + english..<self.english.upperBound + english, confidence: confidence)
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
