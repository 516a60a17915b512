import Corpus
import Documents
import FileIO
import TestSupport
import Testing

@testable import Segmentation

@Suite("Segmentation of a text that comes in chunks")
struct StreamingTests {
  private struct Chunks: ByteSource {
    var chunks: [[UInt8]]
    private let next = Counter()

    init(_ chunks: [[UInt8]]) { self.chunks = chunks }

    func read() -> [UInt8] {
      defer { next.value += 1 }
      return next.value < chunks.count ? chunks[next.value] : []
    }

    func isPaused(for milliseconds: Int) -> Bool { false }
  }

  private final class Counter { var value = 0 }

  private func chunks(_ bytes: [UInt8], _ random: inout SplitMix64) -> Chunks {
    var chunks: [[UInt8]] = []
    var start = 0
    let longest = [3, 100, 5_000, 400_000].randomElement(using: &random) ?? 1
    while start < bytes.count {
      let end = min(bytes.count, start + Int.random(in: 1...longest, using: &random))
      chunks.append(Array(bytes[start..<end]))
      start = end
    }
    return Chunks(chunks)
  }

  /// Any Unicode, with what matters to segmentation in it.
  private func randomText(_ random: inout SplitMix64, scalars count: Int) -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x20...0x7E, 0x61...0x7A, 0x61...0x7A, 0x41...0x5A, 0xA0...0x17F, 0x300...0x36F, 0x600...0x6FF, 0x900...0x97F,
      0x2000...0x206F, 0x3000...0x30FF, 0xE000...0xFFFD, 0x1F300...0x1F6FF, 0x10000...0x10FFFF,
    ]
    let pieces = [
      ". ", "! ", ".“ ", "… ", " Er", " das", "3. ", "z. B. ", "\n", "\r\n", "\n\n", "\r", "\u{85}", "\u{2028}", " (", ") ", "„", " – ",
      " ",
    ]
    var text: [Unicode.Scalar] = []
    while text.count < count {
      if Int.random(in: 0..<3, using: &random) == 0 {
        text.append(contentsOf: (pieces.randomElement(using: &random) ?? "").unicodeScalars)
      } else if let range = ranges.randomElement(using: &random), let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
        text.append(scalar)
      }
    }
    return String(String.UnicodeScalarView(text))
  }

  private func sentences(_ stream: TextStream, _ segmenter: SentenceSegmenter) throws -> [Sentence] {
    var sentences: [Sentence] = []
    var (open, evidence) = (OpenBlock(), DocumentEvidence())
    while let event = try stream.next() {
      guard case .part(let part) = event else { continue }
      if part.isWhole {
        try segmenter.forEachSentence(in: part, evidence: &evidence) { range, block in
          sentences.append(
            Sentence(
              text: String(part.document[utf8: range]), range: part.start + range.lowerBound..<part.start + range.upperBound,
              block: part.firstBlock + block))
        }
      } else {
        if !part.continuesBlock { open = OpenBlock() }
        sentences += try segmenter.segment(part, in: &open, evidence: &evidence)
      }
    }
    return sentences
  }

  @Test(
    "Chunks of any length give the sentences of the whole text, and these and the gaps between them are the text, byte for byte",
    arguments: [nil] + ParagraphStyle.allCases)
  func randomChunks(style: ParagraphStyle?) throws {
    var random = SplitMix64(seed: 21)
    let segmenter = try SentenceSegmenter(language: .german)
    let reader = TextReader(language: .german, paragraphs: style)
    for round in 0..<120 {
      let text = "x" + randomText(&random, scalars: round < 117 ? Int.random(in: 0..<4_000, using: &random) : 1_200_000)
      let bytes = Array(text.utf8)
      let whole = try reader.document(bytes, name: "x")
      let found = try sentences(TextStream(chunks(bytes, &random), name: "x", reader: reader), segmenter)
      #expect(found == (try segmenter.segment(whole)), "round \(round)")
      var rebuilt: [UInt8] = []
      for sentence in found {
        let gap = rebuilt.count..<sentence.range.lowerBound
        #expect(String(decoding: bytes[gap], as: UTF8.self).unicodeScalars.allSatisfy(isBlank), "round \(round)")
        rebuilt += bytes[gap] + Array(sentence.text.utf8)
      }
      #expect(String(decoding: bytes[rebuilt.count...], as: UTF8.self).unicodeScalars.allSatisfy(isBlank), "round \(round)")
      #expect(rebuilt + bytes[rebuilt.count...] == bytes, "round \(round)")
    }
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}" }
}
