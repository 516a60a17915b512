import Corpus
import Dispatch
import FileIO
import Synchronization

/// Look-ups in a memory: context, exact, number-adapted and fuzzy matches.
///
///     let folder = IndexFolder.path(of: store, identity: try store.summary().identity)
///     let index = try MemoryIndex(of: store, language: "en", folder: folder)
///     let search = MemorySearch(store, index, SearchOptions(source: "en", now: now))
///     try search.searcher().matches(for: MemoryQuery("Open the file."))
public struct MemorySearch: Sendable {
  private let store: any MemoryStore
  private let index: FuzzyIndex
  /// What is looked up, and how matches are weighed.
  public private(set) var options: SearchOptions

  /// Looks up in a memory with its index of the source language as it is now.
  public init(_ store: any MemoryStore, _ index: MemoryIndex, _ options: SearchOptions) {
    (self.store, self.index, self.options) = (store, index.texts, options)
  }

  /// The same with other options.
  public func with(_ change: (inout SearchOptions) -> Void) -> MemorySearch {
    var search = self
    change(&search.options)
    return search
  }

  /// Makes a searcher for one task.
  /// - Throws: a `Diagnostic` `.unavailable` when ICU cannot be used.
  public func searcher() throws -> MemorySearcher { try MemorySearcher(store, index, options) }

  /// Looks up many segments on all cores; one result a segment, in order.
  /// - Parameters:
  ///   - workers: how many segments are looked up at a time; by default as many as there are cores.
  ///   - progress: is told of each that is done, from any thread.
  /// - Throws: as `MemorySearcher.matches`; the first error ends it.
  public func matches(
    for queries: [MemoryQuery], workers: Int = Processors.count, progress: @Sendable () -> Void = {}
  ) throws -> [[MemoryMatch]] {
    let next = Atomic(0)
    let results = Mutex([[MemoryMatch]](repeating: [], count: queries.count))
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, queries.count))) { _ in
      do {
        let searcher = try searcher()
        while failure.withLock({ $0 == nil }), case let number = next.add(1, ordering: .relaxed).oldValue, number < queries.count {
          let matches = try searcher.matches(for: queries[number])
          results.withLock { $0[number] = matches }
          progress()
        }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return results.withLock { $0 }
  }
}
