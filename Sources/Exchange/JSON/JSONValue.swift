/// A value of JSON (RFC 8259); objects keep the order of their names, numbers their digits.
enum JSONValue: Hashable {
  case string(String)
  case number(String)
  case bool(Bool)
  case null
  case array([JSONValue])
  case object([Member])

  /// A name and its value.
  struct Member: Hashable {
    var name: String
    var value: JSONValue
  }

  /// Why a text is no JSON.
  struct Fault: Error {
    var message: String
  }

  /// Reads a text that is one value.
  ///
  /// Throws a `Fault`. Values within each other are at most 64 deep.
  init(_ text: String) throws(Fault) {
    var parser = Parser(bytes: Array(text.utf8))
    self = try parser.value(depth: 0)
    parser.skipBlank()
    guard parser.index == parser.bytes.count else { throw Fault(message: "text after the JSON value") }
  }

  /// The value of a name in an object; the last one when there are several.
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  /// The text of a string.
  var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The text of a string, a number or a truth value.
  var scalar: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let isTrue): isTrue ? "true" : "false"
    default: nil
    }
  }

  /// The whole numbers of an array.
  var indices: [Int]? {
    guard case .array(let items) = self else { return nil }
    let numbers = items.compactMap { $0.scalar.flatMap { Int($0) } }
    return numbers.count == items.count ? numbers : nil
  }

  private struct Parser {
    var bytes: [UInt8]
    var index = 0

    private static let depthLimit = 64

    mutating func skipBlank() { while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 } }

    private mutating func next(is byte: UInt8) -> Bool {
      skipBlank()
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
      return true
    }

    mutating func value(depth: Int) throws(Fault) -> JSONValue {
      guard depth < Self.depthLimit else { throw Fault(message: "values within each other, more than \(Self.depthLimit) deep") }
      skipBlank()
      guard index < bytes.count else { throw Fault(message: "the JSON ends too early") }
      switch bytes[index] {
      case 0x22: return .string(try string())
      case 0x7B: return .object(try members(depth))
      case 0x5B:
        index += 1
        var items: [JSONValue] = []
        if next(is: 0x5D) { return .array([]) }
        repeat { items.append(try value(depth: depth + 1)) } while next(is: 0x2C)
        guard next(is: 0x5D) else { throw unexpected("',' or ']'") }
        return .array(items)
      case 0x2D, 0x30...0x39: return .number(try number())
      default:
        for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
        where bytes[index...].starts(with: word.utf8) {
          index += word.utf8.count
          return value
        }
        throw unexpected("a value")
      }
    }

    private mutating func members(_ depth: Int) throws(Fault) -> [Member] {
      index += 1
      var members: [Member] = []
      if next(is: 0x7D) { return [] }
      repeat {
        skipBlank()
        guard index < bytes.count, bytes[index] == 0x22 else { throw unexpected("a name") }
        let name = try string()
        guard next(is: 0x3A) else { throw unexpected("':'") }
        members.append(Member(name: name, value: try value(depth: depth + 1)))
      } while next(is: 0x2C)
      guard next(is: 0x7D) else { throw unexpected("',' or '}'") }
      return members
    }

    private mutating func number() throws(Fault) -> String {
      let text = bytes[index...].prefix { (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
      let number = String(decoding: text, as: UTF8.self)
      guard number.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+\-]?[0-9]+)?/) != nil else { throw unexpected("a number") }
      index += text.count
      return number
    }

    private mutating func string() throws(Fault) -> String {
      index += 1
      var result: [UInt8] = []
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        switch byte {
        case 0x22: return String(decoding: result, as: UTF8.self)
        case 0x5C: result += Array(String(Character(try escape())).utf8)
        case ..<0x20: throw Fault(message: "a control character in a string")
        default: result.append(byte)
        }
      }
      throw Fault(message: "a string that does not end")
    }

    private mutating func escape() throws(Fault) -> Unicode.Scalar {
      guard index < bytes.count else { throw Fault(message: "a string that does not end") }
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x22, 0x5C, 0x2F: return Unicode.Scalar(byte)
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{C}"
      case UInt8(ascii: "u"):
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // Half of a pair; one without the other is no character.
        guard (0xD800...0xDBFF).contains(first), bytes[index...].starts(with: [0x5C, 0x75]) else { return "\u{FFFD}" }
        let start = index
        index += 2
        let second = try codeUnit()
        if (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) {
          return scalar
        }
        index = start
        return "\u{FFFD}"
      default: throw Fault(message: "an unknown escape in a string")
      }
    }

    private mutating func codeUnit() throws(Fault) -> UInt32 {
      let digits = bytes[index...].prefix(4)
      guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
        let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
      else { throw Fault(message: "an unknown escape in a string") }
      index += 4
      return value
    }

    private func unexpected(_ wanted: String) -> Fault { Fault(message: "\(wanted) is missing at byte \(index) of the line") }
  }
}
