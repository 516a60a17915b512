import Foundation
import TestSupport
import Testing

@Suite struct SegmentTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  @Test("All sentences of the seed pair are right", arguments: [("de", 31), ("en", 34)])
  func seedPair(language: String, count: Int) throws {
    let outcome = try place.run("segment", "--language", language, "\(language).txt", "-o", "x.lines")
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasSuffix(" paragraphs, \(count) sentences\n"))
    let score = try place.run("evaluate", "segmentation", "\(kimPutin)/\(language).sent", "x.lines", "--at-least", "1")
    #expect(score.status == 0)
    #expect(score.output.contains(/sentences +1\.0000 +1\.0000 +1\.0000/))
    let gold = String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(kimPutin)/\(language).sent")), as: UTF8.self)
    #expect(try place.run("segment", "-q", "--language", language, "\(language).txt", "--no-blank").output == gold)
  }

  @Test("A wrong segmentation scores less, with and without its paragraphs")
  func evaluation() throws {
    try place.put("gold", "Er kam. Dann\nging er.\nEnde.\n")
    try place.put("test", "Er kam.\nDann ging er.\nEnde.\n")
    try place.put("paragraphs", "Er kam. Dann ging er.\n\nEnde.\n")
    let inside = try place.run("evaluate", "segmentation", "gold", "test", "--paragraphs", "paragraphs", "--at-least", "0.1")
    #expect(inside.status == 1)
    #expect(inside.output.contains(/boundaries +0\.0000 +0\.0000 +0\.0000/))
    #expect(try place.run("evaluate", "segmentation", "gold", "test", "--at-least", "0.1").status == 0)
    #expect(try place.run("evaluate", "segmentation", "--json", "gold", "test", "gold", "gold").output.hasPrefix("{\"files\":2,"))
  }

  @Test("The offsets of jsonl and tsv cut the sentences out of the decoded text", arguments: ["\n", "\r\n"])
  func offsets(lineEnd: String) throws {
    let text = "Ä sagt: „Größe 3. Oktober.“ Ja!\(lineEnd)\(lineEnd)👩‍👩‍👧‍👦 kommt. Ein langer \t Satz\u{A0}mit \u{AD}allem? \(lineEnd)Ende"
      .replacingOccurrences(of: "Ein", with: "„Ein“")
    try place.put("a.txt", Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8))
    let bytes = Array(text.utf8)
    let objects = try place.run("segment", "-q", "a.txt", "--format", "jsonl").output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.count > 3)
    var lines: [String] = []
    for (index, object) in objects.enumerated() {
      let (start, end) = (try #require(object["start"] as? Int), try #require(object["end"] as? Int))
      let sentence = try #require(object["text"] as? String)
      #expect(String(decoding: bytes[start..<end], as: UTF8.self) == sentence)
      #expect(object["sentence"] as? Int == index)
      let paragraph = try #require(object["paragraph"] as? Int)
      lines.append("a.txt\t\(paragraph)\t\(index)\t\(start)\t\(end)\t\(sentence.replacingOccurrences(of: "\t", with: " "))")
    }
    #expect(objects.last?["paragraph"] as? Int == 2)
    #expect(try place.run("segment", "-q", "a.txt", "--format", "tsv").output == lines.map { $0 + "\n" }.joined())
  }

  @Test("Files of another charset are cut by the bytes of their UTF-8")
  func encoding() throws {
    try place.put("a", "Größe. Süß.")
    try place.put("b", try #require("Größe. Süß.".data(using: .windowsCP1252)))
    let (utf8, windows) = (try place.run("segment", "a", "--format", "jsonl"), try place.run("segment", "b", "--format", "jsonl"))
    #expect(windows.output == utf8.output.replacingOccurrences(of: "\"a\"", with: "\"b\""))
    #expect(windows.errors == "b (windows-1252): 1 paragraph, 2 sentences\n")
  }

  @Test("Several files follow each other, with an empty line between them and counts from 0")
  func severalFiles() throws {
    try place.put("a", "Eins. Zwei.\nDrei.\n")
    try place.put("b", "Vier.\n")
    let lines = try place.run("segment", "a", "-", "b", input: "Und.")
    #expect(lines.output == "Eins.\nZwei.\n\nDrei.\n\nUnd.\n\nVier.\n")
    #expect(
      lines.errors
        == "a (UTF-8): 2 paragraphs, 3 sentences\nstandard input (UTF-8): 1 paragraph, 1 sentence\nb (UTF-8): 1 paragraph, 1 sentence\n")
    #expect(try place.run("segment", "-q", "--no-blank", "a", "b").output == "Eins.\nZwei.\nDrei.\nVier.\n")
    #expect(try place.run("segment", "-q", "--format", "tsv", "a", "b").output.hasSuffix("a\t1\t2\t12\t17\tDrei.\nb\t0\t0\t0\t5\tVier.\n"))
  }

  @Test("--paragraphs says whether a line or a block is a paragraph")
  func paragraphs() throws {
    try place.put("a", "Eine Zeile\nund noch eine.\n\nEnde.\n")
    #expect(try place.run("segment", "-q", "a", "--paragraphs", "line").output == "Eine Zeile\n\nund noch eine.\n\nEnde.\n")
    #expect(try place.run("segment", "-q", "a", "--paragraphs", "block").output == "Eine Zeile und noch eine.\n\nEnde.\n")
  }
}
