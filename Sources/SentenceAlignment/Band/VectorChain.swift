import BilingualModel

/// Finds anchors from the vectors of two stretches of sentences, from coarse to fine: blocks of sentences that are each other's nearest, then
/// smaller blocks near these, at last single sentences. Time is linear in the sentences, but for a first level of bounded size.
enum VectorChain {
  /// The coarsest level has at most so many blocks a side.
  private static let mostBlocks = 2048
  /// A block has so many of the next finer level.
  private static let ratio = BlockVectors.length
  /// How far from a block's diagonal the finer level looks, in finer blocks.
  private static let width = 24
  /// How far along it, in blocks.
  private static let reach = 4

  /// Anchors of a region that others bear out, in order.
  static func anchors(_ german: BlockVectors, _ english: BlockVectors, in region: DocumentPieces.Piece) -> [Anchor] {
    let (ourBlocks, theirBlocks) = (blocks(region.german), blocks(region.english))
    guard let ours = german.sums(ourBlocks), let theirs = english.sums(theirBlocks) else { return [] }
    var anchors: [Anchor] = []
    var rows: [Range<Int>]?
    var length = 1
    while max(ours.count, theirs.count) > length * mostBlocks { length *= ratio }
    while length > 0, rows == nil || !anchors.isEmpty {
      anchors = chain(ours.sums(of: length), theirs.sums(of: length), rows: rows)
      length /= ratio
      if length > 0 { rows = corridor(anchors, german: (ours.count + length - 1) / length, english: (theirs.count + length - 1) / length) }
    }
    // Only now, where the coarse look has found something, are single sentences needed.
    guard !anchors.isEmpty, let ours = german.sentences(ourBlocks.sentences(within: region.german)),
      let theirs = english.sentences(theirBlocks.sentences(within: region.english))
    else { return [] }
    let (g, e) = (ourBlocks.lowerBound * BlockVectors.length, theirBlocks.lowerBound * BlockVectors.length)
    return chain(ours, theirs, rows: corridor(anchors, german: ours.count, english: theirs.count)).map {
      Anchor(german: $0.german + g, english: $0.english + e, weight: $0.weight)
    }
  }

  /// The blocks that hold some sentences. The first may begin before them.
  private static func blocks(_ sentences: Range<Int>) -> Range<Int> {
    sentences.lowerBound / BlockVectors.length..<(sentences.upperBound + BlockVectors.length - 1) / BlockVectors.length
  }

  private static func chain(_ german: SentenceVectors, _ english: SentenceVectors, rows: [Range<Int>]?) -> [Anchor] {
    let rows = rows ?? Array(repeating: 0..<english.count, count: german.count)
    return LandmarkChain.borneOut(AnchorSearch.chain(nearest(german, english, rows: rows), english: 0..<english.count))
  }

  /// The pairs that are each other's nearest; a German sentence is compared with the English ones of its row.
  private static func nearest(_ german: SentenceVectors, _ english: SentenceVectors, rows: [Range<Int>]) -> [Anchor] {
    let (ours, theirs) = (german.runNorms(longest: 1), english.runNorms(longest: 1))
    var best: [(english: Int, cosine: Float)] = []
    var bestGerman = [(german: Int, cosine: Float)](repeating: (-1, 0), count: english.count)
    var dots: [Float] = []
    for (sentence, row) in rows.enumerated() {
      dots = Array(repeating: 0, count: row.count)
      german.dot(sentence, english, row, into: &dots[...])
      var found = (english: -1, cosine: Float(0))
      for (column, dot) in zip(row, dots) {
        let cosine = dot / (ours[sentence] * theirs[column])
        if cosine > found.cosine { found = (column, cosine) }
        if cosine > bestGerman[column].cosine { bestGerman[column] = (sentence, cosine) }
      }
      best.append(found)
    }
    return best.enumerated().compactMap { german, found in
      guard found.english >= 0, bestGerman[found.english].german == german else { return nil }
      return Anchor(german: german, english: found.english, weight: found.cosine)
    }
  }

  /// Where to look on the next finer level: along the diagonals of the anchors.
  private static func corridor(_ anchors: [Anchor], german: Int, english: Int) -> [Range<Int>] {
    var rows = [Range<Int>?](repeating: nil, count: german)
    for anchor in anchors {
      let (g, e) = (anchor.german * ratio, anchor.english * ratio)
      for row in max(0, g - reach * ratio)..<min(german, g + (reach + 1) * ratio) {
        let range = (e + row - g - width..<e + row - g + ratio + width).clamped(to: 0..<english)
        rows[row] = rows[row].map { min($0.lowerBound, range.lowerBound)..<max($0.upperBound, range.upperBound) } ?? range
      }
    }
    return rows.map { $0 ?? 0..<0 }
  }
}

extension Range<Int> {
  /// The sentences of these blocks, up to the end of a range.
  fileprivate func sentences(within range: Range<Int>) -> Range<Int> { lowerBound * BlockVectors.length..<range.upperBound }
}
