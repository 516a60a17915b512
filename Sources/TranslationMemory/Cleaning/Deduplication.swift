/// Makes units that say the same one: the first of them, with the notes, properties and variants of the others, the later dates and the larger counts.
public struct Deduplication: Sendable {
  private let store: any MemoryStore
  private let ignoresContext: Bool
  private static let page = 10_000
  private static let batch = 500

  /// A unit and one before it that it repeats.
  public struct Pair: Hashable, Sendable {
    /// The one that stays.
    public let first: StoredUnit
    /// The one that goes.
    public let second: StoredUnit
  }

  /// Looks for units with the same variants in the same context.
  /// - Parameter ignoresContext: whether the segments before and after count for nothing.
  public init(_ store: any MemoryStore, ignoresContext: Bool = false) { (self.store, self.ignoresContext) = (store, ignoresContext) }

  /// Finds all pairs, and makes them one unless it is a dry run.
  ///
  /// A unit that another program changes meanwhile stays as it is.
  /// - Parameters:
  ///   - progress: is told how many units were read.
  ///   - body: is called with each pair, in the order of the units that go.
  /// - Returns: how many units went, or would go.
  /// - Throws: what the memory and `body` throw.
  @discardableResult
  public func run(isDry: Bool, progress: (Int) -> Void = { _ in }, _ body: (Pair) throws -> Void) throws -> Int {
    var finder = DuplicateFinder(ignoresContext: ignoresContext)
    var pairs: [(first: Int64, second: Int64)] = []
    var done = 0
    try store.forEachPage(of: Self.page) { units in
      for unit in units { if let first = finder.first(like: unit) { pairs.append((first, unit.id)) } }
      done += units.count
      progress(done)
      return true
    }
    var count = 0
    for start in stride(from: 0, to: pairs.count, by: Self.batch) {
      count += try unite(pairs[start..<min(pairs.count, start + Self.batch)], finder, isDry: isDry, body)
    }
    return count
  }

  private func unite(
    _ pairs: ArraySlice<(first: Int64, second: Int64)>, _ finder: DuplicateFinder, isDry: Bool, _ body: (Pair) throws -> Void
  ) throws -> Int {
    let ids = Set(pairs.flatMap { [$0.first, $0.second] }).sorted()
    let units = Dictionary(try store.units(ids).map { ($0.id, $0) }) { first, _ in first }
    var firsts: [Int64: StoredUnit] = [:]
    var gone: [(first: Int64, second: Int64)] = []
    for pair in pairs {
      guard let first = units[pair.first], let second = units[pair.second], finder.isSame(first, second) else { continue }
      try body(Pair(first: first, second: second))
      var united = firsts[first.id] ?? first
      united.unit = united.unit.merged(with: second.unit)
      firsts[first.id] = united
      gone.append(pair)
    }
    guard !isDry, !gone.isEmpty else { return gone.count }
    let changed = firsts.values.filter { first in units[first.id].map { !$0.unit.isSame(as: first.unit) } ?? false }
    let newer = Set(try store.update(changed.sorted { $0.id < $1.id }).map(\.id))
    let removed = gone.filter { !newer.contains($0.first) }.map(\.second)
    try store.remove(removed)
    return removed.count
  }
}
