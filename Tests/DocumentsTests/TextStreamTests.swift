import Corpus
import FileIO
import ICUText
import TestSupport
import Testing

@testable import Documents

/// Bytes in chunks of random lengths, with pauses at some offsets.
final class ChunkedBytes: ByteSource {
  private let bytes: [UInt8]
  private let longest: Int
  private var pauses: [Int]
  private var random: SplitMix64
  private var offset = 0

  init(_ bytes: [UInt8], longest: Int, seed: UInt64, pausesAt pauses: [Int] = []) {
    (self.bytes, self.longest, self.pauses) = (bytes, longest, pauses)
    random = SplitMix64(seed: seed)
  }

  func read() -> [UInt8] {
    var end = min(bytes.count, offset + Int.random(in: 1...longest, using: &random))
    if let pause = pauses.first { end = min(end, max(pause, offset + 1)) }
    defer { offset = end }
    return Array(bytes[offset..<end])
  }

  func isPaused(for milliseconds: Int) -> Bool {
    guard let pause = pauses.first, pause <= offset else { return false }
    // The pause ends after both kinds of waiting.
    if milliseconds < 500 { seen += 1 }
    if seen > 1 {
      pauses.removeFirst()
      seen = 0
    }
    return true
  }

  private var seen = 0
}

@Suite struct TextStreamTests {
  /// All parts of a stream and how many pauses there were.
  private func parts(
    _ source: ChunkedBytes, _ reader: TextReader = TextReader(language: .german)
  ) throws -> (parts: [DocumentPart], pauses: Int, encoding: String) {
    let stream = TextStream(source, name: "x.txt", reader: reader)
    var parts: [DocumentPart] = []
    var pauses = 0
    while let event = try stream.next() {
      switch event {
      case .part(let part): parts.append(part)
      case .pause: pauses += 1
      }
    }
    return (parts, pauses, stream.encoding)
  }

  /// The blocks as those of one document; pieces of a block are put together.
  private func blocks(_ parts: [DocumentPart]) -> [Block] {
    var blocks: [Block] = []
    for part in parts {
      var own = part.document.blocks.map {
        Block(range: part.start + $0.range.lowerBound..<part.start + $0.range.upperBound, line: $0.line)
      }
      if part.continuesBlock, let last = blocks.popLast() {
        #expect(own.count == 1 && own[0].range.lowerBound == last.range.upperBound && own[0].line == last.line)
        own = [Block(range: last.range.lowerBound..<own[0].range.upperBound, line: last.line)]
      }
      #expect(part.firstBlock == blocks.count)
      blocks += own
    }
    return blocks
  }

  private func randomText(_ random: inout SplitMix64, words: Int) -> String {
    let breaks = ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\n\n", "\n \u{200B}\n", " \n"]
    let pieces = ["Wort", "Größe", "„Ja.“", "\u{1F600}", "a\u{308}", " ", "\u{A0}", "–", "\u{FEFF}", "中"]
    var text = "x"
    for _ in 0..<words {
      text +=
        Int.random(in: 0..<9, using: &random) == 0 ? breaks.randomElement(using: &random) ?? "" : pieces.randomElement(using: &random) ?? ""
    }
    return text
  }

