import BilingualModel

/// Finds anchors through two documents of any length from their landmarks, so that long pieces without any are few.
///
/// Landmarks that are rare in the whole documents come first: only they tell copies of a passage apart, however far away. Where these leave a long
/// gap, what is rare inside the gap is looked at, and where that leaves a gap, what is rare in a window that moves along the path and grows until
/// it sees past whatever one side lacks; in a window without rare landmarks sentences' vectors are compared. Time is almost linear: a window is
/// looked at only if the path then gets on by a part of its length, or else a part of the rest is given up.
struct LandmarkChain {
  /// Makes the vectors of a region's sentences; `nil` without a model.
  typealias Vectors = (DocumentPieces.Piece) -> (german: SentenceVectors, english: SentenceVectors)?

  private let german: Landmarks
  private let english: Landmarks
  private let required: RequiredBlocks
  private let vectors: Vectors

  /// An anchor counts when so many others before it, or behind it, …
  static let witnesses = 5
  /// … lie within so many sentences, …
  static let reach = 40
  /// … nearly on its diagonal.
  static let drift = 2
  /// A gap between anchors with no more sentences on either side is left as it is.
  private static let gap = 2000
  /// The first window.
  private static let window = 4000
  /// A jump off the diagonal needs a window so many times as long around it.
  private static let jumps = 4
  /// In a longer window no vectors are compared: they take half a kilobyte a sentence.
  private static let longestVectors = 150_000

  /// Anchors that others bear out, in order, and the corners of what is required.
  static func anchors(german: Landmarks, english: Landmarks, required: RequiredBlocks, vectors: @escaping Vectors) -> [Anchor] {
    let search = LandmarkChain(german: german, english: english, required: required, vectors: vectors)
    var anchors: [Anchor] = []
    var (g, e) = (0, 0)
    for block in required.blocks {
      anchors += search.settle(region(g..<block.german.lowerBound, e..<block.english.lowerBound))
      (g, e) = (block.german.upperBound, block.english.upperBound)
    }
    return required.joined(with: anchors + search.settle(region(g..<german.count, e..<english.count)))
  }

  private typealias Region = DocumentPieces.Piece

  private static func region(_ german: Range<Int>, _ english: Range<Int>) -> Region { Region(german: german, english: english) }

  /// The anchors of a region, and in turn those of the gaps they leave.
  private func settle(_ region: Region) -> [Anchor] {
    var result: [Anchor] = []
    var (g, e) = (region.german.lowerBound, region.english.lowerBound)
    let end = Anchor(german: region.german.upperBound, english: region.english.upperBound, weight: 0)
    for anchor in chain(in: region) + [end] {
      let gap = Self.region(g..<anchor.german, e..<anchor.english)
      // What one side has alone is no gap to be closed.
      if min(gap.german.count, gap.english.count) > Self.gap / 4, max(gap.german.count, gap.english.count) > Self.gap {
        result += 2 * gap.size <= region.size ? settle(gap) : walk(gap)
      }
      result.append(anchor)
      (g, e) = (anchor.german + 1, anchor.english + 1)
    }
    return result.dropLast()
  }

  /// The anchors that a window finds that moves through a region from its start, and grows where it finds none.
  private func walk(_ region: Region) -> [Anchor] {
    var result: [Anchor] = []
    var (g, e) = (region.german.lowerBound, region.english.lowerBound)
    var length = Self.window
    var isOnPath = true
    while g < region.german.upperBound, e < region.english.upperBound {
      let rest = Self.region(g..<region.german.upperBound, e..<region.english.upperBound)
      let window = Self.region(rest.german.prefix(length), rest.english.prefix(length))
      var found = chain(in: window)
      if found.isEmpty { found = vectorChain(in: window) }
      if window != rest { found = steady(found, from: isOnPath ? (g, e) : nil, jump: length / Self.jumps) }
      result += found
      if let last = found.last {
        let progress = max(last.german - g, last.english - e)
        (g, e) = (last.german + 1, last.english + 1)
        length = progress >= length / 4 ? Self.window : 2 * length
        isOnPath = true
      } else if window != rest {
        length *= 2
      } else {
        (g, e) = (g + (rest.german.count + 3) / 4, e + (rest.english.count + 3) / 4)
        length = Self.window
        isOnPath = false
      }
    }
    return result
  }

  /// The anchors before the first jump that is too long for the window.
  private func steady(_ anchors: [Anchor], from start: (german: Int, english: Int)?, jump: Int) -> [Anchor] {
    guard let first = anchors.first else { return [] }
    var shift = start.map { $0.german - $0.english } ?? first.german - first.english
    return Array(
      anchors.prefix { anchor in
        defer { shift = anchor.german - anchor.english }
        return abs(anchor.german - anchor.english - shift) <= jump
      })
  }

  /// The anchors of a region that others bear out.
  private func chain(in region: Region) -> [Anchor] {
    let candidates = RareKeys.candidates(german: german, english: english, in: region)
    let anchors = AnchorSearch.chain(candidates.filter(required.admits), english: region.english)
    return Self.borneOut(anchors)
  }

  /// The anchors of a region by its sentences' vectors.
  private func vectorChain(in region: Region) -> [Anchor] {
    guard max(region.german.count, region.english.count) <= Self.longestVectors, let vectors = vectors(region) else { return [] }
    return VectorChain.anchors(vectors.german, vectors.english).map {
      Anchor(german: $0.german + region.german.lowerBound, english: $0.english + region.english.lowerBound, weight: $0.weight)
    }.filter(required.admits)
  }

  /// The anchors of a chain that others bear out.
  static func borneOut(_ anchors: [Anchor]) -> [Anchor] {
    anchors.indices.filter { isBorneOut(anchors, $0, by: -witnesses) || isBorneOut(anchors, $0, by: witnesses) }.map { anchors[$0] }
  }

  /// Whether the anchors next to one, so many behind it or before it, agree with it.
  static func isBorneOut(_ anchors: [Anchor], _ index: Int, by count: Int) -> Bool {
    guard anchors.indices.contains(index + count) else { return false }
    let anchor = anchors[index]
    return anchors[min(index, index + count)...max(index, index + count)].allSatisfy {
      let (down, right) = ($0.german - anchor.german, $0.english - anchor.english)
      return abs(down) <= reach && abs(down - right) <= drift
    }
  }
}
