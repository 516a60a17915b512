import ArgumentParser
import Corpus
import FileIO
import Glibc
import TMX

/// Measures how fast translation memories are read and written: see `tools/bench/README.md`.
@main struct TMXBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "TMXBench", subcommands: [Generate.self, Read.self, Write.self, Hostile.self])
}

/// Makes a memory of so many units, about 200 bytes each.
struct Generate: ParsableCommand {
  @Argument var units: Int
  @Argument var output: String

  func run() throws {
    let out = try OutputFile(output)
    let header = TMXHeader(toolVersion: satzpaarVersion, sourceLanguage: .english, creationDate: Timestamp(seconds: 1_700_000_000))
    let writer = try TMXWriter(header: header) { try out.write($0) }
    for number in 0..<units {
      let unit = TranslationUnit(
        id: String(number),
        variants: [
          Variant(language: .english, text: "The file no. \(number) was opened."),
          Variant(language: .german, text: "Die Datei Nr. \(number) wurde geöffnet."),
        ])
      try writer.write(unit)
    }
    try writer.finish()
    try out.commit()
  }
}

/// Reads a memory.
struct Read: ParsableCommand {
  @Argument var input: String
  @Flag var recover = false

  func run() throws {
    let file = try InputFile(input)
    var (units, bytes, notices) = (0, 0, 0)
    let watch = Stopwatch()
    try TMXReader(file: input, recovers: recover).read(
      chunks: {
        let piece = try file.next()
        bytes += piece?.count ?? 0
        return piece
      },
      { event in
        switch event {
        case .unit: units += 1
        case .notice: notices += 1
        case .header: break
        }
      })
    print("read \(units) units, \(notices) notices, \(watch.report(bytes: bytes, units: units))")
  }
}

/// Reads a memory and writes it again.
struct Write: ParsableCommand {
  @Argument var input: String

  func run() throws {
    let file = try InputFile(input)
    var units: [TMXUnit] = []
    var header = TMXHeader(attributes: [:])
    var (bytes, count, seconds) = (0, 0, 0.0)
    var writer: TMXWriter?
    func write() throws {
      let watch = Stopwatch()
      for unit in units { try writer?.write(unit) }
      seconds += watch.processor
      count += units.count
      units.removeAll(keepingCapacity: true)
    }
    try TMXReader(file: input).read(
      chunks: { try file.next() },
      { event in
        switch event {
        case .header(let found):
          header = found
          writer = try TMXWriter(header: header) { bytes += $0.count }
        case .unit(let unit, _):
          units.append(unit)
          if units.count == 1000 { try write() }
        case .notice: break
        }
      })
    try write()
    try writer?.finish()
    print("wrote \(count) units, \(bytes) bytes: \(Int(Double(bytes) / seconds / 1e6)) MB/s of processor time")
  }
}

/// Times since its making.
struct Stopwatch {
  private let start = Self.clock(CLOCK_MONOTONIC)
  private let startOfProcessor = Self.clock(CLOCK_PROCESS_CPUTIME_ID)

  /// Seconds of processor time.
  var processor: Double { Self.clock(CLOCK_PROCESS_CPUTIME_ID) - startOfProcessor }

  /// The peak of memory so far, in MiB.
  static var peak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }

  /// Speeds, and the peak of memory so far.
  func report(bytes: Int, units: Int) -> String {
    let wall = Self.clock(CLOCK_MONOTONIC) - start
    func speed(_ seconds: Double) -> String { "\(Int(Double(bytes) / seconds / 1e6)) MB/s, \(Int(Double(units) / seconds)) units/s" }
    return "\(bytes) bytes: \(speed(wall)) wall; \(speed(processor)) of processor time; peak \(Self.peak) MiB"
  }

  private static func clock(_ id: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(id, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
