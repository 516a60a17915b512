import TestSupport
import Testing

@testable import TranslationMemory

@Suite struct DistancePatternTests {
  @Test("The distance is that of the plain algorithm up to the limit, and the limit and one beyond it", arguments: [0, 3, 40, 130, 700])
  func plain(longest: Int) {
    var texts = RandomTexts(random: SplitMix64(seed: UInt64(longest)), alphabet: Array("abcd"))
    for _ in 0..<(longest > 200 ? 60 : 400) {
      let a = texts.text(0...longest)
      let b = Bool.random(using: &texts.random) ? texts.text(0...longest) : texts.edited(a, 1 + longest / 3)
      let (left, right) = (FoldedText(a).codes, FoldedText(b).codes)
      let longer = max(left.count, right.count)
      let expected = plainDistance(left.map(UInt32.init), right.map(UInt32.init))
      let pattern = DistancePattern(left, longest: right.count, limit: longer)
      for limit in [longer, expected, max(0, expected - 1), Int.random(in: 0...longer, using: &texts.random)] {
        #expect(pattern.distance(to: right, limit: limit) == min(expected, limit + 1), "\(a) \(b) \(limit)")
      }
    }
  }

  @Test("The module's own plain algorithm is right")
  func own() {
    #expect(EditDistance.between(Array("kitten"), Array("sitting")) == 3)
    #expect(EditDistance.between(Array(""), Array("ab")) == 2)
  }

  @Test("Characters that share a byte are told apart")
  func sharedBytes() {
    // Of 300 different characters some must share one of 255 bytes.
    let many = (0x4E00..<0x4F2C).compactMap(Unicode.Scalar.init)
    let other = Array(many.reversed())
    let expected = EditDistance.between(many, other)
    #expect(Set(FoldedText(String(String.UnicodeScalarView(many))).codes).count < many.count)
    #expect(ExactPattern(many.map(\.value), longest: 300, limit: 300).distance(to: other.map(\.value), limit: 300) == expected)
    let (short, long) = (many[..<100].map(\.value), other[200...].map(\.value))
    #expect(ExactPattern(short, longest: 100, limit: 100).distance(to: long, limit: 100) == EditDistance.between(short, long))
  }

  @Test("A text with bytes of its own can be read back from them")
  func bytesOfTheirOwn() {
    let text = "Größe „x“ – 100 % … Œuvre, Łódź, €"
    let folded = FoldedText(text)
    #expect(folded.scalars == nil)
    #expect(FoldedText.scalars(ofExact: folded.codes) == text.unicodeScalars.map(\.value))
    #expect(!folded.codes.contains(0))
    #expect(FoldedText("日本 語\u{0}").scalars?.count == 5)
  }
}
