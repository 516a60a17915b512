import Corpus
import ICUText

/// A segment as matching sees it: NFC (UAX #15), each run of white space one space and none at the ends, inline tags apart.
///
/// Numbers and tags are placeables: what a translator takes over or adapts without translating. `PenaltyRules` says what differences in them cost.
public struct MatchText: Hashable, Sendable {
  /// What a segment is made of.
  public enum Piece: Hashable, Sendable {
    /// Text between tags.
    case text(String)
    /// An inline tag, by whatever tells it from others, such as `bpt`, `x` or `b`.
    case tag(String)
  }

  /// An inline tag.
  public struct Tag: Hashable, Sendable {
    /// What tells it from others.
    public let name: String
    /// How many scalars other than white space are before it.
    public let position: Int
  }

  /// The text without its tags.
  public let text: String
  /// The tags, in order.
  public let tags: [Tag]
  /// The numbers, in order: decimal digits, with single full stops and commas between them, as written.
  public let numbers: [String]
  /// Finds equal texts, whatever their tags; texts with the same hash are equal but for one case in 2⁶⁴. The same in every run and version.
  public let hash: UInt64
  /// The same with U+FFFC in place of each number: finds texts that are equal but for their numbers.
  public let hashWithoutNumbers: UInt64

  /// Reads a text without tags.
  /// - Throws: a `Diagnostic` `.malformedInput` when the text has more than 2³¹ − 1 UTF-16 units.
  public init(_ text: String) throws { try self.init([.text(text)]) }

  /// Reads a segment.
  /// - Throws: a `Diagnostic` `.malformedInput` when the text has more than 2³¹ − 1 UTF-16 units.
  public init(_ pieces: [Piece]) throws {
    var whole = ""
    var tags: [Tag] = []
    for piece in pieces {
      switch piece {
      case .text(let text): whole += text
      case .tag(let name): tags.append(Tag(name: name, position: try Self.normalised(whole).unicodeScalars.count { $0 != " " }))
      }
    }
    text = try Self.normalised(whole)
    self.tags = tags
    hash = Self.hash(text)
    let parts = Self.numbers(in: text)
    numbers = parts.numbers
    hashWithoutNumbers = parts.numbers.isEmpty ? hash : Self.hash(parts.rest)
  }

  /// Whether a text is plainly what normalising would make of it: its characters are Latin ones below U+0300 and marks from U+2010 on, all of
  /// which are NFC, and single spaces within.
  private static func isNormal(_ text: String) -> Bool {
    let bytes = text.utf8.span
    var last: UInt8 = 0x20
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x21...0x7E: index += 1
      case 0x20:
        if last == 0x20 { return false }
        index += 1
      // Two bytes: U+0085 and U+00A0 are white space.
      case 0xC2 where index + 1 < bytes.count && bytes[index + 1] > 0xA0, 0xC3...0xCB: index += 2
      // U+2010...U+2027.
      case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && (0x90...0xA7).contains(bytes[index + 2]): index += 3
      default: return false
      }
      last = byte
    }
    return last != 0x20 || bytes.isEmpty
  }

  private static func normalised(_ text: String) throws -> String {
    if isNormal(text) { return text }
    let composed: String
    do { composed = try NormalizationForm.nfc.normalize(text) } catch {
      throw Diagnostic(.malformedInput, "this segment cannot be normalised: \(error)", cure: "split it")
    }
    var result = String.UnicodeScalarView()
    var isSpaceDue = false
    for scalar in composed.unicodeScalars {
      if scalar.isSpace {
        isSpaceDue = !result.isEmpty
      } else {
        if isSpaceDue { result.append(" ") }
        isSpaceDue = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The numbers of a text, and the text with U+FFFC in place of each.
  static func numbers(in text: String) -> (numbers: [String], rest: String) {
    let scalars = text.unicodeScalars
    var (numbers, rest) = ([String](), "")
    // Where what is not a number begins.
    var other = scalars.startIndex
    var index = other
    while index < scalars.endIndex {
      let start = index
      while index < scalars.endIndex {
        let next = scalars.index(after: index)
        let isMark = scalars[index] == "." || scalars[index] == ","
        guard scalars[index].isDigit || isMark && start < index && next < scalars.endIndex && scalars[next].isDigit else { break }
        index = next
      }
      guard start < index else {
        scalars.formIndex(after: &index)
        continue
      }
      numbers.append(String(scalars[start..<index]))
      rest += text[other..<start]
      rest += "\u{FFFC}"
      other = index
    }
    return (numbers, numbers.isEmpty ? text : rest + text[other...])
  }

  /// FNV-1a over UTF-8, with its bits mixed.
  private static func hash(_ text: String) -> UInt64 {
    var sum = FNV1a()
    sum.add(text.utf8.span)
    let mixed = (sum.value ^ sum.value >> 32) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }
}

extension Unicode.Scalar {
  fileprivate var isSpace: Bool { value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace }
  fileprivate var isDigit: Bool { value < 0x80 ? (0x30...0x39).contains(value) : properties.numericType == .decimal }
}
