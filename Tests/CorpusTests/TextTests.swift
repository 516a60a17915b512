import Corpus
import TestSupport
import Testing

@Suite struct TextTests {
  private func line(_ text: String) -> String { Sentence(text: text, range: 0..<text.utf8.count, block: 0).line }

  @Test("A sentence on one line: each line break with the blanks around it is a space, all else stays")
  func sentenceLine() {
    for (text, expected) in [
      ("Ein  Satz\tohne Umbruch.", "Ein  Satz\tohne Umbruch."), ("Ein\nSatz", "Ein Satz"), ("Ein \r\n\t Satz", "Ein Satz"),
      ("a\r\rb", "a b"),
      ("a\n \n b", "a b"), ("a\u{85}b\u{2028}c\u{2029}d\u{B}e\u{C}f", "a b c d e f"),
      ("a\u{A0}\nb\u{AD}\nu\u{308}", "a\u{A0} b\u{AD} u\u{308}"), ("", ""),
    ] {
      #expect(line(text) == expected)
      var bytes = Array("x\n".utf8)
      bytes.append(line: text[...].utf8)
      #expect(String(decoding: bytes, as: UTF8.self) == "x\n" + expected)
    }
  }

  @Test("A document's ranges are UTF-8 bytes; what is outside is empty")
  func documentSubscript() {
    let text = "Grüße 𝄞!"
    let document = Document(name: "x", language: .german, text: text, blocks: [])
    let bytes = Array(text.utf8)
    for start in 0...bytes.count {
      for end in start...bytes.count {
        guard let piece = String(validating: bytes[start..<end], as: UTF8.self) else { continue }
        #expect(document[utf8: start..<end] == piece)
      }
    }
    #expect(document[utf8: 0..<bytes.count] == text)
    #expect(document[utf8: 2..<bytes.count + 1].isEmpty && document[utf8: -1..<2].isEmpty && document[utf8: 99..<100].isEmpty)
    // Within the two bytes of ü: no crash, and nothing that is not in the text.
    #expect(text.contains(document[utf8: 1..<3]))
  }

  @Test("A passage joins lines by a space and leaves out what is not there")
  func passage() {
    let sentences = ["Eins.", "Zwei\nzwei.", "Drei."].enumerated().map { Sentence(text: $0.element, range: 0..<1, block: $0.offset) }
    let side = Bitext.Side(name: "x", language: .german, sentences: sentences)
    #expect(side.passage(0..<2) == "Eins. Zwei zwei.")
    #expect(side.passage(2..<9) == "Drei." && side.passage(1..<1).isEmpty && side.passage(7..<9).isEmpty)
  }
}
