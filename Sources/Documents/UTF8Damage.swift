/// How bytes differ from UTF-8.
struct UTF8Damage {
  /// The offset of the first byte that is not UTF-8; `nil` when all are.
  let firstOffset: Int?
  /// Whether the bytes are rather text in another charset than UTF-8 with some faults.
  ///
  /// In 8-bit text letters above ASCII hardly ever form UTF-8 sequences by chance, in double-byte Chinese about one in seven does; in damaged UTF-8
  /// nearly all do. Half is the limit.
  let isProbablyAnotherCharset: Bool

  init(_ bytes: [UInt8]) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      (firstOffset, isProbablyAnotherCharset) = (nil, false)
    } catch {
      var iterator = bytes.makeIterator()
      var parser = UTF8.ForwardParser()
      var (sequences, faults) = (0, 0)
      parsing: while true {
        switch parser.parseScalar(from: &iterator) {
        case .valid(let scalar): sequences += scalar.count > 1 ? 1 : 0
        case .error: faults += 1
        case .emptyInput: break parsing
        }
      }
      firstOffset = error.byteOffsets.lowerBound
      isProbablyAnotherCharset = sequences * 2 <= faults
    }
  }

  /// How many bytes at the end are the beginning of a character that is cut, 0 to 3.
  static func cutCharacter(of bytes: [UInt8]) -> Int {
    for count in 1...3 where count <= bytes.count {
      let byte = bytes[bytes.count - count]
      if UTF8.isContinuation(byte) { continue }
      let width = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      return width > count ? count : 0
    }
    return 0
  }
}
