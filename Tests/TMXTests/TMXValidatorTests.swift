import Corpus
import Foundation
import TMX
import TestPrograms
import TestSupport
import Testing

@Suite struct TMXValidatorTests {
  @Test("Everything that TMX can say is valid, but for what its variants do not share")
  func everythingIsValid() throws {
    let (verdict, violations) = try validate(everything)
    #expect(violations == ["5: the variants differ in the x of their tags"])
    #expect((verdict.version, verdict.units) == (.v14, 1))
    #expect(verdict.level == .two)
  }

  @Test(
    "Each fault is found on its line",
    arguments: [
      (unit("a") + "\n<tu/>", "6: tu has no tuv|6: no variant in the source language en"),
      ("<tu><tuv xml:lang='en'/></tu>", "5: tuv has no seg"),
      ("<tu><tuv><seg/></tuv></tu>", "5: tuv lacks the attribute xml:lang|5: no variant in the source language en"),
      ("<tu><tuv xml:lang='en'><seg/></tuv>\n<note/></tu>", "6: note stands after tuv"),
      ("<tu><tuv xml:lang='en'><seg/><seg/></tuv></tu>", "5: tuv has a second seg"),
      ("<tu><tuv xml:lang='en'><seg><sub/></seg></tuv></tu>", "5: sub may not stand in seg in TMX 1.4"),
      ("<tu foo='1'><tuv xml:lang='en'><seg/></tuv></tu>", "5: tu has no attribute foo in TMX 1.4"),
      ("<tu>x<tuv xml:lang='en'><seg/></tuv></tu>", "5: tu holds text"), ("<g/>", "5: TMX has no element <g>"),
      (
        "<tu segtype='Block'><tuv xml:lang='en'><seg/></tuv></tu>",
        "5: segtype of tu is 'Block', not one of: block, paragraph, sentence, phrase"
      ),
      (unit("<bpt i='1'/>"), "5: a bpt with i '1' without an ept"), (unit("<ept i='1'/>"), "5: an ept with i '1' without a bpt before it"),
      (unit("<bpt i='1'/><bpt i='1'/><ept i='1'/>"), "5: two bpt with i '1' in one segment"),
      (unit("<bpt i='1'/><ept i='1'/><ept i='1'/>"), "5: two ept with i '1' in one segment"),
      (unit("<ph x='1'/>", "<ph x='2'/>"), "5: the variants differ in the x of their tags"), (unit("<ph x='1'/>", "<ph x='1'/>"), ""),
      (unit("<ph x='a'/>", "<ph x='a'/>"), "5: x is 'a', not a number|5: x is 'a', not a number"),
      (
        "<tu creationdate='20240230T000000Z'><tuv xml:lang='en'><seg/></tuv></tu>",
        "5: creationdate is '20240230T000000Z', not a date such as 20240131T081500Z"
      ),
      ("<tu usagecount='many'><tuv xml:lang='en'><seg/></tuv></tu>", "5: usagecount is 'many', not a number"),
      ("<tu><tuv xml:lang='de'><seg/></tuv></tu>", "5: no variant in the source language en"),
      ("<tu srclang='*all*'><tuv xml:lang='de'><seg/></tuv></tu>", ""), ("<tu><tuv xml:lang='EN'><seg/></tuv></tu>", ""),
      (
        "<tu><tuv xml:lang='en'><seg/></tuv><tuv xml:lang='de_AT'><seg/></tuv></tu>", "5: xml:lang is 'de_AT', not a language such as de-AT"
      ),
      (unit("a&#1;"), "5: a reference to a character that XML forbids (&#x1;) became U+FFFD"),
      ("<tu xmlns:x='y'><tuv xml:lang='en'><seg/></tuv></tu>", "5: tu declares a namespace"),
    ])
  func faults(units: String, expected: String) throws {
    #expect(try validate(document(units)).violations == expected.split(separator: "|").map(String.init))
  }

