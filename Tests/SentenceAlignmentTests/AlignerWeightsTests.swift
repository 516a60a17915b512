import Corpus
import Testing

@testable import SentenceAlignment

@Suite struct AlignerWeightsTests {
  @Test("The weights that ship know the eight bead types and read back what they write")
  func shipped() throws {
    let weights = try PassWeights(usesModel: true).first
    let types = Set(weights.types.map(\.description))
    #expect(types.isSuperset(of: ["0-1", "1-0", "1-1", "1-2", "2-1", "2-2", "1-3", "3-1"]))
    #expect(try AlignerWeights(parsing: weights.text, file: "again") == weights)
  }

  @Test(
    "A damaged weights file is refused with its line",
    arguments: [
      ("bead 1-1", "an entry is a kind, a name and a number"),
      ("bead 1-1 nan", "an entry is a kind, a name and a number"),
      ("feature cognates 1 2", "a bead has a bias and a share, other entries have a number"),
      ("bead 1-1 1", "a bead has a bias and a share, other entries have a number"),
      ("bead 1-1 1 0", "a share is above 0 and at most 1"),
      ("bead 0-0 1 1", "'0-0' is no bead type"),
      ("bead 1-x 1 1", "'1-x' is no bead type"),
      ("bead 99999999999999999999-1 1 1", "'99999999999999999999-1' is no bead type"),
      ("feature nothing 1", "there is no feature 'nothing'"),
      ("chain loop 1", "there is no entry 'chain loop'"),
    ])
  func damaged(line: String, message: String) {
    #expect(throws: Diagnostic(.malformedInput, file: "w", at: .line(2), message)) {
      try AlignerWeights(parsing: "# comment\n\(line)\n", file: "w")
    }
  }
}
