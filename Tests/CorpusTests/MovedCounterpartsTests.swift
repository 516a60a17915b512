import Corpus
import Testing

@Suite struct MovedCounterpartsTests {
  @Test("The sentences of null beads know what they match elsewhere; no other beads do")
  func counterparts() {
    let beads = [
      Bead(german: 0..<1, english: 0..<0), Bead(german: 1..<3, english: 0..<0), Bead(german: 3..<4, english: 0..<1),
      Bead(german: 4..<4, english: 1..<2), Bead(german: 4..<4, english: 2..<4), Bead(german: 4..<5, english: 4..<4),
    ]
    let moved = MovedBlock(
      german: 0..<3, english: 1..<4,
      beads: [Bead(german: 0..<1, english: 1..<3), Bead(german: 1..<2, english: 3..<3), Bead(german: 2..<3, english: 3..<4)])
    let counterparts = MovedCounterparts(Alignment(beads: beads, moved: [moved]))
    #expect(beads.map { counterparts[$0] } == [[1, 2], [3], [], [0], [0, 2], []])
  }
}
