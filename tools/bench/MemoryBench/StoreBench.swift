import FileIO
import Glibc
import SQLiteStore
import TMX
import TranslationMemory

/// Measures look-ups through a memory: opening, single look-ups with scores and differences, and many at a time.
struct StoreBench {
  let store: String
  let min: Int
  let limit: Int

  /// The measures; the memory is made of the texts when it is not there.
  func run(texts: () throws -> [String], queries: [String]) throws -> [(String, Double)] {
    var facts: [(String, Double)] = []
    if access(store, F_OK) != 0 {
      let texts = try texts()
      facts.append(("import_s", try Timing.seconds { try make(of: texts) }))
    }
    let queries = queries.map { MemoryQuery($0) }
    var options = SearchOptions(source: "en", target: "de", now: Int64(time(nil)))
    (options.minimum, options.limit) = (min, limit)
    var opened: MemorySearch?
    let start = try Timing.seconds {
      let memory = try SQLiteMemory(store, ifAbsent: .fail)
      let folder = IndexFolder.path(of: memory, identity: try memory.summary().identity)
      let isThere = access(folder + "/en/index", F_OK) == 0
      let index = try MemoryIndex(of: memory, language: "en", folder: folder)
      if isThere { facts.append(("texts", Double(index.texts.count))) }
      let search = MemorySearch(memory, index, options)
      _ = try search.searcher().matches(for: queries[0])
      opened = search
    }
    guard let search = opened else { return facts }
    // The first opening builds the index.
    facts.append((facts.contains { $0.0 == "texts" } ? "open_and_first_s" : "build_s", start))
    let searcher = try search.searcher()
    var results: [[MemoryMatch]] = []
    var times: [Double] = []
    // The first round warms up.
    for _ in 0..<2 {
      results = []
      times = []
      for query in queries { times.append(try Timing.processorSeconds { results.append(try searcher.matches(for: query)) }) }
    }
    facts += Timing.quantiles(times)
    var parallel: [[MemoryMatch]] = []
    let wall = try Timing.seconds { parallel = try search.matches(for: queries) }
    guard parallel == results else { throw StoreBenchFailure() }
    facts.append(("bulk_per_s", Double(queries.count) / wall))
    facts.append(("with_matches", Double(results.count { !$0.isEmpty })))
    return facts
  }

  private func make(of texts: [String]) throws {
    let memory = try SQLiteMemory(store)
    let header = TMXHeader(attributes: ["srclang": "en"])
    let importer = try MemoryImporter(into: memory, from: ImportedFile(name: "bench", fingerprint: "", header: header))
    for text in texts {
      try importer.add(
        TMXUnit(variants: [
          TMXVariant(language: "en", segment: TMXSegment(text)), TMXVariant(language: "de", segment: TMXSegment(text)),
        ]))
    }
    _ = try importer.finish()
  }
}

/// Many at a time gave others than one by one.
struct StoreBenchFailure: Error, CustomStringConvertible {
  let description = "many at a time are other than one by one"
}
