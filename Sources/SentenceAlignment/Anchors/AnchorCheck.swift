import Corpus

/// Checks the anchors of a pair of documents against each other and makes them ready to use.
struct AnchorCheck: Sendable {
  /// What must hold between the sentences that are not set aside; indices are the whole documents'.
  let blocks: [RequiredBlocks.Block]
  /// The runs of sentences that have no counterpart, in order.
  private(set) var germanNulls: [Range<Int>]
  private(set) var englishNulls: [Range<Int>]

  private typealias Anchor = AlignmentAnchors.Anchor
  /// Sentences of a side and the anchor that they are required by.
  private typealias Claim = (run: Range<Int>, anchor: Anchor)

  /// Checks the anchors.
  /// - Throws: a `Diagnostic` `.malformedInput` with the anchor's line for an index out of range, anchors that cross or contradict each other, and
  ///   pairs that no bead of these types holds.
  init(_ anchors: AlignmentAnchors, german: Int, english: Int, types: [BeadType]) throws {
    let check = Check(file: anchors.file)
    for anchor in anchors.anchors {
      for (name, side, count) in [("German", anchor.german, german), ("English", anchor.english, english)]
      where !side.isEmpty && !(0..<count).contains(side.lowerBound) || side.upperBound > count && !side.isEmpty {
        let last = count == 0 ? "has no sentences" : "has sentences 0 to \(count - 1)"
        throw check.failure(anchor, "there is no \(name) sentence \(side.upperBound - 1): the text \(last)", cure: "count from 0")
      }
    }
    let matches = anchors.anchors.filter { !$0.german.isEmpty && !$0.english.isEmpty }
    let clusters = try check.clusters(matches)
    germanNulls = try check.nulls(
      anchors.anchors.filter(\.english.isEmpty).map { ($0.german, $0) }, taken: clusters.map { ($0.german, $0.last) })
    englishNulls = try check.nulls(
      anchors.anchors.filter(\.german.isEmpty).map { ($0.english, $0) }, taken: clusters.map { ($0.english, $0.last) })
    let types = Set(types)
    blocks = try clusters.map { cluster in
      let isKnown = types.contains(BeadType(german: cluster.german.count, english: cluster.english.count))
      guard cluster.isBead || isKnown else {
        throw check.failure(
          cluster.last,
          "no bead that the aligner makes holds \(cluster.german.count) German and \(cluster.english.count) English sentences",
          cure: "require the bead itself, as in \(cluster.bead)")
      }
      return RequiredBlocks.Block(
        german: cluster.german, english: cluster.english, rule: !cluster.isBead ? .inOneBead : isKnown ? .bead : .region)
    }
  }

  /// Takes the sentences of blocks that moved for such as have no counterpart.
  mutating func setAside(_ moved: [MovedBlock]) {
    func single(_ run: Range<Int>) -> [Range<Int>] { run.map { $0..<$0 + 1 } }
    germanNulls = (germanNulls + moved.flatMap { single($0.german) }).sorted { $0.lowerBound < $1.lowerBound }
    englishNulls = (englishNulls + moved.flatMap { single($0.english) }).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Anchors that share sentences: a bead, or pairs that are in one bead together.
  private struct Cluster {
    var german: Range<Int>
    var english: Range<Int>
    var last: Anchor

    init(_ anchor: Anchor) { (german, english, last) = (anchor.german, anchor.english, anchor) }

    var isBead: Bool { last.isBead }
    var bead: Anchor { Anchor(german: german, english: english, isBead: true) }
  }

  private struct Check {
    var file: String?

    func failure(_ anchor: Anchor, _ message: String, cure: String) -> Diagnostic {
      Diagnostic(.malformedInput, file: file, at: anchor.line.map { .line($0) }, message, cure: cure)
    }

    /// Two anchors that cannot both hold, reported at the one that comes later in the file.
    func conflict(_ first: Anchor, _ second: Anchor, _ verb: String, cure: String) -> Diagnostic {
      let (earlier, later) = first.line ?? 0 <= second.line ?? 0 ? (first, second) : (second, first)
      return failure(later, "\(later) \(verb) \(earlier)" + (earlier.line.map { " in line \($0)" } ?? ""), cure: cure)
    }

    func contradiction(_ first: Anchor, _ second: Anchor) -> Diagnostic { conflict(first, second, "contradicts", cure: "leave one out") }

    /// The clusters of anchors that have sentences on both sides, in order; they rise on both sides.
    func clusters(_ anchors: [Anchor]) throws -> [Cluster] {
      func order(_ anchor: Anchor) -> (Int, Int, Int) { (anchor.german.lowerBound, anchor.isBead ? 0 : 1, anchor.english.lowerBound) }
      var clusters: [Cluster] = []
      for anchor in anchors.sorted(by: { order($0) < order($1) }) {
        guard let current = clusters.last else {
          clusters.append(Cluster(anchor))
          continue
        }
        let (meetsGerman, meetsEnglish) = (current.german.overlaps(anchor.german), current.english.overlaps(anchor.english))
        if current.isBead || anchor.isBead {
          // Pairs inside a bead and beads that are named twice add nothing.
          if meetsGerman, meetsEnglish, current.isBead,
            !anchor.isBead || anchor.german == current.german && anchor.english == current.english
          {
            continue
          }
          guard !meetsGerman, !meetsEnglish else { throw contradiction(current.last, anchor) }
        }
        guard anchor.english.lowerBound >= current.last.english.lowerBound else {
          throw conflict(current.last, anchor, "crosses", cure: "leave one out")
        }
        if meetsGerman || meetsEnglish {
          clusters[clusters.count - 1].german = current.german.lowerBound..<max(current.german.upperBound, anchor.german.upperBound)
          clusters[clusters.count - 1].english = current.english.lowerBound..<max(current.english.upperBound, anchor.english.upperBound)
          clusters[clusters.count - 1].last = anchor
        } else {
          clusters.append(Cluster(anchor))
        }
      }
      return clusters
    }

    /// The runs of sentences of a side that null beads require, in order; `taken` is what else is required of that side, in order.
    func nulls(_ nulls: [Claim], taken: [Claim]) throws -> [Range<Int>] {
      var claims: [Claim] = []
      for claim in nulls.sorted(by: { ($0.run.lowerBound, $0.run.upperBound) < ($1.run.lowerBound, $1.run.upperBound) }) {
        if claim.run == claims.last?.run { continue }
        let next = taken.partitioningIndex { $0.run.upperBound > claim.run.lowerBound }
        for other in [claims.last, next < taken.count ? taken[next] : nil] {
          if let other, other.run.overlaps(claim.run) { throw contradiction(other.anchor, claim.anchor) }
        }
        claims.append(claim)
      }
      return claims.map(\.run)
    }
  }
}
