/// Finds anchors through two documents of any length from their landmarks, so that long pieces without any are few.
///
/// Landmarks that are rare in the whole documents come first: only they tell copies of a passage apart, however far away. Where these leave a long
/// gap, what is rare inside the gap is looked at, and where that leaves a gap, what is rare in a window that moves along the path and grows until
/// it sees past whatever one side lacks; in a window without rare landmarks sentences' vectors are compared. Time is almost linear: a window is
/// looked at only if the path then gets on by a part of its length, or else a part of the rest is given up.
struct LandmarkChain {
  private let german: Landmarks
  private let english: Landmarks
  private let required: RequiredBlocks
  private let vectors: (german: BlockVectors, english: BlockVectors)

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
  /// Anchors farther off each other's diagonals are on different ones: the path jumps.
  private static let step = 50
  /// Anchors bear a jump out that is at most so many times as long as their run.
  private static let support = 16
  /// Vectors are compared where fewer than one in so many sentences are anchors.
  private static let sparse = 8
  /// In a longer window no vectors are compared: they take half a kilobyte a sentence.
  private static let longestVectors = 150_000

  /// Anchors that others bear out, in order, and the corners of what is required.
  /// - Parameter vectors: makes sentences' vectors.
  static func anchors(
    german: Landmarks, english: Landmarks, required: RequiredBlocks, vectors: (german: BlockVectors.Source, english: BlockVectors.Source)
  ) -> [Anchor] {
    let search = LandmarkChain(
      german: german, english: english, required: required,
      vectors: (BlockVectors(count: german.count, source: vectors.german), BlockVectors(count: english.count, source: vectors.english)))
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
    for anchor in steady(chain(in: region, usesPairs: false), from: (g, e), jump: .max) + [end] {
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
      let start = isOnPath ? (g, e) : nil
      let jump = window == rest ? Int.max : length / Self.jumps
      var found = steady(chain(in: window, usesPairs: true), from: start, jump: jump)
      if Self.sparse * found.count < min(window.german.count, window.english.count) {
        let other = steady(vectorChain(in: window), from: start, jump: jump)
        if other.count > found.count { found = other }
      }
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

  /// The anchors before the first jump that is too long for the window, without those that are too few for a jump.
  private func steady(_ anchors: [Anchor], from start: (german: Int, english: Int)?, jump: Int) -> [Anchor] {
    guard let first = anchors.first else { return [] }
    var shift = start.map { $0.german - $0.english } ?? first.german - first.english
    var result: [Anchor] = []
    var run = anchors[...]
    while let first = run.first {
      var last = first
      let end =
        run.firstIndex { anchor in
          defer { last = anchor }
          return abs(anchor.german - anchor.english - (last.german - last.english)) > Self.step
        } ?? run.endIndex
      let (count, here) = (end - run.startIndex, first.german - first.english)
      let reach = run[end - 1].german - first.german
      if abs(here - shift) <= Self.support * reach {
        guard abs(here - shift) <= jump else { break }
        result += run.prefix(count)
        shift = run[end - 1].german - run[end - 1].english
      }
      run = run[end...]
    }
    return result
  }

  /// The anchors of a region that others bear out.
  private func chain(in region: Region, usesPairs: Bool) -> [Anchor] {
    let candidates = RareKeys.candidates(german: german, english: english, in: region, usesPairs: usesPairs)
    let anchors = AnchorSearch.chain(candidates.filter(required.admits), english: region.english)
    return Self.borneOut(anchors)
  }

  /// The anchors of a region by its sentences' vectors.
  private func vectorChain(in region: Region) -> [Anchor] {
    guard max(region.german.count, region.english.count) <= Self.longestVectors else { return [] }
    return VectorChain.anchors(vectors.german, vectors.english, in: region).filter { anchor in
      region.german.contains(anchor.german) && region.english.contains(anchor.english) && required.admits(anchor)
    }
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
