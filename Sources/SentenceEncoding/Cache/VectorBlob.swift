/// A vector as the cache keeps it: one little-endian IEEE 754 half-precision number a dimension. Of a vector of length 1 the rounding takes less
/// than 0.0005 from each number's relative size.
enum VectorBlob {
  /// The bytes of a vector, two a dimension.
  static func bytes(_ vector: [Float]) -> [UInt8] {
    vector.flatMap { number in
      let bits = Float16(number).bitPattern
      return [UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8)]
    }
  }

  /// The vector of some bytes; `nil` when they are not those of a vector of length 1, which a changed bit shows.
  static func vector(_ bytes: [UInt8]) -> [Float]? {
    guard !bytes.isEmpty, bytes.count.isMultiple(of: 2) else { return nil }
    let vector = stride(from: 0, to: bytes.count, by: 2).map { i in
      Float(Float16(bitPattern: UInt16(bytes[i]) | UInt16(bytes[i + 1]) << 8))
    }
    let square = vector.reduce(into: Float(0)) { $0 += $1 * $1 }
    return (0.998...1.002).contains(square) ? vector : nil
  }
}
