import BilingualModel
import Corpus
import Documents
import Evaluation
import FileIO
import Segmentation
import TestSupport
import Testing

@testable import SentenceAlignment

@Suite struct SentenceAlignerTests {
  private static let words = [
    "Berlin", "München", "Präsident", "president", "Haus", "house", "1.000,5", "1,000.5", "3.", "Oktober", "October", "und", "the", "Kreml",
    "Kremlin", "?", "!",
    "(42)", "e\u{301}te\u{301}", "\u{AD}", "\u{200B}", "漢字", "🙂", "Приве́т",
  ]

  private static func sentences(_ count: Int, _ random: inout SplitMix64) -> [Sentence] {
    var block = 0
    return (0..<count).map { _ in
      if Int.random(in: 0..<4, using: &random) == 0 { block += 1 }
      let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
      return Sentence(text: text, range: 0..<text.utf8.count, block: block)
    }
  }

  @Test("Every sentence of random documents is in exactly one bead, with a confidence of 0 to 1", arguments: 0..<60)
  func coverage(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    // From empty sides to documents over the size that is searched whole.
    let most = [0, 1, 4, 30, 160][seed % 5]
    let german = Self.sentences(Int.random(in: 0...most, using: &random), &random)
    let english = Self.sentences(Int.random(in: 0...most, using: &random), &random)
    let alignment = try SentenceAligner(usesParagraphs: seed % 2 == 0, model: seed % 3 == 0 ? nil : WordVectorModel.shipped()).align(
      german: german, english: english)
    #expect(alignment.covers(german: german.count, english: english.count))
    for bead in alignment.beads { #expect((0...1).contains(bead.confidence), "\(bead)") }
  }

  @Test("The same input gives the same beads and confidences")
  func determinism() throws {
    var random = SplitMix64(seed: 7)
    let (german, english) = (Self.sentences(150, &random), Self.sentences(140, &random))
    let first = try SentenceAligner(model: WordVectorModel.shipped()).align(german: german, english: english)
    for _ in 0..<3 { #expect(try SentenceAligner(model: WordVectorModel.shipped()).align(german: german, english: english) == first) }
  }

  @Test("The seed pair aligns with a strict F1 of at least .93")
  func seedPair() throws {
    func sentences(_ name: String, _ language: LanguageTag) throws -> [Sentence] {
      try SentenceSegmenter(language: language).segment(TextReader(language: language).read("\(kimPutin)/\(name)"))
    }
    let alignment = try SentenceAligner(model: WordVectorModel.shipped()).align(
      german: sentences("de.txt", .german), english: sentences("en.txt", .english))
    let gold = try BeadFile.beads(in: InputFile.read("\(kimPutin)/gold.txt"), file: "gold.txt")
    var score = AlignmentScore()
    score.add(gold: gold, test: alignment.beads.map(IndexBead.init))
    #expect(score.strict.f1 >= 0.93)
    #expect(score.lax.f1 >= 0.99)
  }

  private static let news = ["21.de-en", "21.en-de"].flatMap { direction in
    (0..<7).map { "\(developmentData)/align-news/\(direction).\($0)" }
  }
  private static let hasNews = (try? InputFile.read("\(news[0]).deen")) != nil

  @Test("News aligns with a mean strict F1 of at least .98", .enabled(if: hasNews, "the development data is not beside the repository"))
  func developmentNews() throws {
    var f1 = 0.0
    for prefix in Self.news {
      let german = try TextReader(language: .german).readSegmented("\(prefix).de").sentences
      let english = try TextReader(language: .english).readSegmented("\(prefix).en").sentences
      var score = AlignmentScore()
      score.add(
        gold: try BeadFile.beads(in: InputFile.read("\(prefix).deen"), file: prefix),
        test: try SentenceAligner(model: WordVectorModel.shipped()).align(german: german, english: english).beads.map(IndexBead.init))
      f1 += score.strict.f1
    }
    #expect(f1 / Double(Self.news.count) >= 0.98)
  }

  @Test("A paragraph break is evidence and not a wall")
  func paragraphs() throws {
    func side(_ texts: [(String, Int)]) -> [Sentence] { texts.map { Sentence(text: $0.0, range: 0..<0, block: $0.1) } }
    let german = side([
      ("Der Kanzler reiste am Montag nach Paris, um den Präsidenten zu treffen.", 0), ("Danach flog er weiter nach Madrid.", 1),
      ("Die Gespräche in Madrid dauerten drei Stunden.", 1),
    ])
    let english = side([
      ("On Monday the chancellor travelled to Paris to meet the president, after which he flew on to Madrid.", 0),
      ("The talks in Madrid lasted three hours.", 0),
    ])
    let beads = try SentenceAligner(model: WordVectorModel.shipped()).align(german: german, english: english).beads
    #expect(beads.map(\.type.description) == ["2-1", "1-1"])
  }
}
