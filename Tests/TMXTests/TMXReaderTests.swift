import Corpus
import Foundation
import TMX
import TestSupport
import Testing

@Suite struct TMXReaderTests {
  @Test("Everything that TMX can say is read")
  func everythingIsRead() throws {
    let memory = try Memory(everything)
    #expect(memory.notices.isEmpty)
    #expect(memory.header.version == .v14)
    #expect(memory.header.sourceLanguage == "en")
    #expect(memory.header.remarks == [TMXRemark(.note, text: "h"), TMXRemark(.prop, attributes: ["type": "x"], text: "y")])
    #expect(memory.header.encodings.first?.maps.count == 2)
    let unit = try #require(memory.units.first)
    #expect(unit.attributes.all.count == 14)
    #expect(unit.attributes["changeid"] == "you")
    #expect(unit.remarks.map(\.text) == ["A  note & more", " v\rw ", ""])
    #expect(unit.remarks[0].language == "en")
    #expect(unit.variants.map(\.language) == ["EN-us", "de", "de"])
    #expect(unit.variants[0].remarks.map(\.kind) == [.prop, .note])
    let segment = unit.variants[0].segment
    #expect(segment.plainText == "One two ")
    #expect(segment.placeableText == "One \u{FFFC}two\u{FFFC} \u{FFFC}\u{FFFC}")
    #expect(segment.tags.map(\.kind) == [.bpt, .ept, .ph, .ut])
    #expect(unit.variants[1].segment.text?.utf8.elementsEqual("  Zwei <&x \u{1F600} e\u{301} ".utf8) == true)
    #expect(unit.variants[2].segment.text == "")
  }

