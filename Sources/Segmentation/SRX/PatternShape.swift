/// What a regular expression's matches can look like at most: look-around and anchors are left out, and what is hard to tell is `anything`.
///
/// A filter made of shapes may let a place through at which the expression does not match; it never stops one at which it does.
indirect enum PatternShape: Sendable {
  /// One character.
  case character(SymbolSet)
  case sequence([PatternShape])
  case choice([PatternShape])
  case repeated(PatternShape, ClosedRange<Int>)
  /// Any text, the empty one too.
  static let anything = PatternShape.repeated(.character(.anyCharacter), 0...unbounded)
  static let empty = PatternShape.sequence([])

  /// A count or a length that has no bound, and any that is as long.
  static let unbounded = 1 << 20

  /// The least and the most characters of a match.
  var length: ClosedRange<Int> {
    switch self {
    case .character: return 1...1
    case .sequence(let parts):
      let lengths = parts.map(\.length)
      return Self.bounded(lengths.reduce(0) { $0 + $1.lowerBound })...Self.bounded(lengths.reduce(0) { $0 + $1.upperBound })
    case .choice(let parts):
      let lengths = parts.map(\.length)
      return (lengths.map(\.lowerBound).min() ?? 0)...(lengths.map(\.upperBound).max() ?? 0)
    case .repeated(let part, let counts):
      let length = part.length
      return Self.bounded(length.lowerBound * counts.lowerBound)...Self.bounded(length.upperBound * counts.upperBound)
    }
  }

  private static func bounded(_ count: Int) -> Int { min(count, unbounded) }

  /// Shapes that together are this one, at most `limit`: alternatives apart, so that each has its own length and edge.
  func alternatives(limit: Int) -> [PatternShape] {
    switch self {
    case .character, .repeated: return [self]
    case .choice(let parts):
      let split = parts.flatMap { $0.alternatives(limit: limit) }
      return split.count <= limit ? split : [self]
    case .sequence(let parts):
      var result: [[PatternShape]] = [[]]
      for part in parts {
        let split = part.alternatives(limit: limit / result.count)
        result = result.flatMap { start in split.map { start + [$0] } }
      }
      return result.map { .sequence($0) }
    }
  }

  /// How deep quantifiers stand within quantifiers.
  var height: Int {
    switch self {
    case .character: 0
    case .sequence(let parts), .choice(let parts): parts.map(\.height).max() ?? 0
    case .repeated(let part, _): part.height + 1
    }
  }

  /// The characters that can stand at each of the first `count` places of a match and what follows it, or, backwards, at the last ones and before it.
  func edge(_ count: Int, backwards: Bool) -> [SymbolSet] {
    edge(backwards: backwards, beyond: Array(repeating: .any, count: count))
  }

  private func edge(backwards: Bool, beyond: [SymbolSet]) -> [SymbolSet] {
    switch self {
    case .character(let set): return [set] + beyond.dropLast()
    case .sequence(let parts):
      // From the far end to the near one: what is beyond a part is the edge of all that comes after it.
      return (backwards ? parts : parts.reversed()).reduce(beyond) { $1.edge(backwards: backwards, beyond: $0) }
    case .choice(let parts):
      guard let first = parts.first else { return beyond }
      return parts.dropFirst().reduce(first.edge(backwards: backwards, beyond: beyond)) {
        Self.union($0, $1.edge(backwards: backwards, beyond: beyond))
      }
    case .repeated(let part, let counts):
      var result = beyond
      // More repetitions than there are places change nothing.
      for _ in 0..<min(counts.upperBound - counts.lowerBound, beyond.count) {
        let longer = Self.union(beyond, part.edge(backwards: backwards, beyond: result))
        if longer == result { break }
        result = longer
      }
      for _ in 0..<min(counts.lowerBound, beyond.count) { result = part.edge(backwards: backwards, beyond: result) }
      return result
    }
  }

  private static func union(_ first: [SymbolSet], _ second: [SymbolSet]) -> [SymbolSet] {
    zip(first, second).map { one, other in
      var union = one
      union.formUnion(other)
      return union
    }
  }
}
