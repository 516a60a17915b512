import TestSupport
import Testing

@testable import BilingualModel

@Suite struct NumberingTests {
  @Test("Keys are numbered as a dictionary would number them, however many there are")
  func keys() {
    var random = SplitMix64(seed: 1)
    var (numbering, numbers) = (KeyNumbering(capacity: 1), [UInt64: Int]())
    for _ in 0..<20_000 {
      let key = UInt64.random(in: 0..<8000, using: &random) << UInt64.random(in: 0...1, using: &random)
      #expect(numbering.find(key) == numbers[key])
      if numbers[key] == nil { numbers[key] = numbers.count }
      #expect(numbering.insert(key) == numbers[key])
    }
    #expect(numbering.keys.count == numbers.count)
  }

  @Test("Sequences are numbered as a dictionary would number them, the empty one too")
  func sequences() {
    var random = SplitMix64(seed: 2)
    var (numbering, numbers) = (SequenceNumbering<UInt16>(capacity: 1), [[UInt16]: Int]())
    for _ in 0..<5000 {
      let sequence = (0..<Int.random(in: 0...5, using: &random)).map { _ in UInt16.random(in: 0...3, using: &random) }
      if numbers[sequence] == nil { numbers[sequence] = numbers.count }
      let number = numbering.insert(sequence.span)
      #expect(number == numbers[sequence])
      #expect(Array(numbering.units[numbering.range(of: number)]) == sequence)
    }
    #expect(numbering.count == numbers.count)
  }
}
