/// The fewest insertions, deletions and replacements that make one sequence into another, in linear memory (Hirschberg 1975).
enum EditScript {
  /// A stretch that stays, or one that is exchanged for another; either may be empty then.
  struct Step: Hashable {
    var isEqual: Bool
    var from: Range<Int>
    var to: Range<Int>
  }

  /// Where the product of the lengths is higher, what differs is one step, so that time stays in bounds.
  static let mostWork = 1 << 24

  /// The steps in order; neighbours differ in kind.
  static func steps<Element: Equatable>(from a: [Element], to b: [Element]) -> [Step] {
    var steps: [Step] = []
    append(a[...], b[...], &steps)
    return steps
  }

  /// Halves `a` each time, so that it goes no deeper than the logarithm of its length.
  private static func append<Element: Equatable>(_ a: ArraySlice<Element>, _ b: ArraySlice<Element>, _ steps: inout [Step]) {
    let start = zip(a, b).prefix { $0 == $1 }.count
    add(Step(isEqual: true, from: a.startIndex..<a.startIndex + start, to: b.startIndex..<b.startIndex + start), &steps)
    let (restA, restB) = (a.dropFirst(start), b.dropFirst(start))
    let end = zip(restA.reversed(), restB.reversed()).prefix { $0 == $1 }.count
    let (a, b) = (restA.dropLast(end), restB.dropLast(end))
    if a.count < 2 || b.isEmpty || a.count > mostWork / b.count {
      // The one element of `a` is not at either end of `b`; if it is in it, it stays.
      if a.count == 1, let first = a.first, let place = b.firstIndex(of: first) {
        add(Step(isEqual: false, from: a.startIndex..<a.startIndex, to: b.startIndex..<place), &steps)
        add(Step(isEqual: true, from: a.indices, to: place..<place + 1), &steps)
        add(Step(isEqual: false, from: a.endIndex..<a.endIndex, to: place + 1..<b.endIndex), &steps)
      } else {
        add(Step(isEqual: false, from: a.indices, to: b.indices), &steps)
      }
    } else {
      let middle = a.startIndex + a.count / 2
      let before = distances(a[..<middle], b)
      let after = distances(a[middle...].reversed(), b.reversed())
      let cut = before.indices.min { before[$0] + after[b.count - $0] < before[$1] + after[b.count - $1] } ?? 0
      append(a[..<middle], b.prefix(cut), &steps)
      append(a[middle...], b.dropFirst(cut), &steps)
    }
    add(Step(isEqual: true, from: a.endIndex..<a.endIndex + end, to: b.endIndex..<b.endIndex + end), &steps)
  }

  /// The distances of `a` to each start of `b`.
  private static func distances<Element: Equatable>(_ a: some Sequence<Element>, _ b: some Collection<Element>) -> [Int] {
    var row = Array(0...b.count)
    for left in a {
      var diagonal = row[0]
      row[0] += 1
      for (j, right) in b.enumerated() {
        let best = min(diagonal + (left == right ? 0 : 1), row[j] + 1, row[j + 1] + 1)
        diagonal = row[j + 1]
        row[j + 1] = best
      }
    }
    return row
  }

  private static func add(_ step: Step, _ steps: inout [Step]) {
    guard !step.from.isEmpty || !step.to.isEmpty else { return }
    if let last = steps.last, last.isEqual == step.isEqual {
      steps[steps.count - 1].from = last.from.lowerBound..<step.from.upperBound
      steps[steps.count - 1].to = last.to.lowerBound..<step.to.upperBound
    } else {
      steps.append(step)
    }
  }
}
