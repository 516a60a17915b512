import TestSupport
import Testing

@testable import SentenceAlignment

@Suite struct BandTests {
  @Test("Any rows are mended to a connected band from corner to corner", arguments: 0..<100)
  func mending(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let (german, english) = (Int.random(in: 0...20, using: &random), Int.random(in: 0...20, using: &random))
    let given = (0...german).map { _ in
      let low = Int.random(in: -5...english + 5, using: &random)
      return low..<low + Int.random(in: 0...8, using: &random)
    }
    let band = Band(rows: given, english: english)
    #expect(band.german == german && band.english == english)
    #expect(band.index(0, 0) == 0)
    #expect(band.index(german, english) == band.count - 1)
    for (row, next) in zip(band.rows, band.rows.dropFirst()) {
      #expect(row.overlaps(next) && row.lowerBound <= next.lowerBound && row.upperBound <= next.upperBound)
    }
    for (row, range) in given.enumerated() {
      let inside = range.clamped(to: 0..<english + 1)
      #expect(inside.isEmpty || (band.rows[row].contains(inside.lowerBound) && band.rows[row].contains(inside.upperBound - 1)))
    }
  }

  @Test("Points are numbered row by row without a gap")
  func numbering() {
    let band = Band(rows: [0..<2, 1..<4, 2..<5], english: 4)
    let points = band.rows.indices.flatMap { row in band.rows[row].map { band.index(row, $0) } }
    #expect(points == (0..<band.count).map { $0 })
    #expect(band.index(0, 4) == nil && band.index(-1, 0) == nil && band.index(3, 0) == nil)
  }

  @Test("Anchors follow a text through deleted stretches and repeated passages")
  func anchors() {
    // Each sentence has its own two keys, but for a refrain every ten sentences; German lacks a stretch of 60.
    let english = (0..<400).map { (sentence: UInt64) -> [UInt64] in
      sentence % 10 == 0 ? [1, 2, 3] : [sentence * 2 + 100, sentence * 2 + 101]
    }
    let german = Array(english[..<100] + english[160...])
    let vectors = SparseVectors(german: german, english: english)
    let chain = AnchorSearch.chain(AnchorSearch.candidates(vectors), english: 0..<english.count)
    #expect(chain.count > 250)
    for anchor in chain { #expect(anchor.english - anchor.german == (anchor.german < 100 ? 0 : 60), "\(anchor)") }
    let band = BandPlan(vectors).band
    for row in 0...german.count { #expect(band.rows[row].contains(row < 100 ? row : row + 60)) }
    #expect(band.count < 60 * german.count)
  }

  @Test("A band that posterior mass touches grows there, and stays within its budget")
  func widening() {
    let sentences = (0..<300).map { [UInt64($0)] }
    var plan = BandPlan(SparseVectors(german: sentences, english: sentences))
    let before = plan.band
    let isWiderUntouched = plan.widen(whereTouched: Array(repeating: 0, count: 301))
    #expect(!isWiderUntouched && plan.band == before)
    var mass = Array(repeating: 0.0, count: 301)
    mass[150] = 0.5
    let isWider = plan.widen(whereTouched: mass)
    #expect(isWider)
    #expect(plan.band.rows[150].count > before.rows[150].count)
    #expect(plan.band.rows[20] == before.rows[20])
    while plan.widen(whereTouched: Array(repeating: 1, count: 301)) {}
    #expect(plan.band.count <= 301 * 301)
  }

  @Test("However little tells pairs apart, a bounded part of the band is looked at closely")
  func boundedSearch() {
    var random = SplitMix64(seed: 1)
    let band = Band(german: 1000, english: 900)
    let narrow = CoarseSearch.narrow(band) { _, _, scores in
      for place in scores.indices { scores[place] = Float.random(in: 0...0.01, using: &random) }
    }
    #expect(narrow.count <= 25_000)
    #expect(narrow.index(0, 0) == 0 && narrow.index(1000, 900) == narrow.count - 1)
  }
}
