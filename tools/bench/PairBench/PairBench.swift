import ArgumentParser
import Corpus
import Dispatch
import FileIO
import Glibc
import Synchronization

/// Measures how many pairs a second one process reads, segments, aligns and exports, all in memory.
@main struct PairBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Align copies of a pair of files in one process and print the speed; see tools/bench/README.md.")

  @Argument(help: "The German text.") var german: String
  @Argument(help: "Its English source.") var english: String
  @Option(help: "How many copies; each has a number of its own at its end.") var pairs = 1000
  @Option(help: "How many workers; each has its own segmenters and aligner.") var workers = 1

  func validate() throws {
    guard pairs > 0, workers > 0 else { throw ValidationError("There is at least one pair and one worker.") }
  }

  func run() throws {
    let (german, english) = (try InputFile.read(german), try InputFile.read(english))
    let next = Atomic(0)
    let sentences = Atomic(0)
    let output = OrderedOutput(window: 16 * workers)
    let start = ContinuousClock.now
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let worker = Result { try PairWorker() }
      while true {
        output.waitForRoom()
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < pairs else { return output.leaveRoom() }
        let number = Array("\n\(index)\n".utf8)
        let result = Result { try worker.get().align(german: german + number, english: english + number) }
        if let result = try? result.get() { sentences.add(result.sentences, ordering: .relaxed) }
        output.deliver(result.map(\.bytes), at: index)
      }
    }
    let wall = (ContinuousClock.now - start) / .seconds(1)
    let written = try output.total()
    let read = Double(pairs * (german.count + english.count)) / 1e6
    let (cpu, peak) = Self.usage()
    func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }
    print(
      "\(workers) worker\(workers == 1 ? "" : "s"): \(pairs) pairs in \(rounded(wall)) s: \(rounded(Double(pairs) / wall)) pairs/s,",
      "\(Int(Double(sentences.load(ordering: .relaxed)) / wall)) sentences/s, \(rounded(read / wall)) MB/s read,",
      "\(rounded(Double(written) / 1e6 / wall)) MB/s of TMX; \(rounded(cpu)) CPU s, peak \(rounded(peak)) MB")
  }

  /// CPU seconds, user and system, and the peak of resident memory in megabytes, of this process so far.
  private static func usage() -> (cpu: Double, peak: Double) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    return (times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }, Double(usage.ru_maxrss) * 1024 / 1e6)
  }
}
