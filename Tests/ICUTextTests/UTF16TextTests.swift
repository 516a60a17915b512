import TestSupport
import Testing

@testable import ICUText

@Suite struct UTF16TextTests {
  /// For each scalar its UTF-8 and UTF-16 offset and widths, counted one by one.
  private func checkAllOffsets(_ string: String) throws {
    let text = UTF16Text(string)
    try #require(text.units == Array(string.utf16) && text.utf8Count == string.utf8.count)
    var (byte, unit) = (0, 0)
    for scalar in string.unicodeScalars {
      let (bytes, units) = (String(scalar).utf8.count, String(scalar).utf16.count)
      for i in 0..<units { try #require(text.utf8Offset(ofUTF16: unit + i) == byte) }
      for i in 0..<bytes { try #require(text.utf16Offset(ofUTF8: byte + i) == unit) }
      (byte, unit) = (byte + bytes, unit + units)
    }
    try #require(text.utf8Offset(ofUTF16: unit) == byte && text.utf16Offset(ofUTF8: byte) == unit)
  }

  @Test("Offsets convert as a count of scalars says, at every offset of random texts")
  func random() throws {
    var random = SplitMix64(seed: 42)
    for count in Array(0...140) + [500, 2000] { try checkAllOffsets(randomText(count, &random)) }
  }

  @Test("Pairs on either side of a checkpoint convert too", arguments: 60...68)
  func checkpoints(pad: Int) throws {
    for scalar in ["𝄞", "ü", "€", "a\u{308}"] {
      try checkAllOffsets(String(repeating: "x", count: pad) + String(repeating: scalar, count: 150))
      try checkAllOffsets(String(repeating: scalar, count: pad) + String(repeating: "x𝄞", count: 70))
    }
  }

  @Test("ASCII and the empty text need no table")
  func ascii() throws {
    try checkAllOffsets("")
    try checkAllOffsets(String(repeating: "Kim Jong Un. ", count: 50))
  }

  @Test("Offsets past the ends give the ends")
  func outside() {
    let text = UTF16Text("ä𝄞")
    #expect(text.utf8Offset(ofUTF16: -1) == 0 && text.utf8Offset(ofUTF16: 99) == 6)
    #expect(text.utf16Offset(ofUTF8: -1) == 0 && text.utf16Offset(ofUTF8: 99) == 3)
  }

  @Test("A range gives its text, clamped, and half a pair gives U+FFFD")
  func ranges() {
    let text = UTF16Text("aä𝄞b")
    #expect(text[1..<4] == "ä𝄞" && text[0..<99] == "aä𝄞b" && text[7..<9].isEmpty)
    #expect(text[1..<3] == "ä\u{FFFD}")
  }

  @Test("A substring is transcoded on its own")
  func substring() throws {
    let whole = "Grüße 𝄞 aus Köln"
    #expect(UTF16Text(whole.dropFirst(3).dropLast(2)).units == Array("ße 𝄞 aus Kö".utf16))
  }

  @Test("Any units, lone surrogates too, read as the standard library reads them")
  func anyUnits() {
    var random = SplitMix64(seed: 8)
    for count in 0..<300 {
      let units = (0..<count).map { _ in
        Bool.random(using: &random) ? UInt16.random(in: 0xD700...0xE0FF, using: &random) : UInt16.random(in: 0...0x900, using: &random)
      }
      let text = UTF16Text(String(decoding: units, as: UTF16.self))
      #expect(text[0..<text.units.count].utf8.elementsEqual(String(decoding: units, as: UTF16.self).utf8))
      #expect(String(units: units[...]).utf8.elementsEqual(String(decoding: units, as: UTF16.self).utf8))
    }
  }
}
