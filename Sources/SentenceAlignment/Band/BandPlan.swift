/// Decides which part of the lattice is searched, and widens it where the answer may lie outside.
///
/// Small documents are searched whole. In larger ones a chain of anchors leads the band: it spans the rectangle between two anchors, or where
/// that is large a stripe along its diagonal. Posterior mass at an edge says that the stripe was too narrow there; it is then widened. The
/// number of points is bounded by `pointsPerSentence` times the sentences, so that time and memory stay linear.
struct BandPlan: Sendable {
  /// The part of the lattice to search now.
  private(set) var band: Band
  private var padding: [Int]
  private var rounds = 0

  /// A lattice of up to so many points is searched whole.
  private static let wholeLattice = 10_000
  /// A rectangle between anchors of up to so many points is searched whole.
  private static let wholeRectangle = 2_500
  /// How far the band reaches beyond anchors and stripes, in sentences.
  private static let margin = 8
  private static let stripe = 40
  private static let pointsPerSentence = 300
  private static let mostRounds = 4
  /// A touched row is widened by so many times what it was last widened by.
  private static let growth = 4
  /// A row whose edge holds this much of the posterior is widened.
  private static let edgeMassLimit = 1e-3

  /// Plans the first band, which holds what is required.
  init(_ vectors: SparseVectors, required: RequiredBlocks = RequiredBlocks()) {
    let (german, english) = (vectors.germanMass.count, vectors.englishMass.count)
    padding = Array(repeating: Self.margin, count: german + 1)
    guard (german + 1) * (english + 1) > Self.wholeLattice else {
      band = Band(german: german, english: english)
      return
    }
    var rows = [Range<Int>?](repeating: nil, count: german + 1)
    var start = Anchor(german: 0, english: 0, weight: 0)
    let found = AnchorSearch.chain(AnchorSearch.candidates(vectors).filter(required.admits), english: 0..<english)
    for end in required.joined(with: found) + [Anchor(german: german, english: english, weight: 0)] {
      Self.connect(start, end, &rows)
      start = end
    }
    band = Band(rows: rows.map { $0 ?? 0..<english + 1 }, english: english)
  }

  private static func connect(_ start: Anchor, _ end: Anchor, _ rows: inout [Range<Int>?]) {
    let (height, width) = (end.german - start.german, end.english - start.english)
    for row in start.german...end.german {
      let range: Range<Int>
      if (height + 1) * (width + 1) <= wholeRectangle {
        range = start.english - margin..<end.english + margin + 1
      } else {
        let center = start.english + (height > 0 ? width * (row - start.german) / height : width)
        let step = height > 0 ? width / height + 1 : width
        let half = stripe + step
        range = max(start.english, center - half) - margin..<min(end.english, center + half) + margin + 1
      }
      let joined = rows[row].map { min($0.lowerBound, range.lowerBound)..<max($0.upperBound, range.upperBound) } ?? range
      rows[row] = max(0, joined.lowerBound)..<joined.upperBound
    }
  }

  /// Widens the band around the rows whose edges hold posterior mass (`edgeMass`, by row). Where only a part of the band was searched, edges of
  /// the part that are none of the band do not count.
  /// - Returns: whether anything changed, so that the search must run again.
  mutating func widen(whereTouched edgeMass: [Double], of part: Band? = nil) -> Bool {
    let part = part ?? band
    let touched = edgeMass.indices.filter { row in
      let (searched, whole) = (part.rows[row], band.rows[row])
      let atEdge = searched.lowerBound == whole.lowerBound && searched.lowerBound > 0 || searched.upperBound == whole.upperBound
      return atEdge && edgeMass[row] > Self.edgeMassLimit
    }
    let budget = Self.wholeLattice + Self.pointsPerSentence * (band.german + band.english)
    guard !touched.isEmpty, rounds < Self.mostRounds, band.count < budget else { return false }
    // Where most is in doubt whatever the width, a wider band is no help.
    guard rounds < 2 || touched.count < band.rows.count / 4 else { return false }
    rounds += 1
    var isWidened = [Bool](repeating: false, count: band.rows.count)
    for row in touched {
      let near = max(0, row - 2 * padding[row])...min(band.german, row + 2 * padding[row])
      for row in near where !isWidened[row] { isWidened[row] = true }
    }
    var rows = band.rows
    for row in rows.indices where isWidened[row] {
      padding[row] *= Self.growth
      rows[row] = max(0, rows[row].lowerBound - padding[row])..<rows[row].upperBound + padding[row]
    }
    let wider = Band(rows: rows, english: band.english)
    guard wider != band else { return false }
    band = wider
    return true
  }
}
