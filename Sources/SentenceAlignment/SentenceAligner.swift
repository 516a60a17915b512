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
  private let reading: ProfiledDocuments.Reading
  private let weights: PassWeights

  /// Makes an aligner for a pair of languages.
  /// - Parameters:
  ///   - usesParagraphs: whether paragraph breaks are evidence (they never are walls).
  ///   - model: a bilingual model; one that does not have both languages is not used.
  /// - Throws: `Diagnostic` when the weights in the program are damaged.
  public init(german: LanguageTag = .german, english: LanguageTag = .english, usesParagraphs: Bool = true, model: WordVectorModel?) throws {
    let model = model.flatMap { $0.covers(german, english) ? $0 : nil }
    reading = ProfiledDocuments.Reading(german: german, english: english, model: model, usesParagraphs: usesParagraphs)
    weights = try PassWeights(usesModel: model != nil)
  }

  /// Whether the bilingual model is used; without it, alignment works from length, cognates, numbers and marks.
  public var usesModel: Bool { reading.model != nil }

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
    var check = try AnchorCheck(anchors, german: german.count, english: english.count, types: weights.first.types)
    let documents = try ProfiledDocuments(german, english, reading)
    func align() throws -> [Bead] {
      let rest = SetAside(check, german: german.count, english: english.count)
      return rest.restored(try self.align(documents.part(rest.german, rest.english), required: rest.required, progress: progress))
    }
    var beads = try align()
    let (moved, arePaired) = try self.moved(documents, beads, check)
    if arePaired {
      // Sentences that moved were paired with others, for want of better; both do better apart.
      check.setAside(moved)
      beads = try align()
    }
    return Alignment(beads: beads.tempered, moved: moved)
  }

  /// Passages that moved, and whether sentences of theirs were paired with others.
  private func moved(
    _ documents: ProfiledDocuments, _ beads: [Bead], _ anchors: AnchorCheck
  ) throws -> (blocks: [MovedBlock], arePaired: Bool) {
    let open = OpenSentences(beads, german: documents.german.count, english: documents.english.count, anchors: anchors)
    guard open.german.contains(where: { $0 != .settled }), open.english.contains(where: { $0 != .settled }) else { return ([], false) }
    let blocks = try MovedSearch(documents: documents, beads: beads, open: open) { pair in
      PieceSearch(pair, weights: weights).beads
    }.blocks()
    return (blocks, blocks.contains(where: open.pair))
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
    let all = try ProfiledDocuments(german, english, reading)
    let documents = try all.part(rest.german, rest.english)
    let plain = try align(documents, required: rest.required, progress: progress)
    do {
      var (refined, encoded): ([Bead], Int) = ([], 0)
      let stretches = Self.stretches(of: plain)
      for start in stride(from: 0, to: stretches.count, by: Self.wave) {
        let wave = Array(stretches[start...].prefix(Self.wave))
        let searches = try Parallel.map(wave) { stretch in Result { try search(stretch, documents, required: rest.required) } }
          .map { try $0.get() }
        for (stretch, found) in zip(wave, searches) {
          var search = found
          encoded += try await search.refine(
            with: encoder, all: encodesAll, german: documents.german[stretch.german].map(\.text),
            english: documents.english[stretch.english].map(\.text))
          refined += search.beads.map { $0.moved(german: stretch.german.lowerBound, english: stretch.english.lowerBound) }
        }
        progress?(start + wave.count, stretches.count)
      }
      let beads = rest.restored(refined)
      return (Alignment(beads: beads.tempered, moved: try moved(all, beads, check).blocks), encoded)
    } catch let failure as Diagnostic where failure.kind == .unavailable {
      warn(failure)
      let beads = rest.restored(plain)
      return (Alignment(beads: beads.tempered, moved: try moved(all, beads, check).blocks), 0)
    }
  }

  /// So many stretches are aligned at once before an encoder sees them.
  private static let wave = 8
  /// A stretch ends at a sure bead once it is so long.
  private static let stretch = 1000

  /// Cuts an alignment into stretches for an encoder, at sure beads and at the latest after three times their usual length.
  private static func stretches(of beads: [Bead]) -> [DocumentPieces.Piece] {
    var stretches: [DocumentPieces.Piece] = []
    var (g, e) = (0, 0)
    for bead in beads {
      let length = max(bead.german.upperBound - g, bead.english.upperBound - e)
      guard length >= 3 * stretch || length >= stretch && !bead.type.isNull && bead.confidence > 0.99 else { continue }
      stretches.append(DocumentPieces.Piece(german: g..<bead.german.upperBound, english: e..<bead.english.upperBound))
      (g, e) = (bead.german.upperBound, bead.english.upperBound)
    }
    if let last = beads.last, g < last.german.upperBound || e < last.english.upperBound {
      stretches.append(DocumentPieces.Piece(german: g..<last.german.upperBound, english: e..<last.english.upperBound))
    }
    return stretches
  }

  private func align(
    _ documents: ProfiledDocuments, required: RequiredBlocks, progress: (@Sendable (_ done: Int, _ all: Int) -> Void)?
  ) throws -> [Bead] {
    let pieces = try pieces(documents, required: required)
    let rest = pieces.rest
    let documents = try documents.part(rest.german, rest.english)
    @Sendable func align(_ piece: DocumentPieces.Piece) throws -> [Bead] {
      try PieceSteps.align(piece, required: rest.required) { step in
        try search(step, documents, required: rest.required).beads.map {
          $0.moved(german: step.german.lowerBound, english: step.english.lowerBound)
        }
      }
    }
    let done = Mutex(0)
    let aligned = Parallel.map(pieces.pieces) { piece in
      defer {
        progress?(
          done.withLock {
            $0 += 1
            return $0
          }, pieces.pieces.count)
      }
      return Result { PieceAlignment(piece: piece, beads: try align(piece)) }
    }
    return rest.restored(try PieceAlignment.join(aligned.map { try $0.get() }, realign: align), singly: true)
  }

  private func pieces(_ documents: ProfiledDocuments, required: RequiredBlocks) throws -> DocumentPieces {
    let (german, english) = (documents.german, documents.english)
    guard max(german.count, english.count) > DocumentPieces.length else {
      return DocumentPieces(german: german.count, english: english.count, required: required)
    }
    return DocumentPieces(
      german: try Landmarks(german, language: reading.german.language), english: try Landmarks(english, language: reading.english.language),
      required: required, vectors: (documents.vectors(german:), documents.vectors(english:)))
  }

  private func search(
    _ piece: DocumentPieces.Piece, _ documents: ProfiledDocuments, required: RequiredBlocks
  ) throws -> PieceSearch {
    PieceSearch(try documents.pair(piece.german, piece.english), required: required[piece], weights: weights)
  }
}

extension PieceSearch {
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
    refine(
      stretches, german: SentenceVectors(encoded: germanVectors, lengths: lengths.german),
      english: SentenceVectors(encoded: englishVectors, lengths: lengths.english))
    return vectors.count
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
      var score = zero
      scores.reserveCapacity((band.offsets[rows.upperBound] - band.offsets[rows.lowerBound]) * types.count)
      for g in rows {
        for e in band.rows[g] {
          for (type, shape) in types.enumerated() {
            guard band.index(g + shape.german, e + shape.english) != nil else {
              scores.append(-.infinity)
              continue
            }
            score.sum = 0
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
