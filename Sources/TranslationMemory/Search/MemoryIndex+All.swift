import Corpus
import Dispatch
import Synchronization

extension MemoryIndex {
  /// Brings the indexes of all languages of a memory up to date, and builds those that are not there, on all cores.
  /// - Parameters:
  ///   - folder: for all indexes of this memory, `IndexFolder.path`.
  ///   - progress: is told, from any thread, how many units of how many were read for one of the languages, when there are many.
  /// - Returns: why indexes could not be saved, if so.
  /// - Throws: as `init`.
  public static func updateAll(
    of store: any MemoryStore, folder: String, progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void
  ) throws -> [Diagnostic] {
    let languages = Set(try store.summary().variants.keys.map(LanguageKey.primary)).sorted()
    let results = Mutex([Result<Diagnostic?, any Error>]())
    DispatchQueue.concurrentPerform(iterations: languages.count) { index in
      let result = Result { try MemoryIndex(of: store, language: languages[index], folder: folder, progress: progress).notice }
      results.withLock { $0.append(result) }
    }
    return try results.withLock { $0 }.compactMap { try $0.get() }
  }
}
