/// A text in UTF-16, as ICU reads it, that knows where each unit stands in UTF-8.
///
/// Swift's strings are UTF-8, ICU's buffers UTF-16. The text is transcoded once; offsets then convert both ways exactly, in constant time
/// (a checkpoint every 64 units and a scan from there). An offset inside a scalar (between two surrogates, or between the bytes of one
/// character) is moved back to the scalar's start.
public struct UTF16Text: Hashable, Sendable {
  /// The text's UTF-16 units.
  public let units: [UInt16]
  /// The number of bytes the text has in UTF-8.
  public let utf8Count: Int
  /// UTF-8 offset of the scalar that unit 64·k belongs to; empty when all is ASCII and both offsets are the same.
  private let checkpoints: [Int]

  private static let stride = 64

  /// Transcodes a string.
  public init(_ text: some StringProtocol) {
    if let made = text.utf8.withContiguousStorageIfAvailable({ UTF16Text(valid: $0) }) {
      self = made
    } else {
      var text = String(text)
      self = text.withUTF8 { UTF16Text(valid: $0) }
    }
  }

  /// Transcodes a string for which no offsets in UTF-8 will be asked.
  public static func units(of text: String) -> [UInt16] {
    var text = text
    return text.withUTF8 { units(valid: $0) }
  }

  /// Transcodes bytes that are known to be valid UTF-8.
  private init(valid bytes: UnsafeBufferPointer<UInt8>) {
    utf8Count = bytes.count
    units = Self.units(valid: bytes)
    checkpoints = units.count == bytes.count ? [] : Self.checkpoints(of: units)
  }

  private static func units(valid bytes: UnsafeBufferPointer<UInt8>) -> [UInt16] {
    [UInt16](unsafeUninitializedCapacity: bytes.count) { out, count in
      var i = 0
      var o = 0
      while i < bytes.count {
        // Eight bytes of ASCII at a time.
        while i + 8 <= bytes.count, let raw = bytes.baseAddress.map({ UnsafeRawPointer($0 + i) }) {
          let eight = raw.loadUnaligned(as: SIMD8<UInt8>.self)
          guard unsafeBitCast(eight, to: UInt64.self) & 0x8080_8080_8080_8080 == 0, let to = out.baseAddress else { break }
          UnsafeMutableRawPointer(to + o).storeBytes(of: SIMD8<UInt16>(truncatingIfNeeded: eight), as: SIMD8<UInt16>.self)
          (i, o) = (i + 8, o + 8)
        }
        guard i < bytes.count else { break }
        let b = UInt32(bytes[i])
        switch b {
        case 0..<0x80:
          out[o] = UInt16(b)
          (i, o) = (i + 1, o + 1)
        case 0x80..<0xE0:
          out[o] = UInt16((b & 0x1F) << 6 | UInt32(bytes[i + 1]) & 0x3F)
          (i, o) = (i + 2, o + 1)
        case 0xE0..<0xF0:
          out[o] = UInt16((b & 0x0F) << 12 | (UInt32(bytes[i + 1]) & 0x3F) << 6 | UInt32(bytes[i + 2]) & 0x3F)
          (i, o) = (i + 3, o + 1)
        default:
          let middle = (UInt32(bytes[i + 1]) & 0x3F) << 12 | (UInt32(bytes[i + 2]) & 0x3F) << 6
          let scalar = ((b & 0x07) << 18 | middle | UInt32(bytes[i + 3]) & 0x3F) - 0x10000
          out[o] = UInt16(0xD800 + (scalar >> 10))
          out[o + 1] = UInt16(0xDC00 + (scalar & 0x3FF))
          (i, o) = (i + 4, o + 2)
        }
      }
      count = o
    }
  }

  private static func checkpoints(of units: [UInt16]) -> [Int] {
    [Int](unsafeUninitializedCapacity: (units.count + stride - 1) / stride) { out, count in
      var offset = 0
      var start = 0
      while start < units.count {
        // Here each half of a pair counts two.
        out[count] = UTF16.isTrailSurrogate(units[start]) ? offset - 2 : offset
        count += 1
        let end = min(start + stride, units.count)
        var bytes: UInt16 = 0
        for i in start..<end {
          let unit = units[i]
          bytes &+= 1 + (unit >= 0x80 ? 1 : 0) + (unit >= 0x800 ? 1 : 0) - (unit & 0xF800 == 0xD800 ? 1 : 0)
        }
        offset += Int(bytes)
        start = end
      }
    }
  }

  /// Bytes a unit adds in UTF-8; a surrogate pair's four are counted at its first unit.
  private static func utf8Width(_ unit: UInt16) -> Int {
    switch unit {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0xD800..<0xDC00: 4
    case 0xDC00..<0xE000: 0
    default: 3
    }
  }

  /// The UTF-8 offset of a UTF-16 offset. Offsets past either end give that end.
  public func utf8Offset(ofUTF16 offset: Int) -> Int {
    guard offset > 0 else { return 0 }
    guard offset < units.count else { return utf8Count }
    guard !checkpoints.isEmpty else { return offset }
    let target = UTF16.isTrailSurrogate(units[offset]) ? offset - 1 : offset
    let k = target / Self.stride
    var (unit, byte) = (k * Self.stride, checkpoints[k])
    if UTF16.isTrailSurrogate(units[unit]) { unit -= 1 }
    while unit < target {
      byte += Self.utf8Width(units[unit])
      unit += 1
    }
    return byte
  }

  /// The UTF-16 offset of a UTF-8 offset. Offsets past either end give that end.
  public func utf16Offset(ofUTF8 offset: Int) -> Int {
    guard offset > 0 else { return 0 }
    guard offset < utf8Count else { return units.count }
    guard !checkpoints.isEmpty else { return offset }
    var (low, high) = (0, checkpoints.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if checkpoints[middle] <= offset { low = middle } else { high = middle }
    }
    var (unit, byte) = (low * Self.stride, checkpoints[low])
    if UTF16.isTrailSurrogate(units[unit]) { unit -= 1 }
    while unit < units.count {
      let next = byte + Self.utf8Width(units[unit])
      if next > offset { break }
      byte = next
      unit += UTF16.isLeadSurrogate(units[unit]) ? 2 : 1
    }
    return unit
  }

  /// The text of a range of UTF-16 offsets; halves of a surrogate pair at its ends become U+FFFD.
  public subscript(range: Range<Int>) -> String { String(units: units[range.clamped(to: 0..<units.count)]) }
}
