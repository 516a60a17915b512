/// Numbers keys 0, 1, 2 … in the order in which they first come.
///
/// An open-addressing table of 4-byte slots. Keys are multiplied by a number that differs from process to process, so that no text can be made to
/// fill one stretch of the table; the numbers do not depend on it.
package struct KeyNumbering: Sendable {
  /// The keys by number.
  package private(set) var keys: [UInt64] = []
  /// A number plus one, or 0 where a slot is free; at least twice as many as keys, a power of two.
  private var slots: [Int32]
  private var shift: UInt64

  /// An odd number that no text can be made for.
  let multiplier = Self.seed
  private static let seed = UInt64(truncatingIfNeeded: "KeyNumbering".hashValue) | 1

  /// No keys yet, with room for some.
  package init(capacity: Int = 16) {
    let bits = UInt64.bitWidth - max(2 * capacity - 1, 15).leadingZeroBitCount
    slots = Array(repeating: 0, count: 1 << bits)
    shift = UInt64(UInt64.bitWidth - bits)
    keys.reserveCapacity(capacity)
  }

  /// The number of a key, or nothing when it has not come yet.
  package func find(_ key: UInt64) -> Int? {
    let number = slots[slot(of: key)]
    return number == 0 ? nil : Int(number) - 1
  }

  /// The number of a key, a new one if it has not come yet.
  package mutating func insert(_ key: UInt64) -> Int {
    let slot = slot(of: key)
    if slots[slot] != 0 { return Int(slots[slot]) - 1 }
    keys.append(key)
    slots[slot] = Int32(keys.count)
    if 2 * keys.count > slots.count { grow() }
    return keys.count - 1
  }

  /// The slot that has a key or where it belongs.
  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* multiplier) &>> shift)
    while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: 2 * slots.count)
    shift -= 1
    for (number, key) in keys.enumerated() { slots[slot(of: key)] = Int32(number + 1) }
  }
}
