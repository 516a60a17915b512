import Corpus
import Foundation
import TestSupport
import Testing

@testable import Documents

/// Breaks a text into lines as an editor does, at most `width` characters each.
func wrap(_ text: String, width: Int) -> String {
  var lines = [""]
  for word in text.split(separator: " ") {
    if lines[lines.count - 1].isEmpty {
      lines[lines.count - 1] = String(word)
    } else if lines[lines.count - 1].count + 1 + word.count <= width {
      lines[lines.count - 1] += " " + word
    } else {
      lines.append(String(word))
    }
  }
  return lines.joined(separator: "\n")
}

func articles() throws -> [String] {
  try ["de", "en"].map { try String(contentsOfFile: "\(kimPutin)/\($0).txt", encoding: .utf8) }
}

@Suite struct ParagraphStyleTests {
  private func style(_ text: String) -> ParagraphStyle { ParagraphStyle.detect(TextLine.lines(of: text, separators: .unicode)) }

  @Test("A paragraph a line is `line`, with and without empty lines between")
  func lines() throws {
    for article in try articles() {
      #expect(style(article) == .line)
      #expect(style(article.replacingOccurrences(of: "\n", with: "\n\n")) == .line)
    }
  }

  @Test("Hard-wrapped German and English is `block` at any usual width", arguments: [45, 60, 66, 72, 78, 80, 100, 120])
  func wrapped(width: Int) throws {
    for article in try articles() {
      let paragraphs = article.split(separator: "\n")
      let text = paragraphs.map { wrap(String($0), width: width) }.joined(separator: "\n\n")
      #expect(style(text) == .block)
      let document = try TextReader(language: .german).document(text, name: "x")
      #expect(document.blocks.count == paragraphs.count)
      for (block, paragraph) in zip(document.blocks, paragraphs) {
        #expect(String(document[utf8: block.range]).joiningLines == paragraph)
      }
    }
  }

  @Test("Hard-wrapped text with headings, a list and a quoted verse stays `block`")
  func mixed() throws {
    let article = try #require(try articles().first)
    let paragraphs = article.split(separator: "\n").map { wrap(String($0), width: 72) }.joined(separator: "\n\n")
    let text =
      "Der Besuch\n\n- Kim Jong Un\n- Wladimir Putin\n- die Medien\n\n" + paragraphs
      + "\n\nAusblick\n\nÜber allen Gipfeln\nIst Ruh,\nIn allen Wipfeln\n"
    #expect(style(text) == .block)
  }

  @Test(
    "Lists, verse, dialogue, headings, subtitles and word lists are `line`",
    arguments: [
      "- Milch\n- zwei Eier\n- ein Pfund Mehl\n- etwas Salz",
      "apfel\nbirne\nkirsche\npflaume\nzwetschge",
      "apple tree – der Apfelbaum\nto bear fruit – Früchte tragen\nbark – die Rinde\nto fall from the tree – vom Baum fallen\nleaf – das Blatt",
      """
      Wer reitet so spät durch Nacht und Wind?
      Es ist der Vater mit seinem Kind;
      Er hat den Knaben wohl in dem Arm,
      Er fasst ihn sicher, er hält ihn warm.

      Mein Sohn, was birgst du so bang dein Gesicht? –
      Siehst, Vater, du den Erlkönig nicht?
      Den Erlenkönig mit Kron’ und Schweif? –
      Mein Sohn, es ist ein Nebelstreif.
      """,
      """
      so much depends
      upon

      a red wheel
      barrow

      glazed with rain
      water
      """,
      """
      – Wohin gehst du denn heute noch so spät?
      – zum Bahnhof, natürlich.
      – Und wann kommst du zurück?
      – morgen, wenn alles gut geht, sonst erst am Sonntag.
      – Gut, dann bis morgen.
      """,
      "Erstes Kapitel\nIn welchem Kim verreist\nZweites Kapitel\nIn welchem Putin wartet",
      "Ich wollte nur sagen,\ndass ich gehe.\nUnd dann?\nDann fahre ich nach Hause,\nweil es spät ist.",
      "Eine einzige Zeile ohne Ende", "", "\n\n\n",
    ])
  func notWrapped(text: String) { #expect(style(text) == .line) }

  @Test("The gold sentences of real documents, one a line, are `line`", .enabled(if: hasData, "needs ../shared/data"))
  func realLines() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: developmentData + "/align-news")
    where name.hasSuffix(".de") || name.hasSuffix(".en") {
      #expect(style(try String(contentsOfFile: "\(developmentData)/align-news/\(name)", encoding: .utf8)) == .line, "\(name)")
    }
    for name in ["dev.de", "dev.fr"] {
      #expect(style(try String(contentsOfFile: "\(developmentData)/align-textberg/\(name)", encoding: .utf8)) == .line, "\(name)")
    }
  }

  static let hasData = FileManager.default.fileExists(atPath: developmentData + "/align-news")

  @Test("The option overrides what is found")
  func override() throws {
    let text = "eins\nzwei\n\ndrei\n"
    let count = { (style: ParagraphStyle) in
      try TextReader(language: .german, paragraphs: style).document(text, name: "x").blocks.count
    }
    #expect(try count(.line) == 3)
    #expect(try count(.block) == 2)
  }
}
