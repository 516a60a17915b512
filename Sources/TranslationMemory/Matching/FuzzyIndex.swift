import Dispatch
import FileIO
import Synchronization

/// Finds the texts of a memory that are most like a given one, by Levenshtein distance in Unicode scalars, and misses none.
///
/// Texts are given as NFC with single spaces (`MatchText.text`), each with an id of the caller's: best one a distinct text, not one a unit. A
/// look-up narrows the texts down in three steps, none of which loses a true match: by length; by the number of bigrams shared with the text,
/// counted for 64 texts at a time (`BlockCounter`); and by bit vectors that stop as soon as the distance is too high (`DistancePattern`). The
/// limit falls as hits are found.
///
/// A value: copies are independent, and cheap. New texts are kept in parts; a part never changes, and parts of similar size are merged, so that
/// each text is moved a number of times that grows with the logarithm of the index's size. See also `save(to:)`.
///
///     var index = FuzzyIndex()
///     try index.add([(1, "Open the file"), (2, "Close the window")])
///     FuzzySearcher(index).hits(for: "Open a file")  // id 1
public struct FuzzyIndex: Sendable {
  /// A segment and which of its texts have been removed.
  struct State: Sendable {
    let segment: IndexSegment
    /// A bit a place; empty when none is removed.
    var removed: [UInt64] = []
    var removedCount = 0

    var count: Int { segment.count - removedCount }

    func isRemoved(_ place: Int) -> Bool { !removed.isEmpty && removed[place / 64] >> UInt64(place % 64) & 1 == 1 }

    mutating func remove(_ place: Int) {
      if removed.isEmpty { removed = [UInt64](repeating: 0, count: (segment.count + 63) / 64) }
      removed[place / 64] |= 1 << UInt64(place % 64)
      removedCount += 1
    }

    /// Its texts that have not been removed.
    var entries: [(id: Int64, text: FoldedText)] {
      segment.lengths.flatMap { length in
        length.places.filter { !isRemoved($0) }.map { (segment.id(at: $0), segment.text(at: $0, length)) }
      }
    }
  }

  /// So many texts are measured one by one before they become a segment.
  static let mostPending = 1024

  /// Largest first.
  var states: [State] = []
  var pending: [(id: Int64, text: FoldedText)] = []

  /// An empty index.
  public init() {}

  /// How many texts there are.
  public var count: Int { pending.count + states.reduce(0) { $0 + $1.count } }

  /// Adds texts. One with an id that is there already takes its place; of several with one id, the last stays.
  /// - Throws: a `Diagnostic`, never for what is given.
  public mutating func add(_ entries: [(id: Int64, text: String)]) throws {
    var places: [Int64: Int] = [:]
    var added: [(id: Int64, text: FoldedText)] = []
    for (id, text) in entries {
      if let place = places.updateValue(added.count, forKey: id) {
        places[id] = place
        added[place].text = FoldedText(text)
      } else {
        added.append((id, FoldedText(text)))
      }
    }
    if count > 0 { remove(added.lazy.map(\.id)) }
    pending += added
    guard pending.count > Self.mostPending else { return }
    // A segment that is not much larger than all after it is merged with them.
    var merged = pending
    while let last = states.last, last.count < 2 * merged.count {
      merged = last.entries + merged
      states.removeLast()
    }
    states.append(State(segment: try IndexSegment(merged)))
    pending = []
  }

  /// Removes the texts with these ids; others are ignored.
  public mutating func remove(_ ids: some Sequence<Int64>) {
    let ids = Set(ids)
    if !pending.isEmpty { pending.removeAll { ids.contains($0.id) } }
    for index in states.indices {
      for id in ids {
        if let place = states[index].segment.place(of: id), !states[index].isRemoved(place) { states[index].remove(place) }
      }
    }
    states.removeAll { $0.count == 0 }
  }

  /// Looks up many texts on all cores; see `FuzzySearcher.hits`. One result a text, in order.
  /// - Parameter workers: how many texts are looked up at a time; by default as many as there are cores.
  public func hits(
    for texts: [String], atLeast percent: Int = 70, limit: Int = 5, workers: Int = Processors.count
  ) -> [[FuzzyHit]] {
    let next = Atomic(0)
    let results = Mutex([[FuzzyHit]](repeating: [], count: texts.count))
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, texts.count))) { _ in
      let searcher = FuzzySearcher(self)
      while case let number = next.add(1, ordering: .relaxed).oldValue, number < texts.count {
        let hits = searcher.hits(for: texts[number], atLeast: percent, limit: limit)
        results.withLock { $0[number] = hits }
      }
    }
    return results.withLock { $0 }
  }
}
