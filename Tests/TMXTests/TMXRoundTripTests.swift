import Corpus
import Foundation
import TMX
import TestPrograms
import TestSupport
import Testing

@Suite struct TMXRoundTripTests {
  @Test(
    "Import, export and import again give equal units, byte for byte",
    arguments: ownFiles + realFiles.filter { !$0.hasSuffix("hs_zero.tmx") })
  func units(path: String) throws {
    let memory = try Memory(try bytes(of: path))
    let again = try Memory(try memory.written())
    #expect(again.unitBytes.count == memory.unitBytes.count)
    #expect(zip(again.unitBytes, memory.unitBytes).allSatisfy { $0 == $1 })
    #expect(again.notices.isEmpty)
    #expect(again.header == memory.header)
  }

  @Test(
    "An exported file is the imported one under canonical XML",
    .enabled(if: hasXMLLint, "no xmllint"), arguments: ownFiles + realFiles.filter { !$0.contains("hs_") && !$0.contains("en-ca.tmx") })
  func canonical(path: String) throws { try expectCanonical(try bytes(of: path), path) }

  @Test("Everything that TMX can say comes back under canonical XML", .enabled(if: hasXMLLint, "no xmllint"))
  func everythingCanonical() throws { try expectCanonical(Array(everything.utf8), "everything") }

  @Test("Random units with everything in them come back byte for byte", arguments: 0..<40 as Range<UInt64>)
  func random(seed: UInt64) throws {
    var memory = try Memory(everything)
    var random = SplitMix64(seed: seed)
    memory.units = (0..<20).map { _ in TMXUnit.random(&random) }
    let again = try Memory(try memory.written())
    // Not in one value: a failure would print megabytes.
    #expect(again.units.count == memory.units.count)
    #expect(zip(again.unitBytes, memory.unitBytes).allSatisfy { $0 == $1 })
    for segment in memory.units.flatMap(\.variants).map(\.segment) {
      let read = try TMXSegment(fragment: segment.fragment)
      #expect("\(read)".utf8.elementsEqual("\(segment)".utf8), "\(read)\n\(segment)")
    }
  }

  @Test(
    "Every version is valid against its published definition", .enabled(if: hasXMLLint && hasDefinitions, "no definitions or no xmllint"),
    arguments: TMXVersion.allCases, [TMXWriter.Level.one, .two])
  func versions(version: TMXVersion, level: TMXWriter.Level) throws {
    let written = try Memory(everything).written(version: version, level: level)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).tmx")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(written).write(to: file)
    let result = try run("xmllint", ["--nonet", "--noout", "--dtdvalid", "\(developmentData)/tmx/dtd/\(version.systemID)", file.path])
    #expect(result.status == 0, "\(result.output)")
    var violations: [TMXNotice] = []
    var chunks = [written]
    _ = try TMXValidator(file: "x", level: level).validate(chunks: { chunks.popLast() }, { violations.append($0) })
    // Its variants do not share their tags, which only level 2 can show.
    #expect(violations.map(\.message) == (level == .two ? ["the variants differ in the x of their tags"] : []))
  }

  @Test("Level 1 is plain text, and TMX 1.1 has no hi")
  func levels() throws {
    let memory = try Memory(document(unit("a<ph>x<sub>y</sub></ph> <hi type=\"b\">c<bpt i=\"1\"/>d<ept i=\"1\"/></hi>")))
    let one = try Memory(try memory.written(level: .one))
    #expect(one.units.first?.variants.first?.segment.text == "a cd")
    let old = try Memory(try memory.written(version: .v11))
    #expect(old.units.first?.variants.first?.segment.fragment == #"a<ph>x<sub>y</sub></ph> c<bpt i="1"/>d<ept i="1"/>"#)
    #expect(old.header.version == .v11)
    #expect(String(decoding: try memory.written(version: .v11), as: UTF8.self).contains("<tuv lang=\"en\">"))
  }

  private func expectCanonical(_ bytes: [UInt8], _ path: String) throws {
    let written = try Memory(bytes).written()
    #expect(try canonical(written) == canonical(bytes), "\(path)")
  }

  /// Canonical XML without what is documented to change: comments, processing instructions and white space between elements.
  private func canonical(_ bytes: [UInt8]) throws -> String {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appendingPathComponent("\(UUID()).tmx")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(bytes).write(to: file)
    // What xmllint says of the definition that it does not find goes to standard error.
    let result = try run("sh", ["-c", "xmllint --nonet --c14n \"$0\" 2>/dev/null", file.path])
    #expect(result.status == 0)
    return result.output.replacing(/<!--(?s:.*?)-->|<\?(?s:.*?)\?>/, with: "").trimmingCharacters(in: .whitespacesAndNewlines)
      .replacing(/>\s+<(\/?(?:tmx|header|body|tu|tuv|ude|map|note|prop|seg)(?=[ >]))/) { "><\($0.1)" }
  }
}

private let hasXMLLint = (try? run("xmllint", ["--version"]))?.status == 0
private let hasDefinitions = FileManager.default.isReadableFile(atPath: developmentData + "/tmx/dtd/tmx11.dtd")

extension TMXUnit {
  /// A unit of nasty texts, in which no character is forbidden.
  fileprivate static func random(_ random: inout SplitMix64) -> TMXUnit {
    func text() -> String {
      let nasty = nastyTexts.randomElement(using: &random) ?? ""
      return String(
        String.UnicodeScalarView(
          nasty.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0xFFFE || [9, 10, 13].contains($0.value) || $0.value > 0xFFFF }))
    }
    func attributes(_ names: [String]) -> TMXAttributes {
      var result: TMXAttributes = [:]
      for name in names.shuffled(using: &random) where Bool.random(using: &random) { result[name] = text() }
      return result
    }
    func content(_ depth: Int) -> [TMXInline] {
      var result: [TMXInline] = []
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        if Bool.random(using: &random), depth < 8 {
          let kind = [TMXElement.Kind.bpt, .ept, .ph, .it, .hi, .ut].randomElement(using: &random) ?? .ph
          let inner = kind == .hi ? content(depth + 1) : [.element(TMXElement(.sub, content: content(depth + 1)))]
          result.append(.element(TMXElement(kind, attributes: attributes(["i", "x", "type"]), content: inner)))
        } else if case .text? = result.last {
        } else {
          let text = text()
          if !text.isEmpty { result.append(.text(text)) }
        }
      }
      return result
    }
    func remarks() -> [TMXRemark] {
      (0..<Int.random(in: 0...2, using: &random)).map { _ in
        TMXRemark(
          Bool.random(using: &random) ? .note : .prop, language: Bool.random(using: &random) ? "de" : nil,
          attributes: attributes(["type", "o-encoding"]), text: text())
      }
    }
    return TMXUnit(
      attributes: attributes(["tuid", "creationdate", "changeid"]), remarks: remarks(),
      variants: (0..<Int.random(in: 1...4, using: &random)).map { _ in
        TMXVariant(language: "de", attributes: attributes(["usagecount"]), remarks: remarks(), segment: TMXSegment(content: content(0)))
      })
  }
}
