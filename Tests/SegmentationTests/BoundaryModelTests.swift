import Corpus
import ICUText
import TestSupport
import Testing

@testable import Segmentation

extension SentenceSegmenter {
  /// The decisions in a text without a document around it.
  func decisions(in text: UTF16Text) throws -> [Decision] {
    var evidence = DocumentEvidence()
    return try decisions(in: text, evidence: &evidence)
  }
}

@Suite("The model for what the rules leave unsure")
struct BoundaryModelTests {
  private func decisions(_ text: String, after earlier: [String] = []) throws -> [Decision] {
    let segmenter = try SentenceSegmenter(language: .german)
    var evidence = DocumentEvidence()
    for block in earlier { _ = try segmenter.decisions(in: UTF16Text(block), evidence: &evidence) }
    return try segmenter.decisions(in: UTF16Text(text), evidence: &evidence)
  }

  @Test("A finite verb behind the next word ends the sentence, a noun that is counted does not")
  func secondVerb() throws {
    let end = try #require(decisions("Die Zahl stieg auf 3,4 Mio. Experten warnen vor den Folgen.").first)
    let within = try #require(decisions("Die Stadt hat 3,4 Mio. Einwohner und wächst.").first)
    #expect(end.rule == .model && end.isEnd)
    #expect(end.features?.contains(.verbSecond) == true)
    #expect(within.rule == .model && !within.isEnd)
    #expect(within.features?.contains(.nextCounted) == true)
  }

  @Test("A verb of the same clause is told from one behind a comma")
  func clauses() throws {
    let one = try #require(decisions("Er erhielt 3,4 Mio. Experten warnen.").first)
    let two = try #require(decisions("Er sagte, dass 3,4 Mio. Menschen warnen.").first)
    #expect(one.features?.contains(.verbBefore) == true)
    #expect(two.features?.contains(.verbBefore) == false)
    #expect(two.isEnd == false)
  }

  @Test("Behind an article a number is an ordinal without the model, unless a second verb follows")
  func ordinals() throws {
    #expect(try decisions("Er gewann die 10. Rundfahrt durch Polen.").first?.rule == .ordinal)
    #expect(try decisions("Sie kam auf den 6. Wirte klagten.").first?.rule == .model)
  }

  @Test("A word that the document has shown as an abbreviation only is not sure to end a sentence; one that it has not, is")
  func abbreviatedBefore() throws {
    let text = "Er wohnt in der Wasg. Müller kennt ihn."
    let earlier = "Die Wasg. ist lang, und in der Wasg. wohnt er."
    #expect(try decisions(text).first?.rule == .plainWord)
    #expect(try decisions(text, after: [earlier]).first?.rule == .model)
    #expect(try decisions(text, after: [earlier, "Die Wasg ist lang."]).first?.rule == .plainWord)
  }

  @Test("What the document has shown of the next word and of the word itself are features")
  func documentFeatures() throws {
    let earlier = ["Nur die eilig gerufene Wache kam, und der Kanzler blieb."]
    let lower = try #require(decisions("Es kostet 3 Mio. Eilig kam der Bote.", after: earlier).first?.features)
    let capital = try #require(decisions("Es kostet 3 Mio. Kanzler Kohl kam.", after: earlier).first?.features)
    let neither = try #require(decisions("Es kostet 3 Mio. Eilig kam der Bote.").first?.features)
    #expect(lower.contains(.nextSeenLower) && !lower.contains(.nextSeenCapital))
    #expect(capital.contains(.nextSeenCapital) && !capital.contains(.nextSeenLower))
    #expect(!neither.contains(.nextSeenLower) && !neither.contains(.nextSeenCapital))
  }

  @Test("A lower-case sentence starts behind a whole word, not behind one that is cut short")
  func lowerCase() throws {
    #expect(try decisions("Das Zimmer war sauber. jederzeit wieder.").first?.isEnd == true)
    #expect(try decisions("Die landwirtsch. genutzte Fläche wächst.").first?.isEnd == false)
  }

  @Test("The shipped weights are all understood, and both kinds of case have some")
  func shippedWeights() {
    #expect(BoundaryModel.shipped.unreadLines == [])
    for kind in [Feature.number, .beforeLower] {
      var features = FeatureSet()
      for feature in [kind, .verbBefore, .capital] { features.insert(feature) }
      #expect(BoundaryModel.shipped.weigh(features).map(\.feature) == [kind, .verbBefore, .capital])
      #expect(BoundaryModel.shipped.score(features) != 0)
    }
  }

