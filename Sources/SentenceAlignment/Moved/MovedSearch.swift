import Corpus

#if canImport(Glibc)
  import Glibc
#endif

/// Finds passages that moved: they translate each other, but not in the order of the rest.
///
/// What the alignment left open on one side is compared with what it left open on the other. Where sentences find each other, the German passage is put
/// in its counterpart's place and the stretch around it is aligned as if nothing had moved. A passage counts only when it is then paired beyond doubt:
/// the posteriors take it for granted that neighbours translate each other, which a passage from elsewhere has to earn.
struct MovedSearch: Sendable {
  let documents: ProfiledDocuments
  let beads: [Bead]
  let open: OpenSentences
  /// Aligns sentences.
  let align: @Sendable (ProfiledPair) -> [Bead]

  /// So many runs, and one more for so many sentences, are looked at, so that time stays linear.
  private static let fewestRuns = 50
  private static let sentencesPerRun = 100
  /// How many beads on either side of the passage are aligned with it.
  private static let context = 40
  /// How far a passage may reach beyond the sentences that have found each other.
  private static let reach = 8
  /// The least mean similarity of those sentences, which is the sum of fewer cosines without a model.
  private var leastSimilarity: Float { documents.usesModel ? 0.5 : 0.25 }
  /// What the evidence of a bead, the logarithm of the odds that it is right, owes to its being where it was put.
  private static let placeEvidence = 2.0
  /// The least evidence of a block beyond that; to which comes that many open sentences find each other more often by chance.
  private static let leastEvidence = 2.5

  /// The blocks that moved, by German sentence; none overlaps another on either side.
  func blocks() throws -> [MovedBlock] {
    let (german, english) = (open.german.count { $0 != .settled }, open.english.count { $0 != .settled })
    let least = Self.leastEvidence + log(Double(max(1, german)) * Double(max(1, english))) / 2
    let runs = try UnpairedNeighbours(documents, beads, open: open).runs.filter { $0.meanSimilarity >= leastSimilarity }
    let best = runs.sorted { ($0.similarity, $1.german.lowerBound) > ($1.similarity, $0.german.lowerBound) }
      .prefix(Self.fewestRuns + (documents.german.count + documents.english.count) / Self.sentencesPerRun)
    let found = try Parallel.map(Array(best)) { run in Result { try blocks(around: run) } }.flatMap { try $0.get() }.map { block in
      let odds = block.beads.filter { !$0.type.isNull }.map { log(max($0.confidence, 1e-6) / max(1 - $0.confidence, 1e-6)) }
      return (block: block, evidence: odds.reduce(0) { $0 + $1 - Self.placeEvidence })
    }.filter { $0.evidence >= least }
    // Each sentence goes to the block with the most evidence.
    var taken = (german: Set<Int>(), english: Set<Int>())
    var result: [MovedBlock] = []
    for (block, _) in found.sorted(by: { ($0.evidence, $1.block.german.lowerBound) > ($1.evidence, $0.block.german.lowerBound) })
    where taken.german.isDisjoint(with: block.german) && taken.english.isDisjoint(with: block.english) {
      taken.german.formUnion(block.german)
      taken.english.formUnion(block.english)
      result.append(block)
    }
    return result.sorted { $0.german.lowerBound < $1.german.lowerBound }
  }

  /// Puts the German sentences of a run, and those around it that have no counterpart, in the place of the English ones, and sees what is paired there.
  @Sendable private func blocks(around run: UnpairedNeighbours.Run) throws -> [MovedBlock] {
    let german = extended(run.german)
    let place = beads.partitioningIndex { $0.english.upperBound > run.english.lowerBound }
    let end = beads.partitioningIndex { $0.english.lowerBound >= run.english.upperBound }
    let window = beads[max(0, place - Self.context)..<min(beads.count, end + Self.context)]
    guard let first = window.first, let last = window.last else { return [] }
    let before = window[..<place].flatMap(\.german).filter { !german.contains($0) }
    let behind = window[place...].flatMap(\.german).filter { !german.contains($0) }
    let sentences = before + Array(german) + behind
    let english = first.english.lowerBound..<last.english.upperBound
    let inside = before.count..<before.count + german.count
    let aligned = align(try documents.pair(sentences, english))
    let rest = aligned.filter { !$0.type.isNull && !$0.german.overlaps(inside) }.map { bead in
      Bead(
        german: sentences[bead.german.lowerBound]..<sentences[bead.german.upperBound - 1] + 1,
        english: bead.english.moved(english.lowerBound), confidence: bead.confidence)
    }
    let crossing = CrossingTest(rest, confidence: OpenSentences.sureConfidence)
    func isMatch(_ bead: Bead) -> Bool { !bead.type.isNull && bead.confidence >= 0.5 }
    return aligned.map { bead -> Bead? in
      guard inside.lowerBound <= bead.german.lowerBound, bead.german.upperBound <= inside.upperBound else { return nil }
      let bead = bead.moved(german: german.lowerBound - inside.lowerBound, english: english.lowerBound)
      return open.hold(bead) && (bead.type.isNull || crossing.isCrossed(bead.german, bead.english)) ? bead : nil
    }.split(separator: nil).compactMap { beads in
      let beads = beads.compactMap { $0 }
      guard let first = beads.firstIndex(where: isMatch), let last = beads.lastIndex(where: isMatch) else { return nil }
      return MovedBlock(
        german: beads[first].german.lowerBound..<beads[last].german.upperBound,
        english: beads[first].english.lowerBound..<beads[last].english.upperBound, beads: Array(beads[first...last]))
    }
  }

  /// A run of German sentences with those around it that are in null beads.
  private func extended(_ run: Range<Int>) -> Range<Int> {
    let before = open.german[..<run.lowerBound].suffix(Self.reach).reversed().prefix { $0 == .null }
    let behind = open.german[run.upperBound...].prefix(Self.reach).prefix { $0 == .null }
    return run.lowerBound - before.count..<run.upperBound + behind.count
  }
}
