import Corpus
import TestSupport
import Testing

@Suite struct AlignmentTests {
  private func alignment(_ beads: [(Range<Int>, Range<Int>)]) -> Alignment {
    Alignment(beads: beads.map { Bead(german: $0.0, english: $0.1) })
  }

  @Test("Beads cover both sides when they follow each other from end to end")
  func covers() {
    let good = alignment([(0..<1, 0..<2), (1..<1, 2..<3), (1..<3, 3..<4), (3..<4, 4..<4)])
    #expect(good.covers(german: 4, english: 4))
    #expect(!good.covers(german: 5, english: 4) && !good.covers(german: 4, english: 3))
    #expect(alignment([]).covers(german: 0, english: 0) && !alignment([]).covers(german: 1, english: 0))
    for bad in [
      [(0..<1, 0..<1), (2..<3, 1..<2)], [(0..<2, 0..<1), (1..<3, 1..<2)], [(1..<3, 0..<2)], [(0..<3, 0..<2), (3..<3, 2..<2)],
      [(0..<1, 1..<2), (1..<3, 0..<1)],
    ] {
      #expect(!alignment(bad).covers(german: 3, english: 2))
    }
  }

  @Test("Dropping or swapping any bead of a cover is seen")
  func coverBroken() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<200 {
      var beads: [Bead] = []
      var (g, e) = (0, 0)
      for _ in 0..<6 {
        let i = Int.random(in: 0...3, using: &random)
        let j = Int.random(in: (i == 0 ? 1 : 0)...3, using: &random)
        beads.append(Bead(german: g..<g + i, english: e..<e + j))
        (g, e) = (g + i, e + j)
      }
      #expect(Alignment(beads: beads).covers(german: g, english: e))
      let k = Int.random(in: 0..<5, using: &random)
      var dropped = beads
      dropped.remove(at: k)
      #expect(!Alignment(beads: dropped).covers(german: g, english: e))
      beads.swapAt(k, k + 1)
      #expect(!Alignment(beads: beads).covers(german: g, english: e))
    }
  }

  @Test("Types are counted, ordered and written as `1-2`")
  func types() {
    let counts = alignment([(0..<1, 0..<2), (1..<1, 2..<3), (1..<2, 3..<5)]).countsByType
    #expect(counts == [BeadType(german: 1, english: 2): 2, BeadType(german: 0, english: 1): 1])
    #expect(counts.keys.sorted().map(\.description) == ["0-1", "1-2"])
    #expect(BeadType(german: 0, english: 1).isNull && !BeadType(german: 1, english: 2).isNull)
  }
}
