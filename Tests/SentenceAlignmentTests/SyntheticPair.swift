import Corpus
import TestSupport

/// A document of sentences with words of their own, and its translation in the same words, which lacks some stretches and joins some pairs.
struct SyntheticPair {
  private(set) var german: [Sentence] = []
  private(set) var english: [Sentence] = []
  private(set) var gold: [Bead] = []

  /// Makes a pair with so many German sentences, in paragraphs of about five.
  init(_ count: Int, seed: UInt64, lacking: [Range<Int>] = []) {
    var random = SplitMix64(seed: seed)
    func word() -> String {
      String((0..<7).map { _ in "bdfgklmnprstvaeiou".randomElement(using: &random) ?? "a" })
    }
    var block = 0
    let texts = (0..<count).map { _ in (0..<Int.random(in: 4...9, using: &random)).map { _ in word() }.joined(separator: " ") + "." }
    while german.count < count {
      let isJoined = german.count + 1 < count && Int.random(in: 0..<20, using: &random) == 0
      let run = german.count..<german.count + (isJoined ? 2 : 1)
      if Int.random(in: 0..<5, using: &random) == 0 { block += 1 }
      func sentence(_ text: String) -> Sentence { Sentence(text: text, range: 0..<text.utf8.count, block: block) }
      german += texts[run].map(sentence)
      if lacking.contains(where: { $0.overlaps(run) }) {
        gold += run.map { Bead(german: $0..<$0 + 1, english: english.count..<english.count) }
      } else {
        gold.append(Bead(german: run, english: english.count..<english.count + 1))
        english.append(sentence(texts[run].joined(separator: " ")))
      }
    }
  }
}
