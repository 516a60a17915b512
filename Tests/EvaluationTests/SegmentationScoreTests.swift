import Corpus
import Foundation
import TestSupport
import Testing

@testable import Evaluation

@Suite struct SegmentationScoreTests {
  private func score(_ gold: [String], _ test: [String], paragraphs: [String]? = nil) throws -> SegmentationScore {
    var score = SegmentationScore()
    try score.add(gold: gold, test: test, paragraphs: paragraphs, file: "test.txt")
    return score
  }

  @Test("The seed pair's gold sentences agree with themselves and with their paragraphs")
  func seedPair() throws {
    for (name, sentences, paragraphs) in [("de", 31, 14), ("en", 34, 15)] {
      let gold = try String(contentsOfFile: "\(kimPutin)/\(name).sent", encoding: .utf8).split(separator: "\n").map(String.init)
      let whole = try String(contentsOfFile: "\(kimPutin)/\(name).txt", encoding: .utf8).split(separator: "\n").map(String.init)
      let all = try score(gold, gold)
      #expect(all.boundaries.tested == sentences && all.boundaries.f1 == 1 && all.sentences.f1 == 1)
      let inside = try score(gold, gold, paragraphs: whole)
      #expect(inside.boundaries.expected == sentences - paragraphs && inside.boundaries.f1 == 1)
      let unsplit = try score(gold, whole)
      #expect(unsplit.boundaries.precision == 1 && unsplit.boundaries.rightOfExpected == paragraphs)
      #expect(try score(gold, whole, paragraphs: whole).boundaries.f1 == 0)
    }
  }

  @Test("Ends and whole sentences are counted apart")
  func counts() throws {
    let result = try score(["Eins. ", "Zwei z. B. drei.", "Vier."], ["Eins.", "Zwei z. B.", " drei.\nVier."])
    #expect(result.boundaries.tested == 3 && result.boundaries.rightOfTested == 2)
    #expect(result.boundaries.expected == 3 && result.boundaries.rightOfExpected == 2)
    #expect(result.sentences.rightOfTested == 1 && result.sentences.tested == 3)
  }

  @Test("White space of any kind does not count, empty pieces neither")
  func whiteSpace() throws {
    let result = try score(["a b.", "c\u{1F600}d."], ["\u{FEFF}a\u{A0}\nb.\u{200B}", "  ", "c \u{1F600}\u{2028}d.", ""])
    #expect(result.boundaries.tested == 2 && result.boundaries.f1 == 1 && result.sentences.f1 == 1)
  }

  @Test("Texts that differ are refused with the place")
  func different() {
    let cure = "(score two segmentations of the same text)"
    for (gold, test, expected) in [
      (
        ["ab", "cd"], ["a b", "x"],
        "test.txt: the texts differ after 2 characters without white space: gold has 'c', test sentence 2 has 'x' \(cure)"
      ),
      (
        ["ab"], ["ab", "c"],
        "test.txt: the texts differ after 2 characters without white space: gold has nothing, test sentence 2 has 'c' \(cure)"
      ),
      (
        ["ab", "c"], ["ab"],
        "test.txt: the texts differ after 2 characters without white space: gold has 'c', after the last test sentence is nothing \(cure)"
      ),
    ] {
      let thrown = #expect(throws: Diagnostic.self) { try score(gold, test) }
      #expect(thrown?.description == expected && thrown?.kind == .malformedInput)
    }
    #expect(throws: Diagnostic.self) { try score(["ab"], ["ab"], paragraphs: ["a"]) }
  }

  @Test("On random segmentations the counts are those of sets of naive offsets")
  func naive() throws {
    var random = SplitMix64(seed: 5)
    let text = Array("Der Bär.Äh! ja\u{1F600}. z.B. so".unicodeScalars)
    for _ in 0..<300 {
      let (gold, test) = (cut(text, &random), cut(text, &random))
      let result = try score(gold, test)
      let (a, b) = (offsets(gold), offsets(test))
      #expect(result.boundaries.rightOfTested == a.intersection(b).count && result.boundaries.tested == b.count)
      #expect(result.boundaries.expected == a.count)
    }
  }

  private func cut(_ text: [Unicode.Scalar], _ random: inout SplitMix64) -> [String] {
    var pieces = [""]
    for scalar in text {
      if Int.random(in: 0..<5, using: &random) == 0 { pieces.append("") }
      pieces[pieces.count - 1].unicodeScalars.append(scalar)
    }
    return pieces
  }

  private func offsets(_ pieces: [String]) -> Set<Int> {
    Set(pieces.indices.map { pieces[...$0].joined().filter { !$0.isWhitespace }.unicodeScalars.count }.filter { $0 > 0 })
  }

  @Test("Text and JSON say the same, word for word")
  func printed() throws {
    let result = try score(["a.", "b."], ["a.b."])
    #expect(
      result.description == """
                    precision  recall      F1
        boundaries     1.0000  0.5000  0.6667
        sentences      0.0000  0.0000  0.0000

        """)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(result.json.utf8)) as? [String: [String: Double]])
    #expect(json["boundaries"]?["recall"] == 0.5 && json["sentences"]?["f1"] == 0)
  }
}
