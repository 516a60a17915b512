import ArgumentParser
import BilingualModel
import Corpus
import Dispatch
import FileIO
import Glibc
import Synchronization

/// Measures how many pairs a second one process reads, segments, aligns and exports, all in memory, or aligns only.
@main struct PairBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Align copies of pairs of files in one process and print the speed; see tools/bench/README.md.")

  @Argument(help: "German texts and their English sources in turn; they are read once and used in turn.") var files: [String]
  @Option(help: "How many pairs of texts are aligned; each has a number of its own at its end.") var pairs = 1000
  @Option(help: "How many workers; each has its own segmenters and aligner.") var workers = 1
  @Flag(help: "Align only; the files hold a sentence a line and get no number.") var alignerOnly = false
  @Flag(help: "Use no bilingual model.") var withoutModel = false

  func validate() throws {
    guard pairs > 0, workers > 0 else { throw ValidationError("There is at least one pair and one worker.") }
    guard !files.isEmpty, files.count % 2 == 0 else { throw ValidationError("Files come in pairs: GERMAN ENGLISH [GERMAN ENGLISH …].") }
  }

  func run() throws {
    let names = stride(from: 0, to: files.count, by: 2).map { (files[$0], files[$0 + 1]) }
    let model = withoutModel ? nil : try WordVectorModel.shipped()
    if alignerOnly {
      let texts = try names.map { try SegmentedPair(german: $0, english: $1) }
      let cost = try measure {
        try AlignerWorker(model: model)
      } work: {
        try $0.align(texts[$1 % texts.count])
      }
      // A sentence pair is a sentence on either side, whatever the beads.
      let aligned = Double(cost.sentences) / 2
      print(
        "\(Int(aligned / cost.cpu)) sentence pairs a second of CPU, \(Int(aligned / cost.wall)) of wall time: \(plural(workers, "worker")),",
        "\(plural(pairs, "document")) of \(rounded(aligned / Double(pairs))) sentence pairs, \(rounded(cost.cpu)) CPU s, peak \(rounded(cost.peak)) MB"
      )
    } else {
      let texts = try names.map { (german: try InputFile.read($0), english: try InputFile.read($1)) }
      let cost = try measure {
        try PairWorker(model: model)
      } work: { worker, index in
        let (text, number) = (texts[index % texts.count], Array("\n\(index)\n".utf8))
        return try worker.align(german: text.german + number, english: text.english + number)
      }
      let read = (0..<pairs).reduce(0) { $0 + texts[$1 % texts.count].german.count + texts[$1 % texts.count].english.count }
      print(
        "\(plural(workers, "worker")): \(plural(pairs, "pair")) in \(rounded(cost.wall)) s: \(rounded(Double(pairs) / cost.wall)) pairs/s,",
        "\(Int(Double(cost.sentences) / cost.wall)) sentences/s, \(rounded(Double(read) / 1e6 / cost.wall)) MB/s read,",
        "\(rounded(Double(cost.written) / 1e6 / cost.wall)) MB/s of TMX; \(rounded(cost.cpu)) CPU s, peak \(rounded(cost.peak)) MB")
    }
  }

  /// What a run did and took: bytes of TMX, sentences, seconds, seconds of CPU, megabytes.
  private struct Cost {
    var written: Int
    var sentences: Int
    var wall: Double
    var cpu: Double
    var peak: Double
  }

  /// Does all the work on all workers.
  private func measure<Worker>(
    worker make: @Sendable () throws -> Worker, work: @Sendable (Worker, Int) throws -> (bytes: [UInt8], sentences: Int)
  ) throws -> Cost {
    let next = Atomic(0)
    let sentences = Atomic(0)
    let output = OrderedOutput(window: 16 * workers)
    let (start, before) = (ContinuousClock.now, Self.usage().cpu)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let worker = Result { try make() }
      while true {
        output.waitForRoom()
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < pairs else { return output.leaveRoom() }
        let result = Result { try work(worker.get(), index) }
        if let result = try? result.get() { sentences.add(result.sentences, ordering: .relaxed) }
        output.deliver(result.map(\.bytes), at: index)
      }
    }
    let wall = (ContinuousClock.now - start) / .seconds(1)
    let (cpu, peak) = Self.usage()
    return Cost(
      written: try output.total(), sentences: sentences.load(ordering: .relaxed), wall: wall, cpu: cpu - before, peak: peak)
  }

  private func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }

  private func plural(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  /// CPU seconds, user and system, and the peak of resident memory in megabytes, of this process so far.
  private static func usage() -> (cpu: Double, peak: Double) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    return (times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }, Double(usage.ru_maxrss) * 1024 / 1e6)
  }
}
