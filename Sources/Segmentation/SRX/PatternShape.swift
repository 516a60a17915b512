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
  static let anything = PatternShape.repeated(.character(.any), 0...unbounded)
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
    var sets = Array(repeating: SymbolSet.any, count: count)
    precede(&sets, backwards: backwards)
    return sets
  }

  /// Puts the shape before what `sets` say of the places beyond it.
  private func precede(_ sets: inout [SymbolSet], backwards: Bool) {
    switch self {
    case .character(let set):
      sets.removeLast()
      sets.insert(set, at: 0)
    case .sequence(let parts):
      if backwards {
        for part in parts { part.precede(&sets, backwards: true) }
      } else {
        for part in parts.reversed() { part.precede(&sets, backwards: false) }
      }
    case .choice(let parts):
      let beyond = sets
      for index in sets.indices { sets[index] = SymbolSet() }
      for part in parts {
        var branch = beyond
        part.precede(&branch, backwards: backwards)
        Self.unite(&sets, branch)
      }
    case .repeated(let part, let counts):
      let beyond = sets
      // More repetitions than there are places change nothing.
      for _ in 0..<min(counts.upperBound - counts.lowerBound, beyond.count) {
        let shorter = sets
        part.precede(&sets, backwards: backwards)
        Self.unite(&sets, beyond)
        if sets == shorter { break }
      }
      for _ in 0..<min(counts.lowerBound, beyond.count) { part.precede(&sets, backwards: backwards) }
    }
  }

  private static func unite(_ sets: inout [SymbolSet], _ others: [SymbolSet]) {
    for (index, other) in others.enumerated() { sets[index].formUnion(other) }
  }
}
