import Corpus
import Exchange
import TMX
import TestPrograms
import TestSupport
import Testing

/// What a reader has made of a file.
struct ReadUnits {
  var header: TMXHeader?
  var units: [TMXUnit] = []
  var lines: [Int] = []
  var notices: [TMXNotice] = []
  var summary: UnitFileReader.Summary?

  /// The texts of each unit, by language: `en=Yes de=Ja`.
  var texts: [String] { units.map { $0.variants.map { "\($0.language)=\($0.segment.plainText)" }.joined(separator: " ") } }

  /// The units' properties of a type.
  func properties(_ type: String) -> [String?] { units.map { $0.remarks.property(type) } }
}

/// Reads a file in pieces of some bytes, as they may come from a pipe.
func read(
  _ bytes: [UInt8], _ file: String = "x", format: UnitFormat? = nil, piece: Int = 1 << 16,
  _ change: (inout UnitReadingOptions) -> Void = { _ in }
) throws -> ReadUnits {
  var options = UnitReadingOptions()
  options.format = format
  change(&options)
  var result = ReadUnits()
  var rest = bytes[...]
  let chunks = { () -> [UInt8]? in
    defer { rest = rest.dropFirst(piece) }
    return rest.isEmpty ? nil : Array(rest.prefix(piece))
  }
  result.summary = try UnitFileReader(file: file, options: options).read(chunks: chunks) { event in
    switch event {
    case .header(let header):
      #expect(result.header == nil && result.units.isEmpty, "one header, before the units")
      result.header = header
    case .unit(let unit, let line):
      result.units.append(unit)
      result.lines.append(line)
    case .notice(let notice): result.notices.append(notice)
    }
  }
  #expect(result.header != nil)
  #expect(result.summary?.units == result.units.count)
  return result
}

func read(_ text: String, format: UnitFormat? = nil, _ change: (inout UnitReadingOptions) -> Void = { _ in }) throws -> ReadUnits {
  try read(Array(text.utf8), format: format, change)
}

/// Writes units in a format.
func write(
  _ units: [TMXUnit], _ format: UnitFormat, header: TMXHeader = TMXHeader(toolVersion: "1", sourceLanguage: .english),
  _ change: (inout UnitFileWriter.Options) -> Void = { _ in }
) throws -> (bytes: [UInt8], text: String, tally: UnitTally) {
  var options = UnitFileWriter.Options()
  change(&options)
  var bytes: [UInt8] = []
  let writer = try UnitFileWriter(format: format, header: header, options: options) { bytes += $0 }
  for unit in units { try writer.write(unit) }
  let tally = try writer.finish()
  return (bytes, String(decoding: bytes, as: UTF8.self), tally)
}

/// A pair of plain texts.
func pair(_ source: String, _ translation: String, _ remarks: [TMXRemark] = [], id: String? = nil) -> TMXUnit {
  TMXUnit(
    attributes: ["tuid": id], remarks: remarks,
    variants: [("en", source), ("de", translation)].map { TMXVariant(language: $0, segment: TMXSegment($1)) })
}

func property(_ type: String, _ text: String) -> TMXRemark { TMXRemark(.prop, attributes: ["type": type], text: text) }

/// Random units with all that TMX can say of one.
struct RandomUnits {
  private var random: SplitMix64
  /// Whether tags have text in tags (`sub`).
  var hasSubs = true

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  /// A text that XML can hold, not empty.
  mutating func text() -> String {
    let text = nastyTexts.filter { XMLCharacters.legal($0).replaced == 0 }.randomElement(using: &random) ?? "x"
    return "t\(Int.random(in: 0..<1000, using: &random)) " + text
  }

  private mutating func type() -> String? {
    chance(50) ? nil : ["bold", "lb", "x-html-a", "Font <b>", "link"].randomElement(using: &random)
  }

  mutating func segment() -> TMXSegment {
    guard chance(50) else { return TMXSegment(text()) }
    var (content, i, x): ([TMXInline], Int, Int) = ([.text(text())], 0, 0)
    func number() -> String? {
      x += 1
      return x % 2 == 0 ? String(x) : nil
    }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let code = [TMXInline.text("<b \(text())>")]
      switch Int.random(in: 0..<5, using: &random) {
      case 0:
        content.append(
          .element(
            TMXElement(
              .ph, attributes: ["x": number(), "assoc": ["p", "f", "b"].randomElement(using: &random), "type": type()], content: code)))
      case 1:
        content.append(
          .element(TMXElement(.it, attributes: ["pos": chance(50) ? "begin" : "end", "x": number(), "type": type()], content: code)))
      case 2: content.append(.element(TMXElement(.hi, attributes: ["type": type(), "x": number()], content: [.text(text())])))
      case 3 where hasSubs:
        let sub = TMXElement(.sub, attributes: ["datatype": "html", "type": type()], content: [.text(text())])
        content.append(.element(TMXElement(.ph, attributes: ["x": number()], content: code + [.element(sub), .text("/>")])))
      default:
        i += 1
        content += [
          .element(TMXElement(.bpt, attributes: ["i": String(i), "x": number(), "type": type()], content: code)), .text(text()),
          .element(TMXElement(.ept, attributes: ["i": String(i)], content: chance(50) ? [.text("</b>")] : [])),
        ]
      }
      content.append(.text(text()))
    }
    return TMXSegment(content: content)
  }

  private mutating func remarks() -> [TMXRemark] {
    (0..<Int.random(in: 0...2, using: &random)).map { _ in
      chance(40)
        ? TMXRemark(.note, text: text())
        : property(["domain", "x-client", "x-satzpaar-confidence"].randomElement(using: &random) ?? "", text())
    }
  }

  /// A unit in English and German, the source first.
  mutating func unit() -> TMXUnit {
    let variants = [chance(20) ? "en-GB" : "en", chance(20) ? "de-AT" : "de"].map { language in
      TMXVariant(
        language: language, attributes: ["changedate": chance(30) ? "20240131T081500Z" : nil], remarks: chance(20) ? remarks() : [],
        segment: segment())
    }
    return TMXUnit(
      attributes: [
        "tuid": chance(70) ? "u\(Int.random(in: 0..<1_000_000, using: &random))" : nil, "creationid": chance(30) ? text() : nil,
      ],
      remarks: remarks(), variants: variants)
  }
}