  @Test("Weights are read line by line; what is below the heading counts before lower-case words only")
  func reading() {
    let model = BoundaryModel("# weights\n1.5 number\n-2 capitalised\nbefore a lower-case word:\n0.5 capitalised\nx number\n3 nothing\n")
    var features = FeatureSet()
    features.insert(.number)
    features.insert(.capital)
    features.insert(.short, if: false)
    #expect(model.score(features) == -0.5)
    #expect(model.unreadLines == ["x number", "3 nothing"])
    features.insert(.beforeLower)
    #expect(model.score(features) == 0.5)
  }

  @Test("An explanation names the features and their weights, and their sum decides")
  func explanation() throws {
    let text = "Die Zahl stieg auf 3,4 Mio. Experten warnen vor den Folgen. Gut."
    let document = Document(name: "a.txt", language: .german, text: text, blocks: [Block(range: 0..<text.utf8.count, line: 1)])
    let explanations = try SentenceSegmenter(language: .german).explain(document)
    #expect(explanations.map { !$0.features.isEmpty } == [true, false])
    #expect(explanations[0].features.map(\.name).contains("finite verb behind the next word"))
    #expect((explanations[0].features.reduce(0) { $0 + $1.weight } > 0) == explanations[0].isEnd)
  }
}

@Suite("What a document has shown")
struct DocumentEvidenceTests {
  private func traits(of word: String, in text: String) -> DocumentEvidence.Traits {
    var evidence = DocumentEvidence()
    let block = BlockText(units: Array(text.utf16))
    var offset = 0
    while offset < block.count {
      let range = block.word(from: offset)
      if !range.isEmpty { evidence.note(range, in: block) }
      offset = max(range.upperBound, offset + 1)
    }
    return evidence.traits(0..<word.utf16.count, in: BlockText(units: Array(word.utf16)))
  }

  @Test("Case, full stops and what follows them are noted; the first letter's case does not tell words apart")
  func traits() {
    #expect(traits(of: "Hause", in: "das hause und") == [.lower, .bare])
    #expect(traits(of: "haus", in: "Das Haus. Er") == [.capitalWithin])
    #expect(traits(of: "Verw", in: "die Verw. des") == [.capitalWithin, .abbreviated])
    #expect(traits(of: "Verw", in: "Die Verw., die") == [.capitalWithin, .abbreviated])
    #expect(traits(of: "Verw", in: "Verw. Die") == [])
    #expect(traits(of: "Mause", in: "das hause und") == [])
    #expect(traits(of: "a", in: "a b a") == [])
  }

  @Test("Blocks give the same evidence one by one as a document, and the same sentences whatever was segmented before")
  func blocks() throws {
    let blocks = ["Die Wasg. ist lang, und in der Wasg. wohnt er.", "Er wohnt in der Wasg. Müller kennt ihn. Das Kind kam."]
    var text = ""
    var ranges: [Block] = []
    for block in blocks {
      ranges.append(Block(range: text.utf8.count..<text.utf8.count + block.utf8.count, line: ranges.count + 1))
      text += block + "\n"
    }
    let segmenter = try SentenceSegmenter(language: .german)
    let whole = try segmenter.segment(Document(name: "a.txt", language: .german, text: text, blocks: ranges)).map(\.text)
    var evidence = DocumentEvidence()
    let pieces = try blocks.flatMap { block in
      let text = UTF16Text(block)
      return try segmenter.sentences(in: text, evidence: &evidence).map { text[$0] }
    }
    #expect(pieces == whole)
    #expect(try segmenter.segment(Document(name: "a.txt", language: .german, text: text, blocks: ranges)).map(\.text) == whole)
  }

  @Test("Evidence of any length stays bounded, and later words take the place of earlier ones")
  func bounded() {
    var evidence = DocumentEvidence()
    var generator = SplitMix64(seed: 3)
    let first = BlockText(units: Array("das hause und".utf16))
    evidence.note(4..<9, in: first)
    #expect(evidence.traits(4..<9, in: first) == [.lower, .bare])
    for _ in 0..<200_000 {
      let word = (0..<8).map { _ in UInt16.random(in: 0x61...0x7A, using: &generator) }
      evidence.note(0..<8, in: BlockText(units: word))
    }
    #expect(evidence.traits(4..<9, in: first) == [])
  }
}