  @Test("Chunks of any length give the blocks and the text of the whole file", arguments: [nil] + ParagraphStyle.allCases)
  func chunks(style: ParagraphStyle?) throws {
    var random = SplitMix64(seed: 5)
    let reader = TextReader(language: .german, paragraphs: style)
    for seed in 0..<200 {
      let text = randomText(&random, words: Int.random(in: 0..<300, using: &random))
      let bytes = (Bool.random(using: &random) ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
      let whole = try reader.document(bytes, name: "x.txt")
      let (parts, _, encoding) = try parts(ChunkedBytes(bytes, longest: 1 + seed, seed: UInt64(seed)), reader)
      #expect(blocks(parts) == whole.blocks)
      #expect(encoding == "UTF-8")
      for part in parts { #expect(part.document.text == whole[utf8: part.start..<part.start + part.document.text.utf8.count]) }
    }
  }

  @Test("Far beyond the head and with long blocks the parts are those of the whole, and small", arguments: ParagraphStyle.allCases)
  func long(style: ParagraphStyle) throws {
    var random = SplitMix64(seed: 6)
    let reader = TextReader(language: .german, paragraphs: style)
    let some = randomText(&random, words: 60_000)
    let long = String(repeating: "Ein Absatz ohne Ende – ", count: 100_000)
    let spaces = String(repeating: " ", count: 300_000)
    let text = [some, long, some, spaces + "x" + spaces, some, long + spaces, "", long, ""].joined(separator: "\r\n")
    let whole = try reader.document(text, name: "x.txt")
    let (parts, _, _) = try parts(ChunkedBytes(Array(text.utf8), longest: 300_000, seed: 1), reader)
    // Long white space at the end of a piece stays with it.
    let trimmed = blocks(parts).map { block in
      Block(range: TextLine.trimmed(block.range, in: text.utf8.span), line: block.line)
    }
    #expect(trimmed == whole.blocks)
    #expect(parts.count { $0.continuesBlock } >= 6)
    #expect(parts.allSatisfy { $0.document.text.utf8.count < 2_000_000 && ($0.isWhole || $0.document.blocks.count == 1) })
  }

  @Test(
    "Characters that chunks cut are whole again in every charset",
    arguments: ["UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "windows-1252", "ISO-8859-15", "GB18030", "Shift_JIS"])
  func charsets(name: String) throws {
    let sample = ["GB18030", "Shift_JIS"].contains(name) ? "中国。漢字。\n" : name.hasPrefix("UTF") ? "Größe 𝄞 中\u{308}\n" : "Größe für 5\n"
    let text = String(repeating: sample, count: 40)
    let bytes = try encode(text, name)
    let reader = TextReader(language: .german, encoding: name)
    for longest in 1...7 {
      let (parts, _, encoding) = try parts(ChunkedBytes(bytes, longest: longest, seed: UInt64(longest)), reader)
      #expect(encoding == name)
      #expect(parts.map(\.document.text) == [String(text.dropLast())])
    }
  }

  private func encode(_ text: String, _ name: String) throws -> [UInt8] {
    func split(_ value: UInt32, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) } }
    switch name {
    case "UTF-8": return Array(text.utf8)
    case "UTF-16LE": return text.utf16.flatMap { split(UInt32($0), 2) }
    case "UTF-16BE": return text.utf16.flatMap { split(UInt32($0), 2).reversed() }
    case "UTF-16": return [0xFF, 0xFE] + text.utf16.flatMap { split(UInt32($0), 2) }
    case "UTF-32LE": return text.unicodeScalars.flatMap { split($0.value, 4) }
    case "GB18030":
      let table: [Character: [UInt8]] = [
        "中": [0xD6, 0xD0], "国": [0xB9, 0xFA], "。": [0xA1, 0xA3], "漢": [0x9D, 0x68], "字": [0xD7, 0xD6], "\n": [0x0A],
      ]
      return try text.flatMap { try #require(table[$0]) }
    case "Shift_JIS":
      let table: [Character: [UInt8]] = [
        "中": [0x92, 0x86], "国": [0x8D, 0x91], "。": [0x81, 0x42], "漢": [0x8A, 0xBF], "字": [0x8E, 0x9A], "\n": [0x0A],
      ]
      return try text.flatMap { try #require(table[$0]) }
    default: return try text.unicodeScalars.map { try #require(UInt8(exactly: $0.value)) }
    }
  }

  private func failure(_ bytes: [UInt8], longest: Int = 100_000, encoding: String? = nil) -> Diagnostic? {
    do {
      _ = try parts(ChunkedBytes(bytes, longest: longest, seed: 3), TextReader(language: .german, encoding: encoding))
      return nil
    } catch { return error as? Diagnostic }
  }

  @Test("Bytes far behind the head that contradict the charset are named by their offset")
  func contradictions() {
    let ascii = Array(String(repeating: "Ein ganz gewöhnlicher Satz. Noch einer.\n", count: 60_000).utf8)
    let windows = ascii.filter { $0 != 0xC3 }
    let cure = "repair the file, or name its charset with --encoding"
    #expect(
      failure(ascii + [0x41, 0xFC, 0x41])
        == Diagnostic(.malformedInput, file: "x.txt", at: .byte(ascii.count + 1), "invalid UTF-8", cure: cure))
    #expect(
      failure(ascii + [0xC3]) == Diagnostic(.malformedInput, file: "x.txt", at: .byte(ascii.count), "invalid UTF-8", cure: cure))
    #expect(failure(windows) == nil)
    #expect(
      failure(windows + [0x81])
        == Diagnostic(
          .malformedInput, file: "x.txt", at: .byte(windows.count), "neither UTF-8 nor windows-1252",
          cure: "name its charset with --encoding"))
    #expect(
      failure(ascii + [0, 0x41])
        == Diagnostic(
          .malformedInput, file: "x.txt", at: .byte(ascii.count), "control characters as in a binary file",
          cure: "save it as plain text in UTF-8"))
    let utf16 = ascii.flatMap { [$0 == 0xC3 || $0 == 0xB6 ? 0x6F : $0, 0] }
    #expect(
      failure(utf16 + [0x00, 0xD8, 0x41, 0])
        == Diagnostic(.malformedInput, file: "x.txt", at: .byte(utf16.count), "invalid UTF-16LE", cure: cure))
    #expect(
      failure(utf16 + [0, 0])
        == Diagnostic(
          .malformedInput, file: "x.txt", at: .byte(utf16.count), "control characters as in a binary file",
          cure: "save it as plain text in UTF-8"))
  }

  @Test("A head that ends inside a character is judged like the text it starts", arguments: 0..<4)
  func cutHead(shift: Int) throws {
    // No character above ASCII but the one that the head's end cuts.
    let head = [UInt8](repeating: 0x61, count: (1 << 20) - 4 + shift)
    let (parts, _, encoding) = try parts(ChunkedBytes(head + Array("😀 ".utf8) + head, longest: 1 << 19, seed: 1))
    #expect(encoding == "UTF-8")
    #expect(parts.reduce(0) { $0 + $1.document.text.utf8.count } == 2 * head.count + 5)
  }

  @Test("A pause brings what is whole, also when it comes before the head is")
  func pauses() throws {
    let text = "Eins.\nZwei.\nDrei."
    let (parts, pauses, _) = try parts(ChunkedBytes(Array(text.utf8), longest: 100, seed: 1, pausesAt: [8]))
    #expect(parts.map(\.document.text) == ["Eins.", "Zwei.\nDrei."])
    #expect(parts.map(\.start) == [0, 6] && parts.map(\.firstBlock) == [0, 1])
    #expect(pauses == 1)
  }

  @Test("Nothing but white space is no text, however much")
  func noText() {
    let expected = Diagnostic(.malformedInput, file: "x.txt", "the file holds no text", cure: "check that it is the right file")
    for bytes in [[], [0xEF, 0xBB, 0xBF], [UInt8](repeating: 0x20, count: 3_000_000), [UInt8](repeating: 0x0A, count: 3_000_000)] {
      #expect(failure(bytes) == expected)
    }
  }
}