  @Test("A segment's fragment says all of it and is read again")
  func fragment() throws {
    let segment = try #require(try Memory(everything).units.first?.variants.first?.segment)
    #expect(
      segment.fragment
        == #"One <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>two<ept i="1">&lt;/b&gt;</ept> <ph x="2" assoc="p" type="image">&lt;img alt="<sub datatype="text" type="alt">deep <hi x="3" type="h">hi <it pos="begin" x="4">i</it></hi></sub>"/&gt;</ph><ut x="5">u<sub>s</sub></ut>"#
    )
    #expect(try TMXSegment(fragment: segment.fragment) == segment)
    for text in ["", "a", " a & b\r\n<c>\t\"", "e\u{301}"] {
      #expect(try TMXSegment(fragment: TMXSegment(text).fragment).text?.utf8.elementsEqual(text.utf8) == true)
    }
    #expect(throws: Diagnostic.self) { try TMXSegment(fragment: "<bpt>") }
    #expect(throws: Diagnostic.self) { try TMXSegment(fragment: "a</seg>") }
  }

  @Test("Slips that leave no doubt are read with a warning and their line")
  func slips() throws {
    let memory = try Memory(
      """
      <TMX version="1.4b">
      <header SRCLANG="en" segtype="SENTENCE"/>
      <body>
      <tu><tuv lang="en"><seg>a <g id="1">b</g> c</seg></tuv>
      <TUV><seg>d</seg><seg>e</seg></TUV>
      <foo><seg>lost</seg></foo>
      <tuv xml:lang="de" x:y="1" xmlns:x="z"/>stray
      <tuv xml:lang="fr"><seg xml:space="preserve"> f </seg></tuv>
      </tu>
      </body></TMX>
      """)
    #expect(memory.header.attributes["segtype"] == "sentence")
    #expect(memory.header.sourceLanguage == "en")
    #expect(memory.units.first?.variants.map(\.language) == ["en", "und", "und", "de", "fr"])
    #expect(memory.units.first?.variants.map(\.segment.text) == ["a b c", "d", "e", "", " f "])
    #expect(
      memory.notices.map { "\($0.line): \($0.message)" } == [
        "1: the element TMX is read as tmx", "2: the attribute SRCLANG is read as srclang", "2: the segtype SENTENCE is read as sentence",
        "4: the tags of <g> are left out of the text", "5: the element TUV is read as tuv",
        "5: a variant without a language is taken for undetermined (und)", "5: a second segment becomes a variant of its own",
        "6: the element <foo> does not belong here and is left out", "7: the attribute x:y has a prefix and is left out",
        "7: a variant without a segment is empty", "8: text outside segments is left out", "8: the attributes of <seg> are left out",
      ])
  }

  @Test("Text around an unknown element in a note stays")
  func unknownInNote() throws {
    let memory = try Memory(document("<tu><note>a<b>c</b>d</note><tuv xml:lang='en'><seg>x</seg></tuv></tu>"))
    #expect(memory.units.first?.remarks.first?.text == "acd")
    #expect(memory.notices.count == 1)
  }

  @Test(
    "A file in any charset gives the same units",
    arguments: [
      "UTF-8", "UTF-8 mark", "UTF-16LE", "UTF-16BE", "UTF-16 marks", "windows-1252", "ISO-8859-2", "wrong UTF-16",
    ])
  func charsets(name: String) throws {
    let text = document(unit(name == "ISO-8859-2" ? "Größe" : "Größe € “x”", "ß"))
    func declaring(_ charset: String) -> String { text.replacingOccurrences(of: "UTF-8", with: charset) }
    let encoded: Data? =
      switch name {
      case "UTF-8 mark": Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8)
      case "UTF-16LE": declaring("UTF-16").data(using: .utf16LittleEndian)
      case "UTF-16BE": declaring("UTF-16").data(using: .utf16BigEndian)
      case "UTF-16 marks": try Data([0xFE, 0xFF]) + #require(declaring("UTF-16").data(using: .utf16BigEndian))
      case "windows-1252": declaring("Windows-1252").data(using: .windowsCP1252)
      case "ISO-8859-2": declaring(name).data(using: .isoLatin2)
      case "wrong UTF-16": Data(declaring("UTF-16").utf8)
      default: Data(text.utf8)
      }
    let memory = try Memory(Array(try #require(encoded)))
    #expect(memory.units == (try Memory(text)).units)
    #expect(memory.notices.isEmpty)
  }

  @Test("An unknown charset is an error")
  func unknownCharset() {
    #expect(
      throws: Diagnostic(.malformedInput, file: "x.tmx", at: .line(1), "unknown charset 'x-none'", cure: "save the file as UTF-8")
    ) { try Memory("<?xml version='1.0' encoding='x-none'?><tmx/>") }
  }

  @Test("Characters that XML forbids become U+FFFD, and only they")
  func forbidden() throws {
    let memory = try Memory(
      document(unit("a&#x1F;b\u{1}c", "<![CDATA[&#x1F;]]>&#0;&#xFFFE;&#99999999999;") + "\n" + unit("&#xD83D;&#xDE00; &#65;\0", id: 2)))
    #expect(memory.units[0].variants.map(\.segment.text) == ["a\u{FFFD}b\u{FFFD}c", "&#x1F;\u{FFFD}\u{FFFD}\u{FFFD}"])
    #expect(memory.units[1].variants[0].segment.text == "😀 A\u{FFFD}")
    #expect(memory.notices.map(\.kind) == Array(repeating: .repaired, count: 7))
    #expect(memory.notices.map(\.line) == [5, 5, 5, 5, 5, 6, 6])
    #expect(memory.notices.first?.message == "a reference to a character that XML forbids (&#x1F;) became U+FFFD")
  }

  @Test("A forbidden character in the header is replaced too")
  func forbiddenInHeader() throws {
    let memory = try Memory(document(unit("x"), header: "<note>a&#2;b</note>"))
    #expect(memory.header.remarks.first?.text == "a\u{FFFD}b")
    #expect(memory.units.count == 1)
  }

  @Test("An error names the line and what is wrong, and comes after the units before it")
  func errorPlace() throws {
    var units = 0
    var chunks = [Array(document(unit("a") + "\n" + unit("b <x", id: 2) + "\n" + unit("c", id: 3)).utf8)]
    #expect {
      try TMXReader(file: "x.tmx").read(chunks: { chunks.popLast() }, { if case .unit = $0 { units += 1 } })
    } throws: { error in
      let diagnostic = error as? Diagnostic
      return diagnostic?.kind == .malformedInput && diagnostic?.position == .line(6)
    }
    #expect(units == 1)
  }

  @Test("An error of the caller reaches the caller")
  func callersError() throws {
    struct Full: Error {}
    #expect(throws: Full.self) {
      var chunks = [Array(document(unit("a")).utf8)]
      try TMXReader(file: "x.tmx").read(chunks: { chunks.popLast() }, { if case .unit = $0 { throw Full() } })
    }
  }

  @Test("Every real file is read, but for the empty one", .enabled(if: !realFiles.isEmpty, "no real files beside the repository"))
  func realFilesAreRead() throws {
    for path in realFiles where !path.hasSuffix("hs_zero.tmx") {
      let memory = try Memory(try bytes(of: path))
      let isWithoutVersion = path.contains("hs_utf16")
      #expect(memory.notices.count == (isWithoutVersion ? 1 : 0), "\(path)")
    }
    #expect(throws: Diagnostic.self) { try Memory([]) }
  }

  @Test("It does not matter how the bytes are cut", arguments: ownFiles)
  func chunks(path: String) throws {
    let bytes = try bytes(of: path)
    let whole = try Memory(bytes)
    for size in [1, 2, 3, 7, 100] {
      var rest = bytes[...]
      var units: [TMXUnit] = []
      let next = { () -> [UInt8]? in
        defer { rest = rest.dropFirst(size) }
        return rest.isEmpty ? nil : Array(rest.prefix(size))
      }
      try TMXReader(file: "x.tmx").read(chunks: next) { if case .unit(let unit, _) = $0 { units.append(unit) } }
      #expect(units == whole.units)
    }
  }
}
