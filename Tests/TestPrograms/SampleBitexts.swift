import Corpus
import TestSupport

/// Texts that have broken writers before: markup, control characters, noncharacters, emoji, combining marks, NFD, right to left, CR, and the like.
public let nastyTexts = [
  "<&>\"']]>", "&amp; &#65; <![CDATA[x]]> <!-- x --> <?x?>", "<\u{338}script>alert(1)</script>", "a\u{0}b\u{1}c\u{B}d\u{1F}e",
  "\u{FFFE}x\u{FFFF}",
  "👩‍👩‍👧‍👦 \u{1F1E9}\u{1F1EA} \u{10FFFF}", "e\u{301}\u{323} A\u{30A}", "u\u{308}ber", "שלום (עולם) \u{202E}abc\u{202C}", "a\rb\r\nc\nd",
  "tab\there",
  "\u{FEFF}mark", "\u{AD}\u{200B}\u{A0}\u{2028}\u{85}\u{7F}", "\\\"quoted\\\"", "  two  spaces  ", "„Ja“, sagte »er«.",
]

extension Bitext {
  /// A bitext of given beads: each has its German and its English sentences, all of one block, with a blank between them in the text.
  public static func sample(_ beads: [(german: [String], english: [String], confidence: Double)]) -> Bitext {
    func side(_ name: String, _ language: LanguageTag, _ texts: [String]) -> Side {
      var offset = 0
      let sentences = texts.map { text in
        defer { offset += text.utf8.count + 1 }
        return Sentence(text: text, range: offset..<offset + text.utf8.count, block: 0)
      }
      return Side(name: name, language: language, sentences: sentences)
    }
    var (german, english) = (0, 0)
    let alignment = beads.map { bead in
      defer { (german, english) = (german + bead.german.count, english + bead.english.count) }
      return Bead(german: german..<german + bead.german.count, english: english..<english + bead.english.count, confidence: bead.confidence)
    }
    return Bitext(
      german: side("de.txt", .german, beads.flatMap(\.german)), english: side("en.txt", .english, beads.flatMap(\.english)),
      alignment: Alignment(beads: alignment))
  }

  /// A bitext of random beads, null beads among them, whose sentences are all different: each starts with a word of its own.
  public static func random(seed: UInt64) -> Bitext {
    var random = SplitMix64(seed: seed)
    func sentences(_ side: String, _ bead: Int, _ count: Int) -> [String] {
      (0..<count).map { "\(side)\(bead)x\($0)! " + (nastyTexts.randomElement(using: &random) ?? "") + "." }
    }
    return sample(
      (0..<Int.random(in: 0...40, using: &random)).map { bead in
        let german = Int.random(in: 0...3, using: &random)
        let english = Int.random(in: german == 0 ? 1...3 : 0...3, using: &random)
        return (sentences("g", bead, german), sentences("e", bead, english), Double.random(in: 0...1, using: &random))
      })
  }
}
