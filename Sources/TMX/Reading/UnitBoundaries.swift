/// Finds units in XML that cannot be parsed, by their tags alone.
enum UnitBoundaries {
  private static let unitTag = Array("<tu".utf8)
  private static let unitEndTag = Array("</tu".utf8)
  private static let bodyTag = Array("<body".utf8)
  private static let bodyEndTag = Array("</body".utf8)

  /// Where the next `<tu>` starts.
  static func unitStart(in bytes: [UInt8], from start: Int) -> Int? {
    tag(in: bytes, from: start) { bytes, index in isTag(unitTag, at: index, in: bytes) }
  }

  /// Where the unit ends whose start tag lies before `start`: after its `</tu>`, or before the next unit or the end of the body when that comes first.
  static func unitEnd(in bytes: [UInt8], from start: Int) -> Int? {
    guard
      let next = tag(
        in: bytes, from: start, { isTag(unitTag, at: $1, in: $0) || isTag(unitEndTag, at: $1, in: $0) || isTag(bodyEndTag, at: $1, in: $0) }
      )
    else { return nil }
    guard isTag(unitEndTag, at: next, in: bytes) else { return next }
    return bytes[next...].firstIndex(of: 0x3E).map { $0 + 1 }
  }

  /// Where the content of the body starts.
  static func body(in bytes: [UInt8]) -> Int? {
    guard let start = tag(in: bytes, from: 0, { isTag(bodyTag, at: $1, in: $0) }) else { return nil }
    return bytes[start...].firstIndex(of: 0x3E).map { $0 + 1 }
  }

  private static func tag(in bytes: [UInt8], from start: Int, _ isWanted: ([UInt8], Int) -> Bool) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == 0x3C, isWanted(bytes, index) { return index }
      index += 1
    }
    return nil
  }

  /// Whether a tag with this name starts here; its name must be complete.
  private static func isTag(_ name: [UInt8], at index: Int, in bytes: [UInt8]) -> Bool {
    guard index + name.count < bytes.count else { return false }
    for (offset, letter) in name.enumerated() {
      let byte = bytes[index + offset]
      guard byte == letter || (letter > 0x60 && byte | 0x20 == letter) else { return false }
    }
    switch bytes[index + name.count] {
    case 0x20, 0x09, 0x0A, 0x0D, 0x3E, 0x2F: return true
    default: return false
    }
  }
}
