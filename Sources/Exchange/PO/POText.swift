/// The strings of a catalogue, which are those of C (GNU gettext's manual, "The Format of PO Files").
enum POText {
  /// Reads a string in quotation marks, after white space; `nil` when it is none.
  static func unquoted(_ text: Substring.UTF8View) -> String? {
    var bytes = Array(text)[...]
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    guard bytes.count >= 2, bytes.first == 0x22, bytes.last == 0x22 else { return nil }
    bytes = bytes.dropFirst().dropLast()
    guard bytes.contains(where: { $0 == 0x5C || $0 == 0x22 }) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    while let byte = bytes.popFirst() {
      guard byte != 0x22 else { return nil }
      guard byte == 0x5C else {
        result.append(byte)
        continue
      }
      guard let escape = bytes.popFirst() else { return nil }
      switch escape {
      case 0x30...0x37: result.append(number(first: escape, &bytes, radix: 8, digits: 2))
      case UInt8(ascii: "x"): result.append(number(first: nil, &bytes, radix: 16, digits: 2))
      default: result.append(escapes[escape] ?? escape)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08,
    UInt8(ascii: "f"): 0x0C, UInt8(ascii: "v"): 0x0B,
  ]

  private static func number(first: UInt8?, _ bytes: inout ArraySlice<UInt8>, radix: Int, digits: Int) -> UInt8 {
    func value(_ byte: UInt8) -> Int? { Character(Unicode.Scalar(byte)).hexDigitValue.flatMap { $0 < radix ? $0 : nil } }
    var (result, left) = (first.flatMap(value) ?? 0, digits)
    while left > 0, let digit = bytes.first.flatMap(value) {
      bytes.removeFirst()
      (result, left) = (result * radix + digit, left - 1)
    }
    return UInt8(truncatingIfNeeded: result)
  }

  /// A string after its keyword, a line of the text a line.
  static func lines(_ keyword: String, _ text: String) -> String {
    // By scalars: CR and LF are one character.
    var pieces = [""]
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        pieces[pieces.count - 1] += "\\n"
        pieces.append("")
      case "\"": pieces[pieces.count - 1] += "\\\""
      case "\\": pieces[pieces.count - 1] += "\\\\"
      case "\t": pieces[pieces.count - 1] += "\\t"
      case "\r": pieces[pieces.count - 1] += "\\r"
      case "\0"..."\u{1F}", "\u{7F}":
        let octal = String(scalar.value, radix: 8)
        pieces[pieces.count - 1] += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
      default: pieces[pieces.count - 1].unicodeScalars.append(scalar)
      }
    }
    if pieces.count > 1, pieces.last == "" { pieces.removeLast() }
    if pieces.count > 1 { pieces.insert("", at: 0) }
    return keyword + " " + pieces.map { "\"\($0)\"\n" }.joined()
  }
}
