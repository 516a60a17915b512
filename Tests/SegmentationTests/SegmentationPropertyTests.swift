import Corpus
import ICUText
import TestSupport
import Testing

@testable import Segmentation

@Suite("Segmentation of any text")
struct SegmentationPropertyTests {
  private static let fragments = [
    ".", "!", "?", "…", "...", "“", "„", "»", "«", "\"", "'", "''", "(", ")", "[1]", "[", "]", ":", ";-)", "–", "-", "•", "1.", "3. ",
    "z. B.", "Dr.",
    "usw.", "XIV.", "Er", "er", "Haus", "A.", "\n", "\r\n", "\n\n", " ", "\u{A0}", "\u{AD}", "\u{200B}", "😀", "👩‍👩‍👧", "e\u{301}", "Ä", "।",
    "。", "¹", "a)",
  ]

  private static func randomText(_ generator: inout SplitMix64) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0..<60, using: &generator) {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0:
        if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator)) { text.unicodeScalars.append(scalar) }
      case 1...3: text += " "
      default: text += fragments.randomElement(using: &generator) ?? ""
      }
    }
    return text
  }

  @Test(
    "Every character but white space is in exactly one sentence, and the offsets are exact",
    arguments: [LanguageTag.german, .english, LanguageTag("ja") ?? .german])
  func nothingIsLost(language: LanguageTag) throws {
    var generator = SplitMix64(seed: 7)
    let segmenter = try SentenceSegmenter(language: language)
    for _ in 0..<1_500 {
      let text = Self.randomText(&generator)
      let scalars = Array(text.unicodeScalars)
      let blocks = text.isEmpty ? [] : [Block(range: 0..<text.utf8.count, line: 1)]
      let document = Document(name: "random", language: language, text: text, blocks: blocks)
      var end = 0
      var kept = String.UnicodeScalarView()
      for sentence in try segmenter.segment(document) {
        #expect(sentence.range.lowerBound >= end && !sentence.range.isEmpty)
        #expect(String(decoding: Array(text.utf8)[sentence.range], as: UTF8.self).utf8.elementsEqual(sentence.text.utf8))
        let first = sentence.text.unicodeScalars.first
        let last = sentence.text.unicodeScalars.last
        #expect(first?.properties.isWhitespace == false && last?.properties.isWhitespace == false)
        kept.append(contentsOf: sentence.text.unicodeScalars.filter { !$0.properties.isWhitespace })
        end = sentence.range.upperBound
      }
      #expect(Array(kept) == scalars.filter { !$0.properties.isWhitespace }, "\(text.debugDescription)")
    }
  }

  @Test("No sentence crosses a block, and each names its block")
  func blocks() throws {
    let text = "Über z. B.\n  Köln fuhr er.  Dann\nÄhm …"
    let bytes = Array(text.utf8)
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { $0.startIndex..<$0.endIndex }
    let document = Document(
      name: "x", language: .german, text: text, blocks: lines.enumerated().map { Block(range: $1, line: $0 + 1) })
    let sentences = try SentenceSegmenter(language: .german).segment(document)
    #expect(sentences.map(\.text) == ["Über z. B.", "Köln fuhr er.", "Dann", "Ähm …"])
    #expect(sentences.map(\.block) == [0, 1, 1, 2])
    #expect(sentences.allSatisfy { document[utf8: $0.range] == $0.text })
  }

  @Test(
    "Look-ups are bounded: a repeated pattern takes the same decisions at every place",
    arguments: ["(a. ", "„Ja. ", "1. 1. ", "A. B. ", "z. B. "])
  func repeatedPattern(pattern: String) throws {
    let segmenter = try SentenceSegmenter(language: .german)
    let short = try segmenter.sentences(in: UTF16Text(String(repeating: pattern, count: 1_000))).count
    let long = try segmenter.sentences(in: UTF16Text(String(repeating: pattern, count: 10_000))).count
    #expect(long >= short && long <= short * 11)
  }

  @Test(
    "Every place where ICU ends a sentence in Latin text is decided, there or behind the emoji and footnote marks that follow",
    arguments: [LanguageTag.german, .english])
  func coversICU(language: LanguageTag) throws {
    let segmenter = try SentenceSegmenter(language: language)
    let iterator = try BreakIterator(.sentence, locale: language.language)
    for name in ["a.tsv", "b.tsv", "german.tsv", "english.tsv", "phenomena.tsv", "phenomena-2.tsv", "phenomena-3.tsv"] {
      for item in try CaseFile(name).cases where !item.input.unicodeScalars.contains(where: \.isLineBreak) {
        let text = UTF16Text(item.input)
        let block = BlockText(units: text.units)
        let decided = try segmenter.decisions(in: text).map { block.skipBlanks(from: $0.offset) }
        for boundary in try iterator.boundaries(in: text) where boundary + 8 < text.units.count {
          #expect(decided.contains { abs($0 - boundary) <= 8 }, "\(item.input) \(boundary)")
        }
      }
    }
  }

  @Test("Every decision names its rule")
  func decisions() throws {
    let segmenter = try SentenceSegmenter(language: .german)
    let decisions = try segmenter.decisions(in: UTF16Text("Am 3. Mai kam z. B. Dr. Lux. Er blieb usw. Dann ging er!"))
    #expect(decisions.map(\.rule) == [.ordinal, .insideAbbreviation, .neverFinal, .title, .plainWord, .finalAbbreviation])
    #expect(decisions.map(\.isEnd) == [false, false, false, false, true, true])
    #expect(decisions.allSatisfy { $0.features == nil })
  }

  @Test("The data files hold over 2,500 German and over 1,000 English abbreviations, and every line of them is understood")
  func dataFiles() {
    #expect(Lexicon.german.abbreviationCount >= 2_500)
    #expect(Lexicon.english.abbreviationCount >= 1_000)
    #expect(Lexicon.german.unreadLines == [])
    #expect(Lexicon.english.unreadLines == [])
  }
}
