import Corpus
import TestSupport
import Testing

@testable import Segmentation

@Suite("A long block in pieces")
struct OpenBlockTests {
  private static let fragments = [
    "Er ging nach Hause. ", "„Das ist gut“, sagte sie. ", "„Ja. Nein. Vielleicht.“ ", "Am 3. Oktober kam Dr. Lux. ",
    "(Siehe dort. Oder hier.) ",
    "Usw. ", "z. B. ", "das haus ", "Ende!", "»Wie?« ", "Er kam (vgl. S. 5", ") und blieb. ", "。", "हैं। ", "😀 ", "a\u{308}", "\u{AD}", "\n",
    "\n\n", "1. ",
    "– ", "\u{2028}", "Ein langer Satz, der nicht endet, ", "Yahoo! ", "... ", "\u{1F469}\u{200D}\u{1F469} ", "ß", "\t",
  ]

  private static func randomText(_ random: inout SplitMix64) -> String {
    var text = "x"
    let count = Int.random(in: 0..<2_500, using: &random)
    for _ in 0..<count {
      if Int.random(in: 0..<12, using: &random) == 0, let scalar = Unicode.Scalar(UInt32.random(in: 0...0x2FFFF, using: &random)) {
        text.unicodeScalars.append(scalar)
      } else {
        text += fragments.randomElement(using: &random) ?? ""
      }
    }
    return text
  }

  /// The text in pieces of random length, as parts of a document in which much stands before it.
  private static func pieces(of text: String, start: Int, _ random: inout SplitMix64) -> [DocumentPart] {
    var pieces: [DocumentPart] = []
    var rest = text.unicodeScalars[...]
    var offset = start
    repeat {
      let count = Bool.random(using: &random) ? Int.random(in: 0..<40, using: &random) : Int.random(in: 0..<20_000, using: &random)
      let piece = String(rest.prefix(count))
      rest = rest.dropFirst(count)
      let block = Block(range: 0..<piece.utf8.count, line: 1)
      pieces.append(
        DocumentPart(
          document: Document(name: "x", language: .german, text: piece, blocks: [block]), start: offset, firstBlock: 7,
          continuesBlock: offset > start, isOpen: !rest.isEmpty))
      offset += piece.utf8.count
    } while !rest.isEmpty
    return pieces
  }

  @Test(
    "Sentences and explanations are those of the whole block, far beyond 4 GB too", arguments: [LanguageTag.german, .english],
    [0, 5_000_000_000])
  func pieces(language: LanguageTag, start: Int) throws {
    var random = SplitMix64(seed: 11)
    let segmenter = try SentenceSegmenter(language: language)
    for _ in 0..<60 {
      let text = Self.randomText(&random)
      let whole = Document(name: "x", language: language, text: text, blocks: [Block(range: 0..<text.utf8.count, line: 1)])
      let pieces = Self.pieces(of: text, start: start, &random)
      var (open, openExplanations) = (OpenBlock(), OpenBlock())
      var (evidence, explanationEvidence) = (DocumentEvidence(), DocumentEvidence())
      var sentences: [Sentence] = []
      var explanations: [Explanation] = []
      for piece in pieces {
        sentences += try segmenter.segment(piece, in: &open, evidence: &evidence)
        explanations += try segmenter.explain(piece, in: &openExplanations, evidence: &explanationEvidence)
      }
      let part = DocumentPart(document: whole, start: start, firstBlock: 7)
      var expected: [Range<Int>] = []
      var wholeEvidence = DocumentEvidence()
      try segmenter.forEachSentence(in: part, evidence: &wholeEvidence) { range, _ in expected.append(range) }
      #expect(sentences.map(\.text) == expected.map { String(whole[utf8: $0]) })
      #expect(sentences.map(\.range) == expected.map { $0.lowerBound + start..<$0.upperBound + start })
      #expect(sentences.allSatisfy { $0.block == 7 })
      wholeEvidence = DocumentEvidence()
      let expectedExplanations = try segmenter.explain(part, evidence: &wholeEvidence)
      #expect(explanations.map(\.rule) == expectedExplanations.map(\.rule))
      #expect(explanations.map(\.offset) == expectedExplanations.map(\.offset))
      #expect(explanations.map(\.before) == expectedExplanations.map(\.before))
      #expect(explanations.map(\.after) == expectedExplanations.map(\.after))
    }
  }

  @Test("A sentence that never ends is cut at a white space, and nothing is lost")
  func endlessSentence() throws {
    let segmenter = try SentenceSegmenter(language: .german)
    let piece = String(repeating: "wort ", count: 500_000)
    var (open, evidence) = (OpenBlock(), DocumentEvidence())
    var sentences: [Sentence] = []
    for index in 0..<8 {
      let block = Block(range: 0..<piece.utf8.count, line: 1)
      let part = DocumentPart(
        document: Document(name: "x", language: .german, text: piece, blocks: [block]), start: index * piece.utf8.count, firstBlock: 0,
        continuesBlock: index > 0, isOpen: index < 7)
      sentences += try segmenter.segment(part, in: &open, evidence: &evidence)
    }
    #expect(sentences.count == 5)
    #expect(sentences.allSatisfy { $0.text.hasPrefix("wort w") && $0.text.hasSuffix("t wort") && $0.range.count == $0.text.utf8.count })
    #expect(sentences.map { $0.text.split(separator: " ").count }.reduce(0, +) == 4_000_000)
  }
}
