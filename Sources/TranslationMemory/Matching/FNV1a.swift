/// The hash FNV-1a with 64 bits (Fowler, Noll and Vo): the same in every run and version.
struct FNV1a {
  /// The hash of what was added.
  private(set) var value: UInt64 = 14_695_981_039_346_656_037

  /// Adds a number; of larger ones than a byte all bits count too.
  @inline(__always)
  mutating func add(_ number: UInt64) { value = (value ^ number) &* 1_099_511_628_211 }

  /// Adds bytes, one after the other.
  @inline(__always)
  mutating func add(_ bytes: Span<UInt8>) { for index in bytes.indices { add(UInt64(bytes[index])) } }
}
