import Corpus
import FileIO
import ICUText
import TestSupport
import Testing

@testable import Documents

func contentsOf(_ path: String) throws -> [UInt8] { try InputFile.read(path) }

@Suite struct TextDecoderTests {
  private func decode(_ bytes: [UInt8], _ language: LanguageTag = .german, encoding: String? = nil) throws -> DecodedText {
    try TextDecoder(file: "x.txt", language: language, encoding: encoding).decode(bytes)
  }

  private func message(_ bytes: [UInt8], encoding: String? = nil) -> String? {
    do {
      _ = try decode(bytes, encoding: encoding)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
  }

  private func utf32(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in
      let bytes = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: scalar.value >> UInt32($0)) }
      return bigEndian ? bytes.reversed() : bytes
    }
  }

  /// The windows-1252 bytes of a text, `nil` when it has others: written down here apart from ICU.
  private func windows1252(_ text: String) -> [UInt8]? {
    let upper = Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if let index = upper.firstIndex(of: scalar) {
        bytes.append(0x80 + UInt8(index))
      } else if let byte = UInt8(exactly: scalar.value) {
        bytes.append(byte)
      } else {
        return nil
      }
    }
    return bytes
  }

  private let sample = "\u{FEFF}Grüße aus »Köln«: 5 € für 𝄞 und a\u{308}.\n"

  @Test("Every form of Unicode with a byte-order mark is read, and the mark is left out")
  func marks() throws {
    let text = String(sample.unicodeScalars.dropFirst())
    for (name, bytes) in [
      ("UTF-8", Array(sample.utf8)), ("UTF-16LE", utf16(sample, bigEndian: false)), ("UTF-16BE", utf16(sample, bigEndian: true)),
      ("UTF-32LE", utf32(sample, bigEndian: false)), ("UTF-32BE", utf32(sample, bigEndian: true)),
    ] {
      let decoded = try decode(bytes)
      #expect(decoded.charset == name && decoded.text.utf8.elementsEqual(text.utf8))
      let named = try decode(bytes, encoding: name)
      #expect(named.text.utf8.elementsEqual(text.utf8))
    }
    #expect(try decode(utf16(sample, bigEndian: true), encoding: "utf-16").text.utf8.elementsEqual(text.utf8))
  }

  @Test("UTF-16 without a mark is known by its zeros")
  func unmarked() throws {
    let text = try decode(contentsOf(kimPutin + "/de.txt")).text
    for bigEndian in [false, true] {
      let decoded = try decode(utf16(text, bigEndian: bigEndian))
      #expect(decoded.charset == (bigEndian ? "UTF-16BE" : "UTF-16LE") && decoded.text == text)
    }
  }

  @Test("Plain UTF-8 is UTF-8, also when a mark or letter is all that is not ASCII", arguments: ["abc", "ü", "5 €", "„", "\u{FFFD}"])
  func plain(text: String) throws {
    let decoded = try decode(Array(text.utf8))
    #expect(decoded.charset == "UTF-8" && decoded.text == text)
  }

  @Test("Every line of German and English in windows-1252 is read as that, however short", arguments: ["de", "en"])
  func western(language: String) throws {
    let tag = try #require(LanguageTag(language))
    let text = String(decoding: try contentsOf("\(kimPutin)/\(language).txt"), as: UTF8.self)
    let whole = try #require(windows1252(text))
    if language == "de" { #expect(try decode(whole, tag).charset == "windows-1252") }
    #expect(try decode(whole, tag).text == text)
    for line in text.split(separator: "\n") {
      let bytes = try #require(windows1252(String(line)))
      #expect(try decode(bytes, tag).text == line)
    }
    for line in ["Gruß", "für", "Übergröße", "„Ja“, sagte er", "100 £ – naïve café", "Ä"] {
      let bytes = try #require(windows1252(line))
      #expect(try decode(bytes, tag).text == line)
    }
  }

  @Test(
    "Byte 0xA4 beside a number is the euro of ISO-8859-15",
    arguments: ["Es kostet 5 €.", "€ 20,- für Bücher", "€10", "10€", "Preis: 3,50\u{A0}€"])
  func euro(text: String) throws {
    let bytes = text.unicodeScalars.map { $0 == "€" ? 0xA4 : UInt8($0.value) }
    let decoded = try decode(bytes)
    #expect(decoded.charset == "ISO-8859-15" && decoded.text == text)
    #expect(try decode(bytes + [0x84]).charset == "windows-1252")
    #expect(try decode([0xA4, 0x20] + Array("Zeichen für Währung".unicodeScalars.map { UInt8($0.value) })).charset == "windows-1252")
  }

  @Test("Other languages go by ICU's statistics")
  func otherLanguages() throws {
    let russian = "Ким Чен Ын встретится с Владимиром Путиным во время официального визита, сообщил Кремль в понедельник."
    let bytes = russian.unicodeScalars.map { $0.value < 128 ? UInt8($0.value) : UInt8($0.value - 0x410 + 0xC0) }
    for language in ["ru", "de"] {
      let decoded = try decode(bytes, try #require(LanguageTag(language)))
      #expect(decoded.charset == "windows-1251" && decoded.text == russian)
    }
  }

  @Test("Broken UTF-8 is reported at its exact byte and not taken for another charset")
  func broken() throws {
    let text = try contentsOf(kimPutin + "/de.txt")
    let umlaut = try #require(text.firstIndex(of: 0xC3))
    var cut = text
    cut.remove(at: umlaut + 1)
    var lone = text
    lone.insert(0xFC, at: 1000)
    var tooLong = text
    tooLong.insert(contentsOf: [0xC0, 0xAF], at: text.count)
    var surrogate = text
    surrogate.insert(contentsOf: [0xED, 0xA0, 0x80], at: 0)
    for (bytes, offset) in [
      (cut, umlaut), (lone, 1000), (tooLong, text.count), (surrogate, 0), (text + [0xE2, 0x80], text.count),
    ] {
      let expected = "x.txt: byte \(offset): invalid UTF-8 (repair the file, or name its charset with --encoding)"
      #expect(message(bytes) == expected)
      #expect(message(bytes, encoding: "UTF-8") == expected)
    }
    #expect(
      throws: Diagnostic(
        .malformedInput, file: "x.txt", at: .byte(3), "invalid UTF-8", cure: "repair the file, or name its charset with --encoding")
    ) {
      try decode([0x61, 0xC3, 0xA4, 0xFF], encoding: "utf8")
    }
  }

  @Test("The encoding option overrides what is found")
  func override() throws {
    #expect(try decode([0x81, 0x74], encoding: "IBM850").text == "üt")
    #expect(try decode([0x84, 0x4A, 0x61, 0x93], encoding: "latin1").text == "„Ja“")
    #expect(try decode(Array("ä".utf8), encoding: "windows-1252").text == "Ã¤")
    #expect(try decode([0xC4, 0xE4], encoding: "macintosh").text == "ƒ‰")
    #expect(
      message([0x61], encoding: "klingon")
        == "unknown encoding 'klingon' (use a name such as UTF-8, UTF-16, windows-1252 or ISO-8859-15)")
    #expect(message([0x61], encoding: "")?.hasPrefix("unknown encoding ''") == true)
    #expect(
      message([0x61, 0, 0xD8], encoding: "UTF-16LE")
        == "x.txt: byte 2: invalid UTF-16LE (repair the file, or name its charset with --encoding)")
  }

  @Test("Bytes that windows-1252 does not have are reported, not turned into control characters")
  func dosText() {
    #expect(message([0x66, 0x81, 0x72]) == "x.txt: byte 1: neither UTF-8 nor windows-1252 (name its charset with --encoding)")
  }

  @Test("Binary files are known by their first bytes")
  func signatures() {
    let advice = "(save it as plain text in UTF-8)"
    for (bytes, type) in [
      (Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3], "a PDF file"), ([0x50, 0x4B, 3, 4] + Array("...word/document.xml".utf8), "a DOCX file"),
      ([0x50, 0x4B, 3, 4] + Array("mimetypeapplication/vnd.oasis.opendocument.text".utf8), "an ODT file"),
      ([0x50, 0x4B, 3, 4, 0], "a ZIP file"), ([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], "a PNG image"),
      ([0x1F, 0x8B, 8, 0], "a gzip file"),
    ] {
      #expect(message(bytes) == "x.txt: byte 0: this is \(type), not plain text \(advice)")
      #expect(message(bytes, encoding: "windows-1252") == "x.txt: byte 0: this is \(type), not plain text \(advice)")
    }
  }

  @Test("Zeros and many control characters are binary, at the first of them")
  func binary() throws {
    #expect(
      message(Array("abcü".utf8) + [0] + Array("x".utf8))
        == "x.txt: byte 5: this is a binary file, not plain text (save it as plain text in UTF-8)")
    let controls = "control characters as in a binary file (save it as plain text in UTF-8)"
    #expect(message([0xEF, 0xBB, 0xBF, 0x61, 1, 2, 3, 4]) == "x.txt: byte 4: \(controls)")
    #expect(message(utf16("ab\u{1}\u{2}\u{3}", bigEndian: false)) == "x.txt: byte 4: \(controls)")
    #expect(message([0xE4, 0x61, 0x62, 0x63, 0x64, 2, 3, 4]) == "x.txt: byte 5: \(controls)")
    #expect(message(utf16("\u{FEFF}ab\0", bigEndian: true)) == "x.txt: byte 6: \(controls)")
    #expect(try decode(Array("Ein altes Dokument.\r\n\u{1A}".utf8)).text.hasSuffix("\u{1A}"))
  }

  @Test("Random bytes never crash, and many of them are refused")
  func random() {
    var random = SplitMix64(seed: 3)
    for size in 0..<400 {
      _ = message((0..<size).map { _ in UInt8.random(in: .min ... .max, using: &random) })
      let noZeros = (0..<size).map { _ in UInt8.random(in: 1 ... .max, using: &random) }
      if let text = try? decode(noZeros, encoding: "ISO-8859-15").text { #expect(text.unicodeScalars.count == size) }
    }
    let many = (0..<5000).map { _ in UInt8.random(in: 1 ... .max, using: &random) }
    #expect(message(many)?.contains("x.txt: byte") == true)
  }
}