  @Test("The header and the version are checked")
  func header() throws {
    #expect(try validate(document(unit("a"), version: "2.0")).violations.first == "2: the version is '2.0', not 1.1, 1.2, 1.3 or 1.4")
    #expect(
      try validate(document(unit("a")).replacingOccurrences(of: " version=\"1.4\"", with: "")).violations == [
        "2: tmx lacks the attribute version"
      ])
    #expect(try validate("<tmx version='1.4'><body/></tmx>").violations == ["1: tmx has no header"])
    #expect(try validate("<tmx version='1.4'><header/><body/></tmx>").violations.count == 7)
    #expect(try validate(document("", header: "<ude name='a'><map unicode='1' code='2'/></ude>")).violations.count == 2)
    #expect(try validate(document("", header: "<ude name='a'/>")).violations == ["3: ude has no map"])
  }

  @Test("Level 1 has no inline elements")
  func level() throws {
    let (verdict, violations) = try validate(document(unit("a<ph/>")), level: .one)
    #expect(verdict.level == .two)
    #expect(violations == ["5: ph is an inline element, which level 1 does not have"])
    #expect(try validate(document(unit("a")), level: .one).verdict.level == .one)
  }

  @Test("The versions differ as their definitions do")
  func versions() throws {
    func violations(_ version: String, _ text: String) throws -> Int {
      try validate(
        document(
          "<tu><tuv xml:lang='en'><seg>\(text)</seg></tuv></tu>".replacingOccurrences(
            of: "xml:lang", with: version < "1.3" ? "lang" : "xml:lang"), version: version)
      ).violations.count
    }
    for (text, valid) in [
      ("<hi/>", ["1.2", "1.3", "1.4"]), ("<sub/>", ["1.1"]), ("<ut><sub/></ut>", ["1.4"]),
      ("<ph><sub type='a'/></ph>", ["1.2", "1.3", "1.4"]),
    ] {
      for version in ["1.1", "1.2", "1.3", "1.4"] {
        #expect(try violations(version, text) == (valid.contains(version) ? 0 : 1), "\(version) \(text)")
      }
    }
  }

  @Test("What is not well-formed is an error, after what was found before")
  func malformed() {
    var violations: [String] = []
    var chunks = [Array((document("<tu/>").replacingOccurrences(of: "</tmx>", with: "")).utf8)]
    #expect(throws: Diagnostic.self) {
      try TMXValidator(file: "x").validate(chunks: { chunks.popLast() }, { violations.append($0.message) })
    }
    #expect(violations == ["tu has no tuv", "no variant in the source language en"])
  }

  @Test(
    "The verdict on the definition agrees with xmllint's on random changes", .enabled(if: canRunXMLLint, "no definitions or no xmllint"),
    arguments: 0..<4 as Range<UInt64>)
  func agreesWithXMLLint(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let names = ["note", "prop", "tuv", "seg", "bpt", "ph", "it", "hi", "sub", "ut", "tu"]
    var texts: [String] = []
    for _ in 0..<60 {
      // Every attribute value stays what the definition wants; names and places change.
      let name = names.randomElement(using: &random) ?? ""
      let other = names.randomElement(using: &random) ?? ""
      texts.append(
        everything.replacing("<\(name)", with: "<\(other)", maxReplacements: 1).replacing(
          "</\(name)>", with: "</\(other)>", maxReplacements: 1))
    }
    for text in texts {
      guard let ours = try? validate(text) else { continue }
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).tmx")
      defer { try? FileManager.default.removeItem(at: file) }
      try Data(text.utf8).write(to: file)
      let result = try run("xmllint", ["--nonet", "--noout", "--dtdvalid", developmentData + "/tmx/dtd/tmx14.dtd", file.path])
      let byDefinition = ours.violations.filter {
        !$0.contains("variant") && !$0.contains("an ept with") && !$0.contains("a bpt with") && !$0.contains("two ")
      }
      #expect((result.status == 0) == byDefinition.isEmpty, "\(ours.violations) \(result.output)")
    }
  }

  private func validate(_ text: String, level: TMXWriter.Level = .two) throws -> (verdict: TMXValidator.Verdict, violations: [String]) {
    var chunks = [Array(text.utf8)]
    var violations: [String] = []
    let verdict = try TMXValidator(file: "x.tmx", level: level).validate(
      chunks: { chunks.popLast() }, { violations.append("\($0.line): \($0.message)") })
    #expect(verdict.violations == violations.count)
    return (verdict, violations)
  }
}

private let canRunXMLLint =
  (try? run("xmllint", ["--version"]))?.status == 0 && FileManager.default.isReadableFile(atPath: developmentData + "/tmx/dtd/tmx14.dtd")
