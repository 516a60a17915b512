import Corpus
import TMX

/// How a memory keeps a unit, and the header of a file: bytes from which all that TMX says of it comes back, byte for byte.
///
/// Form 1: the byte 1, the value, and four bytes of checksum, which tells damage on the disk. Numbers are LEB128; a text is its length and its
/// UTF-8; a list is its count and its items. A unit is its attributes, remarks and variants; an attribute a known name's number, or 0 and a name,
/// and its value; a remark 0 for a note and 1 for a prop, doubled, and 1 more if a language follows, then attributes and text; a variant its
/// language, attributes, remarks and segment; a segment its length, doubled, and 1 more if what follows is XML (`TMXSegment.fragment`) and not
/// plain text. A header is its version, attributes, remarks and encodings.
public enum UnitCoding {
  private static let form: UInt8 = 1
  /// Names that are kept as numbers, from 1. The order is part of form 1.
  fileprivate static let names = [
    "tuid", "creationdate", "changedate", "creationid", "changeid", "srclang", "usagecount", "lastusagedate", "creationtool",
    "creationtoolversion", "datatype", "segtype", "o-tmf", "o-encoding", "type", "adminlang", "name", "base", "unicode", "code", "ent",
    "subst",
  ]
  fileprivate static let numbers = Dictionary(uniqueKeysWithValues: zip(names, 1...))

  /// The bytes of a unit.
  public static func bytes(of unit: TMXUnit) -> [UInt8] {
    sealed { out in
      out.append(unit.attributes)
      out.append(unit.remarks)
      out.append(unit.variants.count)
      for variant in unit.variants {
        out.append(variant.language)
        out.append(variant.attributes)
        out.append(variant.remarks)
        if let text = variant.segment.text {
          out.append(text, flag: 0)
        } else {
          out.append(variant.segment.fragment, flag: 1)
        }
      }
    }
  }

  /// The unit that some bytes hold.
  /// - Throws: a `Diagnostic` `.malformedInput` when they are damaged.
  public static func unit(from bytes: [UInt8]) throws -> TMXUnit {
    var input = try CodedInput(unsealing: bytes, form: form)
    var unit = TMXUnit(attributes: try input.attributes(), remarks: try input.remarks(), variants: [])
    let count = try input.count()
    unit.variants.reserveCapacity(count)
    for _ in 0..<count {
      let (language, attributes, remarks) = (try input.text(), try input.attributes(), try input.remarks())
      let length = try input.number()
      let text = try input.text(length: length / 2)
      let segment = length % 2 == 0 ? TMXSegment(text) : try TMXSegment(fragment: text)
      unit.variants.append(TMXVariant(language: language, attributes: attributes, remarks: remarks, segment: segment))
    }
    return unit
  }

  /// The bytes of a header.
  public static func bytes(of header: TMXHeader) -> [UInt8] {
    sealed { out in
      out.append(header.version.rawValue)
      out.append(header.attributes)
      out.append(header.remarks)
      out.append(header.encodings.count)
      for encoding in header.encodings {
        out.append(encoding.attributes)
        out.append(encoding.maps.count)
        for map in encoding.maps { out.append(map) }
      }
    }
  }

  /// The header that some bytes hold.
  /// - Throws: a `Diagnostic` `.malformedInput` when they are damaged.
  public static func header(from bytes: [UInt8]) throws -> TMXHeader {
    var input = try CodedInput(unsealing: bytes, form: form)
    guard let version = TMXVersion(rawValue: try input.text()) else { throw CodedInput.damaged }
    var header = TMXHeader(version: version, attributes: try input.attributes(), remarks: try input.remarks())
    for _ in 0..<(try input.count()) {
      let attributes = try input.attributes()
      header.encodings.append(TMXUserEncoding(attributes: attributes, maps: try (0..<input.count()).map { _ in try input.attributes() }))
    }
    return header
  }

