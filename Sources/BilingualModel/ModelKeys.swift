/// The ascending keys of a model's words, with an index of where keys with the same first bits start. Most keys that are looked up are no word's; a
/// finer table of which first bits there are at all answers for nearly all of these.
struct ModelKeys: Sendable {
  private let file: ModelFile
  private let offset: Int
  /// The number of keys.
  let count: Int
  private let starts: [Int32]
  private let shift: UInt64
  /// A bit for every 64-th of what an entry of `starts` stands for.
  private let present: [UInt64]

  /// Indexes `count` keys that start at an offset of a file, all inside it. Keys that are not in order (a damaged file) are harmless, but not found.
  init(file: ModelFile, offset: Int, count: Int) {
    (self.file, self.offset, self.count) = (file, offset, count)
    let bits = max(1, Int.bitWidth - (count / 8).leadingZeroBitCount)
    shift = UInt64(UInt64.bitWidth - bits)
    var starts = [Int32](repeating: 0, count: 1 << bits + 1)
    let keys = file.pointer(at: offset, as: UInt64.self)
    var present = [UInt64](repeating: 0, count: 1 << bits)
    for index in 0..<count {
      let bucket = Int(keys[index] >> shift)
      starts[bucket + 1] += 1
      present[bucket] |= 1 << (keys[index] >> (shift - 6) & 63)
    }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    self.starts = starts
    self.present = present
  }

  /// The index of a key, or nothing.
  func index(of key: UInt64) -> Int? {
    let bucket = Int(truncatingIfNeeded: key &>> shift)
    guard present[bucket] & 1 &<< (key &>> (shift &- 6)) != 0 else { return nil }
    let keys = file.pointer(at: offset, as: UInt64.self)
    for index in Int(starts[bucket])..<Int(starts[bucket + 1]) where keys[index] == key { return index }
    return nil
  }
}
