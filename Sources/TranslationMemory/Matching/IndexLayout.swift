/// How the bytes of an index segment are laid out: a header of 64 bytes, then the sections, each from a multiple of 8 on, in this order.
///
/// | section | entry |
/// | --- | --- |
/// | lengths | for each length in characters, ascending: length `UInt32`, first place `UInt32`, offset of its texts `UInt64` |
/// | ids | by place: `Int64` |
/// | places | sorted by id: `UInt32` |
/// | wide | for texts with shared bytes, ascending: place `UInt32`, length `UInt32`, offset in scalars `UInt64` |
/// | scalars | of the wide texts: `UInt32` |
/// | texts | a byte a character, by place |
/// | blocks | first place `UInt32`, tokens `UInt32`, offset of its directory `UInt64` |
/// | directories | by block, sorted by token: token `UInt32`, texts `UInt32`, offset of its bits or list `UInt64` |
/// | lists | a bit a place of the block in words of 64, or the places, `UInt16`, whichever `isDense` says |
///
/// The header: magic, size in bytes, checksum of what follows it, `UInt64` each; texts, lengths, wide texts, blocks, `UInt32`; scalars and characters, `UInt64`.
struct IndexLayout: Equatable {
  /// `SATZFUZ1` as a little-endian number.
  static let magic: UInt64 = 0x315A_5546_5A54_4153
  static let headerSize = 64
  /// Most texts in a block, so that a place in it has 16 bits.
  static let blockSize = 1 << 16
  /// A block ends early when its texts have this many characters, so that building it takes bounded memory.
  static let blockCharacters = 1 << 23

  var size = IndexLayout.headerSize
  var count = 0
  var lengthCount = 0
  var wideCount = 0
  var blockCount = 0
  var scalarCount = 0
  var characterCount = 0

  var lengths: Int { Self.headerSize }
  var ids: Int { lengths + lengthCount * 16 }
  var places: Int { ids + count * 8 }
  var wide: Int { places + Self.padded(count * 4) }
  var scalars: Int { wide + wideCount * 16 }
  var texts: Int { scalars + Self.padded(scalarCount * 4) }
  var blocks: Int { texts + Self.padded(characterCount) }
  var directories: Int { blocks + blockCount * 16 }

  static func padded(_ size: Int) -> Int { (size + 7) & ~7 }
  /// Whether a token has a bit a text in a block rather than a list: a list would be no less than half as large, and is slower.
  static func isDense(_ texts: Int, of count: Int) -> Bool { texts * 32 >= count }
  static func listSize(_ texts: Int, of count: Int) -> Int { isDense(texts, of: count) ? (count + 63) / 64 * 8 : padded(texts * 2) }

  /// Sums 32 bytes at a time in four lanes; any change of a byte changes it.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let prime: UInt64 = 0x9E37_79B1_85EB_CA87
    var lanes = SIMD4<UInt64>(1, 2, 3, 4)
    var index = 0
    while index + 32 <= bytes.count {
      var next = SIMD4<UInt64>()
      for lane in 0..<4 { next[lane] = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index + 8 * lane, as: UInt64.self)) }
      lanes = (lanes ^ next) &* SIMD4(repeating: prime)
      lanes = (lanes &<< 29) | (lanes &>> 35)
      index += 32
    }
    var sum = UInt64(bytes.count)
    for lane in 0..<4 { sum = (sum ^ lanes[lane]) &* prime ^ (sum >> 31) }
    for byte in bytes[index...] { sum = (sum ^ UInt64(byte)) &* prime ^ (sum >> 29) }
    return sum
  }
}
