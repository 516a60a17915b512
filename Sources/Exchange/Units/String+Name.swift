extension String {
  /// Whether it is a name of XML in ASCII, without a prefix. Regular expressions are a hundred times as slow.
  var isName: Bool {
    guard let first = utf8.first, Self.isLetter(first) || first == 0x5F else { return false }
    return isNameToken
  }

  /// Whether it is made of letters, digits, `_`, `.` and `-` of ASCII.
  var isNameToken: Bool {
    !isEmpty && utf8.allSatisfy { Self.isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2E || $0 == 0x2D }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
