/// Finds units whose text is equal, or equal but for its numbers, by hash.
public struct ExactIndex: Sendable {
  /// A unit with the text.
  public struct Entry: Hashable, Sendable {
    /// The id it was added with.
    public let id: Int64
    /// The segments before and after it.
    public let context: MatchContext
  }

  private var entries: [UInt64: [Entry]] = [:]
  private var withoutNumbers: [UInt64: [Int64]] = [:]

  /// An empty index.
  public init() {}

  /// Adds a unit with an id that is not there yet.
  public mutating func add(_ id: Int64, _ text: MatchText, context: MatchContext = MatchContext()) {
    entries[text.hash, default: []].append(Entry(id: id, context: context))
    withoutNumbers[text.hashWithoutNumbers, default: []].append(id)
  }

  /// Removes a unit, which was added with this text.
  public mutating func remove(_ id: Int64, _ text: MatchText) {
    entries[text.hash]?.removeAll { $0.id == id }
    withoutNumbers[text.hashWithoutNumbers]?.removeAll { $0 == id }
    if entries[text.hash]?.isEmpty == true { entries[text.hash] = nil }
    if withoutNumbers[text.hashWithoutNumbers]?.isEmpty == true { withoutNumbers[text.hashWithoutNumbers] = nil }
  }

  /// All units with this text, those in this context (101 %) first, otherwise in the order they were added.
  public func units(for text: MatchText, context: MatchContext = MatchContext()) -> [Entry] {
    let found = entries[text.hash] ?? []
    return found.filter { context.matches($0.context) } + found.filter { !context.matches($0.context) }
  }

  /// The ids of all units whose text is this one but for its numbers, in the order they were added; those with the same numbers are among them.
  public func units(forAnyNumbersIn text: MatchText) -> [Int64] { withoutNumbers[text.hashWithoutNumbers] ?? [] }
}
