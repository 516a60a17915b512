/// Text as XML 1.0 writes it.
package enum XMLText {
  /// Appends a text with its markup characters escaped and a CR as `&#13;`, so that a parser gives back the same text; in an attribute also
  /// quotation marks, tabs and line feeds. Characters that XML forbids become U+FFFD, see `XMLCharacters`.
  /// - Returns: how many characters were replaced.
  @discardableResult package static func append(_ text: String, to bytes: inout [UInt8], inAttribute: Bool = false) -> Int {
    let needs = needs(of: text)
    guard !needs.isEmpty else {
      bytes.append(contentsOf: text.utf8)
      return 0
    }
    let (legal, replaced) = needs.contains(.check) ? XMLCharacters.legal(text) : (text, 0)
    for byte in legal.utf8 {
      switch byte {
      case 0x26: bytes.append(contentsOf: "&amp;".utf8)
      case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
      case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
      case 0x0D: bytes.append(contentsOf: "&#13;".utf8)
      case 0x22 where inAttribute: bytes.append(contentsOf: "&quot;".utf8)
      case 0x09 where inAttribute: bytes.append(contentsOf: "&#9;".utf8)
      case 0x0A where inAttribute: bytes.append(contentsOf: "&#10;".utf8)
      default: bytes.append(byte)
      }
    }
    return replaced
  }

  /// What a text may need before it can be written.
  private struct Needs: OptionSet {
    var rawValue: UInt8
    /// It holds a control character, or U+FFFE or U+FFFF, which start with EF as other characters do.
    static let check = Needs(rawValue: 1)
    /// It holds a markup character.
    static let escapes = Needs(rawValue: 2)
  }

  /// Nearly always none. The processor compares many bytes at once, since it is not asked to stop at the first.
  private static func needs(of text: String) -> Needs {
    func bit(_ isSet: Bool) -> UInt8 { isSet ? 1 : 0 }
    let bytes = text.utf8.span
    var (check, escapes): (UInt8, UInt8) = (0, 0)
    for index in bytes.indices {
      let byte = bytes[index]
      check |= bit(byte < 0x20) | bit(byte == 0xEF)
      escapes |= bit(byte == 0x22) | bit(byte == 0x26) | bit(byte == 0x3C) | bit(byte == 0x3E)
    }
    return Needs(rawValue: check | escapes << 1)
  }

  /// Appends an attribute with a blank before it.
  /// - Returns: how many characters were replaced.
  @discardableResult package static func appendAttribute(_ name: String, _ value: String, to bytes: inout [UInt8]) -> Int {
    bytes.append(0x20)
    bytes.append(contentsOf: name.utf8)
    bytes.append(0x3D)
    bytes.append(0x22)
    let replaced = append(value, to: &bytes, inAttribute: true)
    bytes.append(0x22)
    return replaced
  }

  /// Appends the pieces of a segment.
  /// - Returns: how many characters were replaced.
  @discardableResult package static func append(_ content: [TMXInline], to bytes: inout [UInt8]) -> Int {
    var replaced = 0
    for piece in content {
      switch piece {
      case .text(let text): replaced += append(text, to: &bytes)
      case .element(let element):
        bytes.append(0x3C)
        bytes.append(contentsOf: element.kind.rawValue.utf8)
        for attribute in element.attributes.all { replaced += appendAttribute(attribute.name, attribute.value, to: &bytes) }
        guard !element.content.isEmpty else {
          bytes.append(contentsOf: "/>".utf8)
          continue
        }
        bytes.append(0x3E)
        replaced += append(element.content, to: &bytes)
        bytes.append(contentsOf: "</".utf8)
        bytes.append(contentsOf: element.kind.rawValue.utf8)
        bytes.append(0x3E)
      }
    }
    return replaced
  }
}
