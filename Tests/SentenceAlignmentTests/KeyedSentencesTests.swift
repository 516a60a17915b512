import TestSupport
import Testing

@testable import SentenceAlignment

@Suite struct KeyedSentencesTests {
  @Test("Keys come in order, each with its sentences in order and how often they hold it", arguments: [0, 1, 10, 3000])
  func order(sentences: Int) {
    var random = SplitMix64(seed: UInt64(sentences))
    let keys = (0..<sentences).map { _ in
      (0..<Int.random(in: 0...6, using: &random)).map { _ in
        UInt32(truncatingIfNeeded: random.next()) >> UInt32.random(in: 0...31, using: &random)
      }
    }
    var expected: [UInt32: [Int: Int]] = [:]
    for (sentence, keys) in keys.enumerated() { for key in keys { expected[key, default: [:]][sentence, default: 0] += 1 } }
    let keyed = KeyedSentences(keys)
    #expect(keyed.count == keys.reduce(0) { $0 + $1.count })
    var index = 0
    for (key, holders) in expected.sorted(by: { $0.key < $1.key }) {
      let group = keyed.group(of: key, from: index)
      #expect(group.holders == holders.count)
      for (sentence, count) in holders.sorted(by: { $0.key < $1.key }) {
        let next = keyed.next(&index)
        #expect(next.sentence == sentence && next.count == Float(count))
      }
      #expect(index == group.end)
    }
    #expect(index == keyed.count)
  }
}
