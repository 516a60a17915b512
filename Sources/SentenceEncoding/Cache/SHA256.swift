/// The hash function SHA-256 (FIPS 180-4), which names cached vectors and proves libraries whole.
enum SHA256 {
  /// The 32 bytes of a message's hash.
  static func hash(_ message: some Sequence<UInt8>) -> [UInt8] {
    var bytes = Array(message)
    let bitCount = UInt64(bytes.count) * 8
    bytes.append(0x80)
    bytes += repeatElement(0, count: (120 - bytes.count % 64) % 64)
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: bitCount >> (56 - 8 * UInt64($0))) }
    var state = initial
    var words = [UInt32](repeating: 0, count: 64)
    for block in stride(from: 0, to: bytes.count, by: 64) {
      for i in 0..<16 {
        words[i] = (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[block + 4 * i + $1]) }
      }
      for i in 16..<64 {
        let (a, b) = (words[i - 15], words[i - 2])
        let small0 = a.rotated(7) ^ a.rotated(18) ^ a >> 3
        let small1 = b.rotated(17) ^ b.rotated(19) ^ b >> 10
        words[i] = words[i - 16] &+ small0 &+ words[i - 7] &+ small1
      }
      compress(words, into: &state)
    }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) } }
  }

  private static func compress(_ words: [UInt32], into state: inout [UInt32]) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for i in 0..<64 {
      let first = h &+ (e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)) &+ (e & f ^ ~e & g) &+ constants[i] &+ words[i]
      let second = (a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)) &+ (a & b ^ a & c ^ b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (i, word) in [a, b, c, d, e, f, g, h].enumerated() { state[i] &+= word }
  }

  /// The first 32 bits of the fractions of the square roots of the first 8 primes, and of the cube roots of the first 64.
  private static let initial = primes.prefix(8).map { fraction($0, root: 2) }
  private static let constants = primes.map { fraction($0, root: 3) }
  private static let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }.map { UInt64($0) }

  /// The largest x below 2³² such that (whole part + x / 2³²) to the power `root` is no more than the prime.
  private static func fraction(_ prime: UInt64, root: Int) -> UInt32 {
    let scaled = UInt128(prime) << (32 * UInt128(root))
    var value: UInt128 = 0
    for bit in (0..<37).reversed() {
      let larger = value | 1 << UInt128(bit)
      if (0..<root).reduce(UInt128(1), { power, _ in power * larger }) <= scaled { value = larger }
    }
    return UInt32(truncatingIfNeeded: value)
  }
}

extension UInt32 {
  fileprivate func rotated(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}
