import BilingualModel
import Corpus

#if canImport(Glibc)
  import Glibc
#endif

/// All evidence about a pair of documents, and the features of any bead of theirs.
package struct BeadEvidence: Sendable {
  let german: SideEvidence
  let english: SideEvidence
  private let cognates: KeySimilarity
  private let numbers: KeySimilarity
  /// Nothing without a bilingual model.
  private let vectors: VectorSimilarity?
  /// Nothing in the first pass, and without a bilingual model.
  private var translations: TranslationEvidence?
  /// Nothing without an encoder.
  private var encoder: VectorSimilarity?
  /// English length a unit of German length.
  private let ratio: Float

  /// Gale and Church's variance of the length a character translates to ("A program for aligning sentences in bilingual corpora", 1993).
  private static let lengthVariance: Float = 6.8

  /// Gathers the evidence for the beads inside a band. Time is linear in the band's points.
  /// - Parameter longestBead: the most sentences that a bead has on one side.
  package init(_ pair: ProfiledPair, band: Band, longestBead: Int) {
    german = SideEvidence(pair.german, blocks: pair.germanBlocks)
    english = SideEvidence(pair.english, blocks: pair.englishBlocks)
    cognates = KeySimilarity(pair.cognates, band: band, longestBead: longestBead)
    numbers = KeySimilarity(pair.numbers, band: band, longestBead: longestBead)
    if let ours = pair.germanVectors, let theirs = pair.englishVectors {
      vectors = VectorSimilarity(german: ours, english: theirs, band: band, longestBead: longestBead)
    } else {
      vectors = nil
    }
    let (germanLength, englishLength) = (german.length.last ?? 0, english.length.last ?? 0)
    // A document with much untranslated text must not bend the ratio out of what languages do.
    ratio = min(max((englishLength + 1000) / (germanLength + 1000), 0.7), 1.4)
  }

  /// The part of the band that a quick look leaves, and what is required.
  func narrowed(_ band: Band, required: RequiredBlocks) -> Band {
    var blocks = required.blocks[...]
    let part = CoarseSearch.narrow(band) { sentence, columns, scores in
      cognates.addCosines(sentence, columns, weight: 6, to: &scores)
      vectors?.addCosines(sentence, columns, weight: 1, to: &scores)
      // The path leads through the blocks, whatever the sentences say.
      while let first = blocks.first, first.german.upperBound <= sentence { blocks.removeFirst() }
      guard let block = blocks.first, block.german.contains(sentence) else { return }
      for column in columns { scores[column - columns.lowerBound] += block.english.contains(column) ? Self.required : -Self.required }
    }
    guard !required.isEmpty else { return part }
    var rows = part.rows
    for block in required.blocks {
      for row in block.german.lowerBound...block.german.upperBound {
        rows[row] = min(rows[row].lowerBound, block.english.lowerBound)..<max(rows[row].upperBound, block.english.upperBound + 1)
      }
    }
    return Band(rows: rows, english: band.english)
  }

  /// More than any sentences that look alike are worth.
  private static let required: Float = 100

  /// The same evidence with what is too costly to be gathered for all beads of a band.
  package func detailed(_ pair: ProfiledPair, beads: BeadCandidates) -> BeadEvidence {
    var detailed = self
    detailed.translations = pair.translations(beads).map { TranslationEvidence($0, beads: beads) }
    return detailed
  }

  /// The same evidence with the vectors of an encoder.
  package func encoded(_ german: SentenceVectors, _ english: SentenceVectors, beads: BeadCandidates) -> BeadEvidence {
    var encoded = self
    encoded.encoder = VectorSimilarity(german: german, english: english, band: beads.band, longestBead: beads.longestBead)
    return encoded
  }

  /// The score of a bead of a type (its index).
  func score(_ bead: Bead, type: Int, weights: AlignerWeights) -> Float {
    var score = FeatureScore(weights.vector)
    addFeatures(german: bead.german, english: bead.english, to: &score)
    return weights.biases[type] + score.sum
  }

  /// Gives the features of the bead of these sentences; time is linear in its number of sentences.
  package func addFeatures(german g: Range<Int>, english e: Range<Int>, to sink: inout some FeatureSink) {
    if g.isEmpty || e.isEmpty {
      addNullFeatures(german: g, english: e, to: &sink)
    } else {
      addMatchFeatures(german: g, english: e, to: &sink)
    }
  }

  private func addMatchFeatures(german g: Range<Int>, english e: Range<Int>, to sink: inout some FeatureSink) {
    let germanLength = german.length(g) * ratio
    let englishLength = english.length(e)
    let mean = (germanLength + englishLength) / 2
    let logLength = logf(mean)
    let z = abs(englishLength - germanLength) / sqrtf(Self.lengthVariance * mean)
    sink.add(.lengthDeviation, min(z, 6))
    sink.add(.lengthDeviationSquared, min(z * z, 36))
    sink.add(.lengthRatio, abs(logf((englishLength + 2) / (germanLength + 2))))

    let shared = cognates.compare(g, e)
    let cosine = shared.overlap > 0 ? shared.overlap / sqrtf(shared.germanMass * shared.englishMass) : 0
    let ofCognates = Similarity(
      cosine: cosine, unit: 1, logLength: logLength, germanRivals: cognates.germanRivals, englishRivals: cognates.englishRivals, german: g,
      english: e)
    ofCognates.add(.cognates, .cognatesByLength, .cognatesBySize, .cognatesMargin, .cognatesWorstMember, to: &sink)
    if let vectors {
      let ofVectors = vectors.similarity(g, e, logLength: logLength)
      sink.add(.vectorsStandardised, ofVectors.cosine / vectors.deviation)
      ofVectors.add(.vectors, .vectorsByLength, .vectorsBySize, .vectorsMargin, .vectorsWorstMember, to: &sink)
    }
    if let encoder {
      let ofEncoder = encoder.similarity(g, e, logLength: logLength)
      sink.add(.encoderStandardised, ofEncoder.cosine / encoder.deviation)
      ofEncoder.add(.encoder, .encoderByLength, .encoderBySize, .encoderMargin, .encoderWorstMember, to: &sink)
    }
    if let translations {
      let gains = translations.gains(g, e)
      let (ours, theirs) = (max(translations.weight(german: g), 0.1), max(translations.weight(english: e), 0.1))
      sink.add(.translation, (gains.german / ours + gains.english / theirs) / 2)
      sink.add(.translationSum, gains.german + gains.english)
      sink.add(.translationWorse, min(gains.german / ours, gains.english / theirs))
      if g.count + e.count > 2 { sink.add(.translationWorstMember, gains.least) }
      sink.add(.translationLost, gains.lost)
      sink.add(.translationLostShare, gains.lost / (ours + theirs))
    }

    let figures = numbers.compare(g, e)
    if figures.germanMass + figures.englishMass > 0 {
      let count =
        german.numbers[g.upperBound] - german.numbers[g.lowerBound] + english.numbers[e.upperBound] - english.numbers[e.lowerBound]
      let share = 2 * figures.overlap / (figures.germanMass + figures.englishMass)
      sink.add(.numbers, share)
      sink.add(.numbersShared, logf(1 + share * count))
      sink.add(.numbersUnmatched, logf(1 + (1 - share) * count))
    }
    addMarks(german.marks(g), english.marks(e), to: &sink)
    sink.add(.position, position(g.lowerBound, e.lowerBound))
    addParagraphs(g, e, to: &sink)
  }

  private func addMarks(_ ours: SentenceProfile.Marks, _ theirs: SentenceProfile.Marks, to sink: inout some FeatureSink) {
    func compare(_ mark: SentenceProfile.Marks, both: Feature?, one: Feature) {
      switch (ours.contains(mark), theirs.contains(mark)) {
      case (true, true): if let both { sink.add(both, 1) }
      case (false, false): break
      default: sink.add(one, 1)
      }
    }
    compare(.question, both: .questionBoth, one: .questionOne)
    compare(.exclamation, both: .exclamationBoth, one: .exclamationOne)
    compare(.quotation, both: nil, one: .quotationOne)
    compare(.bracket, both: nil, one: .bracketOne)
    compare(.finalColon, both: .colonBoth, one: .colonOne)
    compare(.unended, both: .unendedBoth, one: .unendedOne)
  }

  private func addParagraphs(_ g: Range<Int>, _ e: Range<Int>, to sink: inout some FeatureSink) {
    switch (german.startsParagraph[g.lowerBound], english.startsParagraph[e.lowerBound]) {
    case (true, true): sink.add(.paragraphBoth, 1)
    case (false, false): break
    default: sink.add(.paragraphOne, 1)
    }
    sink.add(.paragraphInside, Float(german.breaks(inside: g) + english.breaks(inside: e)))
  }

  /// How many sentences a point lies off the diagonal, by the lengths behind it.
  private func position(_ g: Int, _ e: Int) -> Float {
    let (germanTotal, englishTotal) = (german.length.last ?? 0, english.length.last ?? 0)
    guard germanTotal > 0, englishTotal > 0 else { return 0 }
    let off = abs(german.length[g] / germanTotal - english.length[e] / englishTotal)
    return logf(1 + off * Float(min(german.count, english.count)))
  }

  private func addNullFeatures(german g: Range<Int>, english e: Range<Int>, to sink: inout some FeatureSink) {
    let (side, range, rivals, figures) =
      e.isEmpty ? (german, g, cognates.germanRivals, german.numbers) : (english, e, cognates.englishRivals, english.numbers)
    let length = e.isEmpty ? side.length(range) * ratio : side.length(range)
    sink.add(.nullLength, logf(length + 2))
    sink.add(.nullBestMatch, range.reduce(0) { max($0, rivals[$1].best) })
    if let vectors {
      let rivals = e.isEmpty ? vectors.germanRivals : vectors.englishRivals
      sink.add(.nullBestVector, range.reduce(0) { max($0, rivals[$1].best) })
    }
    if let encoder {
      let rivals = e.isEmpty ? encoder.germanRivals : encoder.englishRivals
      sink.add(.nullBestEncoder, range.reduce(0) { max($0, rivals[$1].best) })
    }
    if let translations {
      sink.add(.nullTranslation, e.isEmpty ? translations.best(german: g) : translations.best(english: e))
      sink.add(.nullWords, e.isEmpty ? translations.weight(german: g) : translations.weight(english: e))
    }
    sink.add(.nullNumbers, logf(1 + figures[range.upperBound] - figures[range.lowerBound]))
    sink.add(.nullUnended, side.marks(range).contains(.unended) ? 1 : 0)
    sink.add(.nullParagraph, side.startsParagraph[range.lowerBound] ? 1 : 0)
  }
}
