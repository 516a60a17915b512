import Corpus
import FoundationEssentials
import ICUText
import Segmentation
import TestSupport
import Testing

@Suite("Segmentation by cases")
struct SegmentationCaseTests {
  @Test(
    "The tables of cases come out right",
    arguments: [
      ("a.tsv", LanguageTag.german, 200), ("b.tsv", .german, 200), ("german.tsv", .german, 262), ("english.tsv", .english, 82),
      ("phenomena.tsv", .german, 275), ("phenomena-2.tsv", .german, 178), ("phenomena-3.tsv", .german, 285),
      ("phenomena-4.tsv", .german, 132), ("phenomena-5.tsv", .german, 131), ("phenomena-6.tsv", .german, 90),
      ("english-phenomena.tsv", .english, 69), ("english-phenomena-2.tsv", .english, 44),
    ])
  func table(name: String, language: LanguageTag, minimum: Int) throws {
    let file = try CaseFile(name)
    let failures = try file.failures(language)
    #expect(file.cases.count - failures.count >= minimum, "\(failures.sorted().joined(separator: "\n"))")
  }

  @Test("The seed pair has its 31 German and 34 English sentences", arguments: [(LanguageTag.german, 31), (.english, 34)])
  func seedPair(language: LanguageTag, count: Int) throws {
    let text = try String(contentsOfFile: "\(kimPutin)/\(language).txt", encoding: .utf8)
    let gold = try String(contentsOfFile: "\(kimPutin)/\(language).sent", encoding: .utf8).split(separator: "\n").map(String.init)
    let segmenter = try SentenceSegmenter(language: language)
    let found = try text.split(separator: "\n").flatMap { try segmenter.pieces(String($0)) }
    #expect(found.count == count)
    #expect(found == gold)
  }

  @Test(
    "Nine hundred and ninety-three of a thousand ends in GSD paragraphs are right",
    .enabled(if: FileManager.default.fileExists(atPath: developmentData + "/segment-gsd/dev.txt"), "the development data is not there"))
  func treebank() throws {
    let folder = developmentData + "/segment-gsd"
    let paragraphs = try String(contentsOfFile: folder + "/dev.txt", encoding: .utf8).split(separator: "\n").map(String.init)
    var gold = try String(contentsOfFile: folder + "/dev.sent", encoding: .utf8).split(separator: "\n").map {
      $0.count { !$0.isWhitespace }
    }[...]
    let segmenter = try SentenceSegmenter(language: .german)
    var (both, found, wanted) = (0, 0, 0)
    for paragraph in paragraphs {
      let length = paragraph.count { !$0.isWhitespace }
      var expected: Set<Int> = []
      var end = 0
      while end < length, let next = gold.popFirst() {
        end += next
        expected.insert(end)
      }
      end = 0
      let ends = Set(
        try segmenter.pieces(paragraph).map { piece in
          end += piece.count { !$0.isWhitespace }
          return end
        })
      both += ends.intersection(expected).subtracting([length]).count
      found += ends.count - 1
      wanted += expected.count - 1
    }
    #expect(2 * Double(both) / Double(found + wanted) >= 0.993)
  }

  @Test(
    "A soft hyphen, a zero-width space, a no-break space or decomposed letters change no decision",
    arguments: [
      "Er kam u. a. m. zu spät. Über z. B. Köln am 3. Oktober fuhr Dr. Müller. Äpfel usw. usf.",
      "Gem. § 5 Abs. 2 gilt das i. d. R. Montag. „Ja!“, rief er. Schluß.",
    ])
  func invisibleCharacters(text: String) throws {
    let segmenter = try SentenceSegmenter(language: .german)
    let expected = try segmenter.pieces(text)
    #expect(expected.count == 3)
    let variants = [
      text.replacing(" ", with: "\u{A0}"), text.replacing(" ", with: "\u{2009}"),
      text.replacing(" ", with: "\u{202F}"), try NormalizationForm.nfd.normalize(text),
      text.replacing("e", with: "e\u{AD}"), text.replacing("r", with: "r\u{200B}"),
      text.replacing(".", with: ".\u{200B}"),
    ]
    for variant in variants {
      let found = try segmenter.pieces(variant).map { piece in
        let visible = piece.unicodeScalars.filter { ![0xAD, 0x200B].contains($0.value) }
        let spaced = visible.map { [0xA0, 0x2009, 0x202F].contains($0.value) ? " " : $0 }
        return try NormalizationForm.nfc.normalize(String(String.UnicodeScalarView(spaced)))
      }
      #expect(found == expected, "\(variant.debugDescription)")
    }
  }

  @Test("Line breaks of Windows, of old Macs and of Unix give the same sentences", arguments: ["\n", "\r\n", "\r", "\u{2028}"])
  func lineBreaks(mark: String) throws {
    let text = "Er kam am 3.|Mai nach|Hause. Gut.||Neuer|Absatz||- eins|- zwei".replacing("|", with: mark)
    let found = try SentenceSegmenter(language: .german).lines(text)
    #expect(found == ["Er kam am 3. Mai nach Hause.", "Gut.", "Neuer Absatz", "- eins", "- zwei"])
  }

  @Test("Marks of other scripts end sentences in a German text, by ICU's rules")
  func foreignMarks() throws {
    #expect(
      try SentenceSegmenter(language: .german).pieces("यह एक है। यह दो है। Das ist z. B. Hindi.") == [
        "यह एक है।", "यह दो है।", "Das ist z. B. Hindi.",
      ])
    #expect(try SentenceSegmenter(language: .english).pieces("これは一。これは二。") == ["これは一。", "これは二。"])
  }

  @Test("A language without rules gets ICU's boundaries, and a hard-wrapped line stays one sentence")
  func otherLanguages() throws {
    let french = try #require(LanguageTag("fr-CH"))
    let segmenter = try SentenceSegmenter(language: french)
    #expect(
      try segmenter.lines("Il est venu hier\nsoir. Il est parti !\n\nNouveau") == ["Il est venu hier soir.", "Il est parti !", "Nouveau"])
  }

  @Test("A region has its language's rules")
  func regions() throws {
    let austrian = try #require(LanguageTag("de-AT"))
    #expect(
      try SentenceSegmenter(language: austrian).pieces("Am 3. Jänner kam Mag. Huber. Er blieb.") == [
        "Am 3. Jänner kam Mag. Huber.", "Er blieb.",
      ])
  }
}