  private static func sealed(_ body: (inout [UInt8]) -> Void) -> [UInt8] {
    var out: [UInt8] = [form]
    out.reserveCapacity(256)
    body(&out)
    let sum = checksum(of: out.span)
    for shift in [0, 8, 16, 24] as [UInt32] { out.append(UInt8(truncatingIfNeeded: sum >> shift)) }
    return out
  }

  /// FNV-1a, folded to 32 bits; any change of one byte changes it.
  fileprivate static func checksum(of bytes: Span<UInt8>) -> UInt32 {
    var sum = FNV1a()
    sum.add(bytes)
    return UInt32(truncatingIfNeeded: sum.value ^ sum.value >> 32)
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ number: Int) {
    var rest = UInt(bitPattern: number)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  fileprivate mutating func append(_ text: String) {
    append(text.utf8.count)
    append(contentsOf: text.utf8)
  }

  fileprivate mutating func append(_ text: String, flag: Int) {
    append(text.utf8.count * 2 + flag)
    append(contentsOf: text.utf8)
  }

  fileprivate mutating func append(_ attributes: TMXAttributes) {
    append(attributes.all.count)
    for attribute in attributes.all {
      if let number = UnitCoding.numbers[attribute.name] {
        append(number)
      } else {
        append(0)
        append(attribute.name)
      }
      append(attribute.value)
    }
  }

  fileprivate mutating func append(_ remarks: [TMXRemark]) {
    append(remarks.count)
    for remark in remarks {
      append((remark.kind == .prop ? 2 : 0) + (remark.language == nil ? 0 : 1))
      if let language = remark.language { append(language) }
      append(remark.attributes)
      append(remark.text)
    }
  }
}

/// Reads what `UnitCoding` writes.
private struct CodedInput {
  static let damaged = Diagnostic(.malformedInput, "a unit is damaged", cure: "restore a backup of the memory")

  private let bytes: [UInt8]
  /// Where the checksum begins.
  private let end: Int
  private var place = 1

  init(unsealing sealed: [UInt8], form: UInt8) throws {
    guard sealed.count >= 5, sealed[0] == form else { throw Self.damaged }
    (bytes, end) = (sealed, sealed.count - 4)
    let sum = sealed[end...].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard UnitCoding.checksum(of: sealed.span.extracting(..<end)) == sum else { throw Self.damaged }
  }

  mutating func number() throws -> Int {
    var (value, shift) = (UInt(0), UInt(0))
    while place < end, shift < 63 {
      let byte = bytes[place]
      place += 1
      value |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { return Int(bitPattern: value) }
      shift += 7
    }
    throw Self.damaged
  }

  /// A number of items, each of which has a byte at least.
  mutating func count() throws -> Int {
    let count = try number()
    guard (0...end - place).contains(count) else { throw Self.damaged }
    return count
  }

  mutating func text() throws -> String { try text(length: number()) }

  mutating func text(length: Int) throws -> String {
    guard (0...end - place).contains(length) else { throw Self.damaged }
    defer { place += length }
    return try Self.text(bytes.span.extracting(place..<place + length))
  }

  private static func text(_ bytes: Span<UInt8>) throws -> String {
    guard let text = try? UTF8Span(validating: bytes) else { throw damaged }
    return String(copying: text)
  }

  mutating func attributes() throws -> TMXAttributes {
    var attributes: TMXAttributes = [:]
    for _ in 0..<(try count()) {
      let number = try number()
      guard (0...UnitCoding.names.count).contains(number) else { throw Self.damaged }
      let name = number == 0 ? try text() : UnitCoding.names[number - 1]
      attributes[name] = try text()
    }
    return attributes
  }

  mutating func remarks() throws -> [TMXRemark] {
    var remarks: [TMXRemark] = []
    for _ in 0..<(try count()) {
      let kind = try number()
      let language = kind % 2 == 1 ? try text() : nil
      remarks.append(TMXRemark(kind >= 2 ? .prop : .note, language: language, attributes: try attributes(), text: try text()))
    }
    return remarks
  }
}
