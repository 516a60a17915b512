import Corpus
import Testing

@testable import Evaluation

@Suite struct BeadFileTests {
  private func beads(_ text: String) throws -> [IndexBead] { try BeadFile.beads(in: Array(text.utf8), file: "x.beads") }

  @Test("Beads are read in every form that aligners write")
  func forms() throws {
    let text = "\u{FEFF}[0]:[0, 1]\r\n[]:[2]:0.9731\n\n [1,2] : [ 3 ] : 1.5e-3 \n[3, 7]:[]"
    let expected = [([0], [0, 1]), ([], [2]), ([1, 2], [3]), ([3, 7], [])].map { IndexBead(german: $0.0, english: $0.1) }
    #expect(try beads(text) == expected)
    #expect(try beads("").isEmpty)
  }

  @Test(
    "What is not a bead is named with its line",
    arguments: [
      "0:1", "[0]", "[0]:[1", "[0]:[1]:", "[0]:[1]:x", "[0]:[1]:nan", "[0]:[1]:0:0", "[-1]:[0]", "[+1]:[0]", "[0,]:[0]", "[1, 0]:[0]",
      "[0, 0]:[0]",
      "[a]:[0]", "[99999999999999999999]:[0]", "[٣]:[0]", "[ ,]:[0]", "[:[0]",
    ])
  func malformed(line: String) {
    let expected = Diagnostic(
      .malformedInput, file: "x.beads", at: .line(3), "not a bead: \(line)", cure: "write it as [0, 1]:[2], indices rising")
    #expect(throws: expected) { try beads("[20]:[20]\n\n\(line)\n") }
  }

  @Test("Bytes that are no text are malformed, not a crash")
  func bytes() {
    #expect(throws: Diagnostic.self) { try BeadFile.beads(in: [0xFF, 0x5B, 0x00], file: "x") }
  }

  @Test("A sentence in two beads is refused")
  func repeated() {
    let german = "x.beads:2: German sentence 1 is in two beads (leave it in one)"
    let english = "x.beads:2: English sentence 0 is in two beads (leave it in one)"
    for (text, expected) in [("[0, 1]:[0]\n[1]:[1]\n", german), ("[0]:[0]\n[1]:[0]\n", english)] {
      let thrown = #expect(throws: Diagnostic.self) { try beads(text) }
      #expect(thrown?.description == expected)
    }
  }
}
