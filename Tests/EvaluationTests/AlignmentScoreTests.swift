import Corpus
import Foundation
import TestSupport
import Testing

@testable import Evaluation

@Suite struct AlignmentScoreTests {
  private func seedGold() throws -> [IndexBead] {
    try BeadFile.beads(in: Array(try Data(contentsOf: URL(fileURLWithPath: kimPutin + "/gold.txt"))), file: "gold.txt")
  }

  private func score(_ gold: [IndexBead], _ test: [IndexBead]) -> AlignmentScore {
    var score = AlignmentScore()
    score.add(gold: gold, test: test)
    return score
  }

  @Test("Gold against itself is right in all, null beads included")
  func perfect() throws {
    let gold = try seedGold()
    let result = score(gold, gold)
    for agreement in [result.strict, result.lax, result.null] {
      #expect(agreement.precision == 1 && agreement.recall == 1 && agreement.f1 == 1)
    }
    #expect(result.strict.tested == 31 && result.strict.expected == 29 && result.null.expected == 2)
    let counts = result.types.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.gold) \($0.value.test) \($0.value.right)" }
    #expect(counts == ["0-1: 2 2 2", "1-1: 24 24 24", "1-2: 3 3 3", "2-1: 2 2 2"])
  }

  /// Joins or breaks every other bead, always in the same way.
  private func disturb(_ gold: [IndexBead]) -> [IndexBead] {
    var test: [IndexBead] = []
    var i = 0
    while i < gold.count {
      let bead = gold[i]
      if i % 4 == 1, i + 1 < gold.count {
        i += 1
        test.append(IndexBead(german: bead.german + gold[i].german, english: bead.english + gold[i].english))
      } else if i % 4 == 3, !bead.type.isNull {
        test += [IndexBead(german: bead.german, english: []), IndexBead(german: [], english: bead.english)]
      } else {
        test.append(bead)
      }
      i += 1
    }
    return test
  }

  @Test("The counts are those of vecalign's scorer on a disturbed alignment of the seed pair")
  func vecalign() throws {
    let gold = try seedGold()
    let result = score(gold, disturb(gold))
    // From vecalign's score.py on the same beads: true and false positives for precision, then for recall.
    #expect(result.strict.rightOfTested == 8 && result.strict.tested == 8 + 22 && result.lax.rightOfTested == 16)
    #expect(result.strict.rightOfExpected == 7 && result.strict.expected == 7 + 22 && result.lax.rightOfExpected == 22)
    #expect(abs(result.strict.f1 - 0.25339366515837103) < 1e-12)
    #expect(abs(result.lax.f1 - 0.6263345195729537) < 1e-12)
  }

  @Test("On random alignments the counts are those of a comparison of all pairs of beads")
  func allPairs() {
    var random = SplitMix64(seed: 11)
    var overlaps = 0
    for _ in 0..<500 {
      let (gold, test) = (randomBeads(&random), randomBeads(&random))
      let result = score(gold, test)
      let meets = { (a: IndexBead, b: IndexBead) in
        a == b || (!Set(a.german).isDisjoint(with: b.german) && !Set(a.english).isDisjoint(with: b.english))
      }
      let full = { (beads: [IndexBead]) in beads.filter { !$0.german.isEmpty && !$0.english.isEmpty } }
      #expect(result.strict.rightOfTested == test.count { gold.contains($0) })
      #expect(result.lax.rightOfTested == test.count { bead in gold.contains { meets(bead, $0) } })
      #expect(result.strict.rightOfExpected == full(gold).count { full(test).contains($0) })
      #expect(result.lax.rightOfExpected == full(gold).count { bead in full(test).contains { meets(bead, $0) } })
      #expect(result.strict.tested == test.count && result.lax.expected == full(gold).count)
      overlaps += result.lax.rightOfTested - result.strict.rightOfTested
    }
    #expect(overlaps > 100)
  }

  private func randomBeads(_ random: inout SplitMix64) -> [IndexBead] {
    var beads: [IndexBead] = []
    var (german, english) = (0, 0)
    while german < 12, english < 12 {
      let (i, j) = (Int.random(in: 0...2, using: &random), Int.random(in: 0...2, using: &random))
      guard i + j > 0 else { continue }
      beads.append(IndexBead(german: Array(german..<german + i), english: Array(english..<english + j)))
      (german, english) = (german + i, english + j)
    }
    return beads
  }

  @Test("Files accumulate counts, not means")
  func accumulates() throws {
    let gold = try seedGold()
    var both = AlignmentScore()
    both.add(gold: gold, test: gold)
    both.add(gold: gold, test: disturb(gold))
    #expect(both.strict.rightOfTested == 31 + 8 && both.strict.tested == 31 + 30 && both.strict.expected == 58)
  }

  @Test("Beads without any sentence and repeated beads do not count; nothing against nothing is 0")
  func empty() {
    let bead = IndexBead(german: [0], english: [0])
    let result = score([bead, bead], [bead, IndexBead(german: [], english: []), bead])
    #expect(result.strict.tested == 1 && result.strict.expected == 1 && result.strict.f1 == 1)
    let none = score([], [])
    #expect(none.strict.precision == 0 && none.strict.recall == 0 && none.lax.f1 == 0)
  }

  @Test("An aligner's beads become indices")
  func fromAligner() {
    #expect(IndexBead(Bead(german: 1..<3, english: 4..<4)) == IndexBead(german: [1, 2], english: []))
  }

  @Test("Text and JSON say the same, word for word")
  func printed() throws {
    let gold = [IndexBead(german: [0], english: [0]), IndexBead(german: [1], english: []), IndexBead(german: [2], english: [1])]
    let test = [IndexBead(german: [0], english: [0]), IndexBead(german: [1, 2], english: [1])]
    let result = score(gold, test)
    #expect(
      result.description == """
                    precision  recall      F1
        strict         0.5000  0.5000  0.5000
        lax            1.0000  1.0000  1.0000
        null beads     0.0000  0.0000  0.0000

        type  gold  test  right
        1-0      1     0      0
        1-1      2     1      1
        2-1      0     1      0

        """)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(result.json.utf8)) as? [String: [String: Any]])
    #expect(json["strict"]?["f1"] as? Double == 0.5 && json["lax"]?["recall"] as? Double == 1)
    #expect((json["types"]?["1-1"] as? [String: Int]) == ["gold": 2, "test": 1, "right": 1])
    #expect(!result.json.contains("\n"))
  }
}
