import Corpus
import SentenceAlignment
import TestSupport
import Testing

@Suite("Confidences that allow for how hard a document is")
struct TemperedBeadsTests {
  /// One bead a sentence pair, with these confidences.
  private func beads(_ confidences: [Double]) -> [Bead] {
    confidences.enumerated().map { Bead(german: $0..<$0 + 1, english: $0..<$0 + 1, confidence: $1) }
  }

  @Test("A document with hardly a doubt keeps its confidences")
  func easyDocument() {
    let easy = beads(Array(repeating: 0.999, count: 200) + [0.6])
    #expect(easy.tempered == easy)
  }

  @Test("In a hard document confidences come nearer to one half, in the same order")
  func hardDocument() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<50 {
      let hard = beads((0..<200).map { _ in Double.random(in: 0.02...0.99, using: &random) })
      let tempered = hard.tempered
      #expect(zip(hard, tempered).allSatisfy { abs($1.confidence - 0.5) <= abs($0.confidence - 0.5) })
      #expect(tempered.map(\.confidence) != hard.map(\.confidence))
      let order = hard.indices.sorted { hard[$0].confidence < hard[$1].confidence }
      #expect(zip(order, order.dropFirst()).allSatisfy { tempered[$0].confidence <= tempered[$1].confidence })
      #expect(tempered.map(\.german) == hard.map(\.german) && tempered.map(\.english) == hard.map(\.english))
    }
  }

  @Test("What is certain, and what is impossible, stays so")
  func certainty() {
    let tempered = beads([1, 0] + Array(repeating: 0.5, count: 300)).tempered
    #expect(tempered[0].confidence == 1 && tempered[1].confidence == 0)
  }

  @Test("A few unsure beads do not make a hard document")
  func shortDocument() {
    let short = beads([0.7, 0.99, 0.99])
    #expect(short.tempered == short)
  }
}
