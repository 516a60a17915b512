import TestSupport
import Testing

@testable import TranslationMemory

@Suite struct TextDifferenceTests {
  @Test("Differences are shown by words and by characters")
  func shown() throws {
    let words = try TextDifference.words(from: "Open the file.", to: "Open a big file.", MatchTokenizer(language: "en"))
    #expect(words.runs == [.equal("Open "), .deleted("the"), .inserted("a big"), .equal(" file.")])
    let characters = TextDifference.characters(from: "2023", to: "2024")
    #expect(characters.runs == [.equal("202"), .deleted("3"), .inserted("4")])
    #expect(TextDifference.characters(from: "x", to: "x").runs == [.equal("x")])
    #expect(TextDifference.characters(from: "", to: "").runs.isEmpty)
  }

  @Test("The runs make up both texts, with as few edits as there can be", arguments: [2, 4, 26])
  func fewest(letters: Int) {
    var source = RandomTexts(random: SplitMix64(seed: UInt64(letters)), alphabet: Array("abcdefghijklmnopqrstuvwxyz".prefix(letters)))
    for _ in 0..<300 {
      let a = source.text(0...40)
      let b = Bool.random(using: &source.random) ? source.edited(a, 8) : source.text(0...40)
      let (left, right) = (Array(a), Array(b))
      let steps = EditScript.steps(from: left, to: right)
      #expect(steps.flatMap { left[$0.from] } == left)
      #expect(steps.flatMap { right[$0.to] } == right)
      #expect(steps.allSatisfy { !$0.isEqual || Array(left[$0.from]) == Array(right[$0.to]) })
      let edits = steps.reduce(0) { $0 + ($1.isEqual ? 0 : max($1.from.count, $1.to.count)) }
      #expect(edits == EditDistance.between(left, right), "\(a) \(b)")
    }
  }

  @Test("Where texts are too long for the fewest edits, what differs is one step")
  func long() {
    let a = [0] + [Int](repeating: 1, count: 5000) + [0]
    let b = [0] + [Int](repeating: 2, count: 5000) + [0]
    #expect(EditScript.steps(from: a, to: b).map(\.isEqual) == [true, false, true])
  }
}
