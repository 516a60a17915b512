/// Numbers sequences of units 0, 1, 2 … in the order in which they first come.
struct SequenceNumbering<Unit: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  /// The sequences, one after another.
  private(set) var units: [Unit] = []
  /// Where each starts; one more than sequences.
  private var starts = [0]
  private var numbers: KeyNumbering

  /// No sequences yet, with room for some.
  init(capacity: Int) { numbers = KeyNumbering(capacity: capacity) }

  /// The number of different sequences.
  var count: Int { starts.count - 1 }

  /// The units of a sequence, as indices of `units`.
  func range(of number: Int) -> Range<Int> { starts[number]..<starts[number + 1] }

  /// The number of a sequence, a new one if it has not come yet.
  mutating func insert(_ sequence: Span<Unit>) -> Int {
    var hash = UInt64(sequence.count)
    for place in sequence.indices { hash = (hash ^ UInt64(sequence[place])) &* numbers.multiplier }
    while true {
      let number = numbers.insert(hash)
      if number == count {
        sequence.withUnsafeBufferPointer { units.append(contentsOf: $0) }
        starts.append(units.count)
        return number
      }
      if isEqual(number, sequence) { return number }
      // Two sequences with one hash.
      hash &+= 1
    }
  }

  private func isEqual(_ number: Int, _ sequence: Span<Unit>) -> Bool {
    let range = range(of: number)
    guard range.count == sequence.count else { return false }
    let known = units.span.extracting(range)
    for place in sequence.indices where known[place] != sequence[place] { return false }
    return true
  }
}
