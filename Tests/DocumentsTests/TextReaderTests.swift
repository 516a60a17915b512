import Corpus
import TestSupport
import Testing

@testable import Documents

@Suite struct TextReaderTests {
  private let reader = TextReader(language: .german)

  private func blocks(_ text: String, _ style: ParagraphStyle? = nil) throws -> [String] {
    let document = try TextReader(language: .german, paragraphs: style).document(text, name: "x")
    return document.blocks.map { String(document[utf8: $0.range]) }
  }

  @Test("The seed pair has its paragraphs, each on its line, and its text unchanged")
  func seedPair() throws {
    for (name, language, count) in [("de", LanguageTag.german, 14), ("en", .english, 15)] {
      let path = "\(kimPutin)/\(name).txt"
      let document = try TextReader(language: language).read(path)
      #expect(document.name == path && document.language == language && document.encoding == "UTF-8")
      #expect(document.blocks.count == count)
      #expect(document.blocks.map(\.line) == Array(1...count))
      #expect(document.text.utf8.elementsEqual(try Array(contentsOf(path))))
    }
  }

  @Test("Any line ending ends a paragraph, and CRLF is one", arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"])
  func lineEndings(separator: String) throws {
    let text = ["Erster Absatz.", "Zweiter.", "", " Dritter\u{A0}"].joined(separator: separator)
    let document = try reader.document(text, name: "x")
    #expect(document.blocks.map(\.line) == [1, 2, 4])
    #expect(document.blocks.map { String(document[utf8: $0.range]) } == ["Erster Absatz.", "Zweiter.", "Dritter"])
    #expect(document.text == text)
  }

  @Test("Mixed line endings each count once")
  func mixedLineEndings() throws {
    let document = try reader.document("a\r\nb\rc\nd\n\re\u{2029}f\r\n\r\ng\u{C}\nh", name: "x")
    #expect(document.blocks.map(\.line) == [1, 2, 3, 4, 6, 7, 9, 10])
  }

  @Test("White space and zero-width marks are outside of blocks at the ends, and all inside stays")
  func trimming() throws {
    #expect(
      try blocks("\u{FEFF}\u{200B}\t Wort\u{AD}trennung\u{200B}\u{A0}und a\u{308}\u{3000} \u{C}\u{FEFF}\n")
        == ["Wort\u{AD}trennung\u{200B}\u{A0}und a\u{308}"])
    #expect(try blocks("a\n\u{200B}\n \u{A0}\nb", .block) == ["a", "b"])
    #expect(try blocks("\u{200D}\u{AD}x\u{2060}") == ["\u{200D}\u{AD}x\u{2060}"])
  }

  @Test("Blocks are in order, do not overlap, and all between them is white space, on random text", arguments: ParagraphStyle.allCases)
  func cover(style: ParagraphStyle) throws {
    let alphabet: [Unicode.Scalar] = [
      "a", "B", "ß", "\u{1F600}", " ", "\n", "\r", "\u{85}", "\u{2028}", "\u{200B}", "\u{308}", "\u{A0}", "-",
    ]
    var random = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      let scalars = (0..<Int.random(in: 1...40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" }
      let text = "x" + String(String.UnicodeScalarView(scalars))
      let document = try TextReader(language: .german, paragraphs: style).document(text, name: "x")
      var end = 0
      for block in document.blocks {
        try #require(block.range.lowerBound >= end && !block.range.isEmpty)
        #expect(document[utf8: end..<block.range.lowerBound].unicodeScalars.allSatisfy(isBlank))
        let inside = document[utf8: block.range].unicodeScalars
        #expect(inside.first.map(isBlank) == false && inside.last.map(isBlank) == false)
        end = block.range.upperBound
      }
      #expect(document[utf8: end..<text.utf8.count].unicodeScalars.allSatisfy(isBlank))
    }
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}" }

  @Test("A text of nothing but white space is refused", arguments: ["", " \n\t\r\n", "\u{FEFF}", "\u{200B}\u{A0}\n"])
  func noText(text: String) {
    let expected = Diagnostic(.malformedInput, file: "leer.txt", "the file holds no text", cure: "check that it is the right file")
    #expect(throws: expected) { try reader.document(text, name: "leer.txt") }
    #expect(throws: expected) { try reader.segmentedDocument(text, name: "leer.txt") }
    #expect(throws: Diagnostic.self) { try reader.read("/dev/null") }
  }

  @Test("Segmented input gives each line as a sentence and empty lines as paragraph breaks")
  func segmented() throws {
    let text = "\n  Erster Satz. \r\nZweiter\u{2028}Satz.\r\n \u{A0}\r\n\r\nDritter Satz.\n"
    let (document, sentences) = try reader.segmentedDocument(text, name: "x")
    #expect(sentences.map(\.text) == ["Erster Satz.", "Zweiter\u{2028}Satz.", "Dritter Satz."])
    #expect(sentences.map(\.block) == [0, 0, 1])
    #expect(sentences.allSatisfy { document[utf8: $0.range] == $0.text })
    #expect(document.blocks.count == 2 && document.blocks.map(\.line) == [2, 6])
    #expect(document.blocks[0].range == sentences[0].range.lowerBound..<sentences[1].range.upperBound)
  }

  @Test("The gold sentences of the seed pair are read as given")
  func segmentedSeedPair() throws {
    for (name, count) in [("de", 31), ("en", 34)] {
      let path = "\(kimPutin)/\(name).sent"
      let sentences = try reader.readSegmented(path).sentences
      let lines = String(decoding: try contentsOf(path), as: UTF8.self).split(separator: "\n").map(String.init)
      #expect(sentences.count == count && sentences.map(\.text) == lines)
    }
  }
}
