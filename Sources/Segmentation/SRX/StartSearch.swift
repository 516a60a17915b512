/// Finds where the stretch before a place may start that a rule's pattern matches, without looking at the same text again and again.
struct StartSearch {
  /// For the first characters of long forms, a stretch of text that is known to have none of them.
  private var clear: [SymbolSet: Range<Int>] = [:]

  /// The offsets at which a match of a form that ends at a place may start, at most `SRXEngine.reach` units away.
  mutating func starts(of form: CompiledRule.Form, before place: Int, in units: [UInt16]) -> [Int] {
    let lowest = max(0, place - SRXEngine.reach)
    if form.length.upperBound > 32, form.length.lowerBound > 0, !hasStart(form.start, in: lowest..<place, of: units) { return [] }
    return form.shape.starts(endingAt: [place], in: units, downTo: lowest)
  }

  /// Whether one of the first characters stands in a range; places come in order, so that each unit is looked at once.
  private mutating func hasStart(_ set: SymbolSet, in range: Range<Int>, of units: [UInt16]) -> Bool {
    let known = clear[set, default: range.upperBound..<range.upperBound]
    var offset = range.upperBound - 1
    while offset >= range.lowerBound {
      if known.contains(offset) {
        offset = known.lowerBound - 1
      } else if set.contains(SymbolSet.symbol(units[offset])) {
        break
      } else {
        offset -= 1
      }
    }
    clear[set] = min(offset + 1, range.upperBound)..<range.upperBound
    return offset >= range.lowerBound
  }
}

extension PatternShape {
  /// The offsets, from the last to the first, at which a stretch can start that looks like this and ends at one of `ends`, which are in that
  /// order too.
  fileprivate func starts(endingAt ends: [Int], in units: [UInt16], downTo lowest: Int) -> [Int] {
    switch self {
    case .character(let set): return ends.compactMap { set.start(before: $0, in: units, downTo: lowest) }
    case .sequence(let parts):
      return parts.reversed().reduce(ends) { $0.isEmpty ? [] : $1.starts(endingAt: $0, in: units, downTo: lowest) }
    case .choice(let parts):
      return Self.ordered(parts.flatMap { $0.starts(endingAt: ends, in: units, downTo: lowest) })
    case .repeated(.character(let set), let counts):
      var result: [Int] = []
      // How far the run before the last end went; one that starts inside it finds nothing new if any length will do.
      var reached = Int.max
      let isAnyLength = counts.lowerBound <= 1 && counts.upperBound >= SRXEngine.reach
      for end in ends where end < reached || !isAnyLength {
        if counts.lowerBound == 0 { result.append(end) }
        var (offset, count) = (end, 0)
        while let start = set.start(before: offset, in: units, downTo: lowest), count < counts.upperBound {
          (offset, count) = (start, count + 1)
          if count >= counts.lowerBound { result.append(start) }
        }
        reached = offset
      }
      return ends.count == 1 || isAnyLength ? result : Self.ordered(result)
    case .repeated(let part, let counts):
      var frontier = ends
      for _ in 0..<min(counts.lowerBound, SRXEngine.reach) where !frontier.isEmpty {
        frontier = part.starts(endingAt: frontier, in: units, downTo: lowest)
      }
      var result = Set(frontier)
      for _ in 0..<min(counts.upperBound - counts.lowerBound, SRXEngine.reach) where !frontier.isEmpty {
        frontier = part.starts(endingAt: frontier, in: units, downTo: lowest).filter { result.insert($0).inserted }
      }
      return Self.ordered(Array(result))
    }
  }

  private static func ordered(_ offsets: [Int]) -> [Int] { offsets.count < 2 ? offsets : Set(offsets).sorted(by: >) }
}

extension SymbolSet {
  /// The start of the character that ends at an offset, if it is in the set and not before `lowest`.
  @inline(__always)
  fileprivate func start(before end: Int, in units: [UInt16], downTo lowest: Int) -> Int? {
    guard end > lowest, contains(Self.symbol(units[end - 1])) else { return nil }
    let start = units.previousPlace(end)
    return start >= lowest ? start : nil
  }
}
