import ArgumentParser
import FileIO
import Glibc
import TranslationMemory

/// Measures the fuzzy index: building, size, opening, and look-ups one by one and many at a time.
@main struct MemoryBench: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Time look-ups in a memory; see tools/bench/README.md. Prints a line of JSON.")

  @Argument(help: "The memory: a text a line.") var texts: String
  @Argument(help: "What to look up: a text a line.") var queries: String
  @Option(help: "A folder for the index; it is built when it is not there.") var index: String?
  @Option(help: "Write each query's hits to this file: a line a query, distance:length:line of the hit, separated by spaces.") var hits:
    String?
  @Option(help: "An SQLite memory in place of the bare index; it is made of the texts, each its own translation, when it is not there.")
  var store: String?
  @Option(help: "Least percentage.") var min = 70
  @Option(help: "At most so many hits a query.") var limit = 5

  func run() throws {
    let queries = try lines(queries)
    if let store { return try show(StoreBench(store: store, min: min, limit: limit).run(texts: { try lines(texts) }, queries: queries)) }
    guard let index else { throw ValidationError("Give --index or --store.") }
    var facts: [(String, Double)] = []
    if access(index + "/index", F_OK) != 0 {
      let texts = try lines(texts)
      var built = FuzzyIndex()
      facts.append(("build_s", try Timing.seconds { try built.add(texts.enumerated().map { (Int64($0.offset), $0.element) }) }))
      facts.append(("save_s", try Timing.seconds { try built.save(to: index) }))
    }
    var opened = FuzzyIndex()
    facts.append(
      (
        "open_and_first_s",
        try Timing.seconds {
          opened = try FuzzyIndex(opening: index)
          _ = FuzzySearcher(opened).hits(for: queries[0], atLeast: min, limit: limit)
        }
      ))
    let searcher = FuzzySearcher(opened)
    var results: [[FuzzyHit]] = []
    var times: [Double] = []
    // The first round warms up.
    for _ in 0..<2 {
      results = []
      times = []
      for query in queries {
        times.append(Timing.processorSeconds { results.append(searcher.hits(for: query, atLeast: min, limit: limit)) })
      }
    }
    facts.append(("texts", Double(opened.count)))
    facts += Timing.quantiles(times)
    var parallel: [[FuzzyHit]] = []
    let wall = Timing.seconds { parallel = opened.hits(for: queries, atLeast: min, limit: limit) }
    guard parallel == results else { throw ValidationError("Many at a time are other than one by one.") }
    facts.append(("bulk_per_s", Double(queries.count) / wall))
    show(facts)
    if let hits {
      let output = try OutputFile(hits)
      for result in results { try output.write(result.map { "\($0.distance):\($0.length):\($0.id)" }.joined(separator: " ") + "\n") }
      try output.commit()
    }
  }

  private func lines(_ path: String) throws -> [String] {
    try InputFile.read(path).split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  private func show(_ facts: [(String, Double)]) {
    print("{" + facts.map { "\"\($0)\": \(($1 * 10000).rounded() / 10000)" }.joined(separator: ", ") + "}")
  }
}
