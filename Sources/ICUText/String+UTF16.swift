extension String {
  /// The text of UTF-16 units, several times as fast as `String(decoding:as:)`; a surrogate without its partner becomes U+FFFD.
  init(units: ArraySlice<UInt16>) {
    let count = units.withUnsafeBufferPointer { units in
      var count = 0
      Self.forEachScalar(units) { count += UTF8.width($0) }
      return count
    }
    self = units.withUnsafeBufferPointer { units in
      String(unsafeUninitializedCapacity: count) { out in
        var o = 0
        Self.forEachScalar(units) { scalar in
          let value = scalar.value
          switch value {
          case 0..<0x80:
            out[o] = UInt8(value)
            o += 1
          case 0x80..<0x800:
            out[o] = UInt8(0xC0 | value >> 6)
            out[o + 1] = UInt8(0x80 | value & 0x3F)
            o += 2
          case 0x800..<0x10000:
            out[o] = UInt8(0xE0 | value >> 12)
            out[o + 1] = UInt8(0x80 | value >> 6 & 0x3F)
            out[o + 2] = UInt8(0x80 | value & 0x3F)
            o += 3
          default:
            out[o] = UInt8(0xF0 | value >> 18)
            out[o + 1] = UInt8(0x80 | value >> 12 & 0x3F)
            out[o + 2] = UInt8(0x80 | value >> 6 & 0x3F)
            out[o + 3] = UInt8(0x80 | value & 0x3F)
            o += 4
          }
        }
        return o
      }
    }
  }

  @inline(__always)
  private static func forEachScalar(_ units: UnsafeBufferPointer<UInt16>, _ body: (Unicode.Scalar) -> Void) {
    var i = 0
    while i < units.count {
      let unit = units[i]
      i += 1
      if let scalar = Unicode.Scalar(unit) {
        body(scalar)
      } else if UTF16.isLeadSurrogate(unit), i < units.count, UTF16.isTrailSurrogate(units[i]) {
        let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(units[i]) - 0xDC00)
        body(Unicode.Scalar(value) ?? "\u{FFFD}")
        i += 1
      } else {
        body("\u{FFFD}")
      }
    }
  }
}
