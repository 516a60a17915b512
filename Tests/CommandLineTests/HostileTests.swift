import Foundation
import TestPrograms
import TestSupport
import Testing

/// Texts that no one would write: nothing crashes, and every sentence comes out.
@Suite struct HostileTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  @Test("Odd Unicode comes out as it came in")
  func oddUnicode() throws {
    let odd =
      nastyTexts.filter { !$0.unicodeScalars.contains("\0") } + [
        "\u{301}\u{302}.", "a\u{1}b", "\u{FFFE}\u{FFFF}", "\u{202E}\u{2066}.", "\u{200D}",
      ]
    try place.put("odd", odd.map { $0 + " Und noch ein ganz gewöhnlicher Satz." }.joined(separator: "\n"))
    let expected = withoutBlanks(try place.text("odd"))
    #expect(withoutBlanks(try place.run("segment", "odd").output) == expected)
    let beads = try place.run("align", "odd", "en.txt", "--format", "jsonl")
    #expect(beads.status == 0)
    var german: [Int] = []
    for line in beads.output.split(separator: "\n") {
      let bead = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      german += try #require(bead["german"] as? [Int])
    }
    #expect(german == Array(0..<german.count))
    #expect(beads.errors.hasPrefix("odd (UTF-8): "))
    #expect(beads.errors.contains(", \(german.count) sentences\nen.txt"))
    let tmx = try place.run("align", "odd", "odd", "--languages", "de,en")
    #expect(ParsedXML.parse(Array(tmx.output.utf8)) != nil)
    #expect(tmx.errors.contains(/characters that XML forbids replaced by U\+FFFD\n/))
  }

  @Test("A file name's control characters do not reach the terminal")
  func fileName() throws {
    let outcome = try place.shell("name=$(printf 'a\\033[31m\\nb'); cp de.txt \"$name\"; exec \"$0\" segment \"$name\" -o x")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "a [31m b (UTF-8): 14 paragraphs, 31 sentences\n")
  }

  @Test("A line of 5 MB is segmented, and a word of 1 MB is aligned")
  func longLine() throws {
    try place.put("line", String(repeating: "Das ist ein Satz mit Zahl 12. ", count: 170_000))
    let outcome = try place.run("segment", "line")
    #expect(outcome.errors == "line (UTF-8): 1 paragraph, 170000 sentences\n")
    #expect(outcome.output == String(repeating: "Das ist ein Satz mit Zahl 12.\n", count: 170_000))
    try place.put("x", String(repeating: "x", count: 1_000_000))
    try place.put("word", "Wort")
    let beads = try place.run("align", "x", "word", "--format", "beads")
    #expect(beads.errors.hasPrefix("x (UTF-8): 1 paragraph, 1 sentence\nword (UTF-8): 1 paragraph, 1 sentence\n"))
    #expect(beads.output.matches(of: /\[0\]/).count == 2)
  }

  @Test("100,000 empty lines are nothing")
  func emptyLines() throws {
    try place.put("none", String(repeating: "\n", count: 100_000))
    try expectFailure(place, ["segment", "none"], status: 65, "none: the file holds no text (check that it is the right file)")
    try place.put("two", "Ja.\n" + String(repeating: "\r\n", count: 100_000) + "Nein.")
    let outcome = try place.run("segment", "two", "-", input: "Wort")
    #expect(outcome.output == "Ja.\n\nNein.\n\nWort\n")
  }

  @Test("One sentence against 2,000", arguments: [true, false])
  func oneAgainstMany(germanIsOne: Bool) throws {
    try place.put("one", "Wort")
    try place.put("many", (0..<2000).map { "Satz \($0).\n" }.joined())
    let files = germanIsOne ? ["one", "many"] : ["many", "one"]
    let outcome = try place.run("align", files[0], files[1], "--format", "beads")
    #expect(outcome.status == 0)
    try expectCoverage(outcome.output, german: germanIsOne ? 1 : 2000, english: germanIsOne ? 2000 : 1)
  }

  @Test("Long documents, which are aligned in a band, are covered and nearly all right")
  func banded() throws {
    var random = SplitMix64(seed: 7)
    let words = ["Haus", "Berlin", "Regierung", "Wasser", "Kanzler", "Problem", "System", "Europa", "Musik", "Computer", "Frau", "Mann"]
    let german = (0..<106).map { _ in
      (0..<Int.random(in: 4...12, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
        + " \(Int.random(in: 1...9999, using: &random))."
    }
    let kept = german.indices.filter { $0 % 13 != 5 }
    try place.put("a", german.joined(separator: "\n"))
    try place.put("b", kept.map { german[$0] }.joined(separator: "\n"))
    let outcome = try place.run("align", "--segmented", "a", "b", "--format", "beads")
    #expect(german.count * kept.count > 10_000)
    try expectCoverage(outcome.output, german: german.count, english: kept.count)
    let right = kept.enumerated().count { outcome.output.contains("[\($0.element)]:[\($0.offset)]:") }
    #expect(right * 10 >= kept.count * 9)
  }

  private func expectCoverage(_ beads: String, german: Int, english: Int) throws {
    let sides = try beads.split(separator: "\n").map { try #require($0.wholeMatch(of: /\[([0-9,]*)\]:\[([0-9,]*)\]:[01]\.[0-9]{4}/)) }
    #expect(sides.flatMap { $0.1.split(separator: ",").compactMap { Int($0) } } == Array(0..<german))
    #expect(sides.flatMap { $0.2.split(separator: ",").compactMap { Int($0) } } == Array(0..<english))
  }
}
