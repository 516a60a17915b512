/// How a memory keeps the contexts of a unit's variants: for each a byte, 1 for a segment before and 2 for one after, then their hashes, eight
/// bytes each, the lowest first.
public enum ContextCoding {
  /// The bytes of contexts; none when no neighbour is known.
  public static func bytes(of contexts: some Sequence<MatchContext>) -> [UInt8] {
    var out: [UInt8] = []
    for context in contexts {
      out.append((context.previous == nil ? 0 : 1) + (context.next == nil ? 0 : 2))
      for hash in [context.previous, context.next] {
        guard let hash else { continue }
        for shift in 0..<8 as Range<UInt64> { out.append(UInt8(truncatingIfNeeded: hash >> (8 * shift))) }
      }
    }
    return out.allSatisfy { $0 == 0 } ? [] : out
  }

  /// The contexts that some bytes hold, in order, as far as they go.
  public static func contexts(from bytes: [UInt8]) -> [MatchContext] {
    var (contexts, place) = ([MatchContext](), 0)
    func hash() -> UInt64? {
      guard place + 8 <= bytes.count else { return nil }
      defer { place += 8 }
      return (0..<8).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
    }
    while place < bytes.count {
      let known = bytes[place]
      place += 1
      contexts.append(MatchContext(previous: known & 1 == 0 ? nil : hash(), next: known & 2 == 0 ? nil : hash()))
    }
    return contexts
  }
}
