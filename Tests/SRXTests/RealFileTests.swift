import Corpus
import FoundationEssentials
import SRX
import Segmentation
import TestSupport
import Testing

@Suite("Real SRX files and the exported one")
struct RealFileTests {
  private static let hasData = FileManager.default.fileExists(atPath: developmentData + "/srx/lt.srx")

  /// The sentences of a text, by lines as paragraphs.
  private func sentences(_ text: String, _ segmenter: SentenceSegmenter) throws -> [String] {
    var (blocks, start): ([Block], Int) = ([], 0)
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if !line.isEmpty { blocks.append(Block(range: start..<start + line.count, line: index + 1)) }
      start += line.count + 1
    }
    return try segmenter.segment(Document(name: "x", language: .german, text: text, blocks: blocks)).map(\.text)
  }

  @Test(
    "LanguageTool's and OmegaT's files load and segment many languages",
    .enabled(if: hasData, "the development data is not there"),
    arguments: [("lt.srx", 1_698, 33), ("omegat.srx", 2_772, 18)])
  func real(name: String, ruleCount: Int, mapCount: Int) throws {
    let rules = try SRXReader.read("\(developmentData)/srx/\(name)")
    #expect(rules.cascades)
    #expect(rules.groups.reduce(0) { $0 + $1.rules.count } == ruleCount)
    #expect(rules.maps.count >= mapCount)
    for tag in ["de", "en-GB", "fr", "uk", "ca", "ja", "xx"] {
      let language = try #require(LanguageTag(tag))
      let segmenter = try SentenceSegmenter(language: language, rules: .srx(rules))
      #expect(
        try sentences("Er kam heute. Sie ging morgen. Ende!", segmenter).joined(separator: " ") == "Er kam heute. Sie ging morgen. Ende!")
    }
  }

  @Test(
    "LanguageTool's German rules give as many sentences as choppa, an engine of another house, does",
    .enabled(if: hasData, "the development data is not there"))
  func peer() throws {
    let text = try String(contentsOfFile: developmentData + "/segment-gsd/dev.txt", encoding: .utf8)
    let languageTool = try SentenceSegmenter(language: .german, rules: .srx(SRXReader.read(developmentData + "/srx/lt.srx")))
    #expect(try sentences(text, languageTool).count == 793)
    let omegaT = try SentenceSegmenter(language: .german, rules: .srx(SRXReader.read(developmentData + "/srx/omegat.srx")))
    #expect(try sentences(text, omegaT).count == 787)
  }

  @Test("The exported rules, read back, agree with the built-in ones on the seed pair", arguments: [LanguageTag.german, .english])
  func seedPair(language: LanguageTag) throws {
    let text = try String(contentsOfFile: "\(kimPutin)/\(language).txt", encoding: .utf8)
    let rules = try SRXReader.read(Array(SRXWriter.document(.builtIn).utf8), name: "own.srx")
    let exported = try sentences(text, SentenceSegmenter(language: language, rules: .srx(rules)))
    #expect(try exported == sentences(text, SentenceSegmenter(language: language)))
  }

  @Test(
    "Of a thousand ends in GSD paragraphs the exported rules differ from the built-in ones in five at most",
    .enabled(if: hasData, "the development data is not there"))
  func agreement() throws {
    let text = try String(contentsOfFile: developmentData + "/segment-gsd/dev.txt", encoding: .utf8)
    func ends(_ segmenter: SentenceSegmenter) throws -> Set<Int> {
      var end = 0
      return Set(
        try sentences(text, segmenter).map {
          end += $0.count { !$0.isWhitespace }
          return end
        })
    }
    let builtIn = try ends(SentenceSegmenter(language: .german))
    let exported = try ends(SentenceSegmenter(language: .german, rules: .srx(.builtIn)))
    #expect(builtIn.symmetricDifference(exported).count <= builtIn.count * 5 / 1_000)
  }
}
