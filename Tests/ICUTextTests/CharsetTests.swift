import ICUText
import TestSupport
import Testing

@Suite struct CharsetTests {
  @Test("Known bytes decode in each charset")
  func known() throws {
    for (name, bytes, expected) in [
      ("windows-1252", [0x84, 0x47, 0x72, 0xFC, 0xDF, 0x65, 0x93, 0x20, 0x80], "„Grüße“ €"), ("ISO-8859-15", [0xA4, 0xBD, 0xFC], "€œü"),
      ("UTF-16LE", [0xE4, 0x00, 0x34, 0xD8, 0x1E, 0xDD], "ä𝄞"), ("UTF-16BE", [0x00, 0xE4, 0xD8, 0x34, 0xDD, 0x1E], "ä𝄞"),
      ("UTF-16", [0xFE, 0xFF, 0x00, 0xE4], "ä"), ("utf8", [0xC3, 0xA4], "ä"), ("latin1", [0xE4], "ä"), ("IBM850", [0x81], "ü"),
      ("UTF-8", [], ""),
    ] as [(String, [UInt8], String)] {
      let text = try Charset(name).decode(bytes)
      #expect(Array(text.unicodeScalars) == Array(expected.unicodeScalars), "\(name)")
    }
  }

  @Test("Text longer than the converter's buffer comes out whole, pairs across its end too", arguments: [65_535, 65_536, 65_537])
  func long(pad: Int) throws {
    let text = String(repeating: "x", count: pad) + String(repeating: "ü𝄞", count: 50_000)
    #expect(try Charset("UTF-8").decode(Array(text.utf8)) == text)
    let units = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    #expect(try Charset("UTF-16BE").decode(units) == text)
  }

  @Test("Malformed bytes are reported at the first of them")
  func malformed() {
    for (name, bytes, offset) in [
      ("UTF-8", [0x61, 0xC3, 0xA4, 0xC3], 3), ("UTF-8", [0x61, 0xFF, 0x62], 1), ("UTF-8", [0xE2, 0x82, 0x41], 0),
      ("UTF-8", [0x61, 0xED, 0xA0, 0x80], 1),
      ("UTF-16LE", [0x61, 0, 0, 0xD8, 0x62, 0], 2), ("UTF-16LE", [0x61, 0, 0, 0xDC, 0x62, 0], 2), ("UTF-16LE", [0x61, 0, 0x62], 2),
      ("UTF-16BE", [0xD8, 0x34], 0), ("Shift_JIS", [0x61, 0x81], 1), ("ASCII", [0x61, 0xE4], 1),
    ] as [(String, [UInt8], Int)] {
      #expect(throws: ICUError.malformedBytes(offset: offset), "\(name) \(bytes)") { try Charset(name).decode(bytes) }
      // The same behind many whole buffers of good text.
      let width = name.hasPrefix("UTF-16") ? 2 : 1
      let unit: [UInt8] = width == 1 ? [0x78] : name == "UTF-16LE" ? [0x78, 0] : [0, 0x78]
      let pad = (0..<200_000).flatMap { _ in unit }
      #expect(throws: ICUError.malformedBytes(offset: pad.count + offset), "\(name) \(bytes)") { try Charset(name).decode(pad + bytes) }
    }
  }

  @Test("Unknown names are refused", arguments: ["", "klingon", "UTF-9"])
  func unknown(name: String) { #expect(throws: ICUError.unknown(name)) { try Charset(name) } }

  @Test("Detection finds the charsets of Western and Russian text")
  func detection() throws {
    let german = Array(
      "Gr\u{FC}\u{DF}e aus M\u{FC}nchen, wo es am Sonntag sch\u{F6}n war und die \u{C4}pfel f\u{FC}r alle reif sind.".unicodeScalars)
    #expect(try Charset.detect(german.map { UInt8($0.value) }).first?.charset.description == "ISO-8859-1")
    let quoted = [0x84] + german.map { UInt8($0.value) } + [0x93]
    #expect(try Charset.detect(quoted).first?.charset.description == "windows-1252")
    let russian = "Ким Чен Ын встретится с Владимиром Путиным во время визита в Россию".unicodeScalars
    let bytes = russian.map { $0.value < 128 ? UInt8($0.value) : UInt8($0.value - 0x410 + 0xC0) }
    #expect(try Charset.detect(bytes).first?.charset.description == "windows-1251")
    #expect(try Charset.detect(Array("Grüße aus München".utf8)).first?.charset.description == "UTF-8")
  }

  @Test("Detection of nothing, of little and of noise gives answers or none, with confidences of 0 to 100")
  func detectionOfNoise() throws {
    var random = SplitMix64(seed: 6)
    for size in [0, 1, 2, 3, 100, 10_000] {
      let bytes = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      #expect(try Charset.detect(bytes).allSatisfy { (0...100).contains($0.confidence) })
    }
    #expect(try Charset.detect(Array("abc".utf8), limit: 0).allSatisfy { (0...100).contains($0.confidence) })
  }
}
