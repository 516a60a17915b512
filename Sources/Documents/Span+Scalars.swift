/// Scalars in bytes that are known to be valid UTF-8, at offsets that are known to be scalar boundaries.
extension Span<UInt8> {
  /// The scalar that starts at an offset.
  func scalar(at start: Int) -> Unicode.Scalar {
    let lead = UInt32(self[start])
    let (bits, tail) =
      switch lead {
      case 0..<0x80: (lead, 0)
      case 0x80..<0xE0: (lead & 0x1F, 1)
      case 0xE0..<0xF0: (lead & 0x0F, 2)
      default: (lead & 0x07, 3)
      }
    var value = bits
    for i in 0..<tail { value = value << 6 | UInt32(self[start + 1 + i] & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// The scalar that ends at an offset.
  func scalar(before end: Int) -> Unicode.Scalar {
    var start = end - 1
    while start > 0, UTF8.isContinuation(self[start]) { start -= 1 }
    return scalar(at: start)
  }

  /// How many scalars lie in a range of offsets.
  func scalarCount(in range: Range<Int>) -> Int {
    var count = 0
    for i in range where !UTF8.isContinuation(self[i]) { count += 1 }
    return count
  }
}
