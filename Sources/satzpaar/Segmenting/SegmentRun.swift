import Corpus
import Documents
import FileIO
import Segmentation

/// Segments files one after the other, on several cores, and writes the results in order as they are ready. Memory does not grow with the files.
struct SegmentRun {
  private let work: OrderedWork<SegmentWorker, SegmentJob, SegmentedPart>
  private let hasBlankLines: Bool
  /// What is counted.
  private let noun: String
  private let out: OutputFile
  private let isTerminal: Bool
  private let progress: Progress
  /// What is to be done with the results, in order: `nil` is a part's result, else the file whose parts are all before it ends.
  private var steps: [FileEnd?] = []
  /// Sentences of the file whose parts are being written.
  private var count = 0
  private var hasOutput = false
  private var startsBlock = true
  /// A line for each file that was written.
  private(set) var summary = ""

  private struct FileEnd {
    let name: String
    let encoding: String
    let blocks: Int
  }

  /// Makes a run.
  /// - Parameter makeWorker: makes a worker for each of the `jobs` cores to use.
  init(jobs: Int, out: OutputFile, progress: Progress, makeWorker: @escaping @Sendable () throws -> SegmentWorker) throws {
    let first = try makeWorker()
    hasBlankLines = first.hasBlankLines
    noun = first.explains ? "place" : "sentence"
    work = OrderedWork(count: jobs, first: first, others: makeWorker) { worker, job in try worker.segment(job) }
    self.out = out
    isTerminal = out.isTerminal
    self.progress = progress
  }

  /// Reads a file and hands its parts to the workers.
  mutating func read(_ file: String, with reader: TextReader) throws {
    let input = try InputFile(file)
    let stream = TextStream(input, name: file, reader: reader)
    progress.show("segmenting \(file)")
    let gate = EvidenceGate()
    var role = SegmentJob.EvidenceRole.grows
    while !out.isAbandoned, let event = try stream.next() {
      switch event {
      case .part(let part):
        if role == .ends { role = .isWhole }
        // A block that started early adds to the evidence to its end.
        if role == .grows, part.start >= DocumentEvidence.reach, !part.continuesBlock { role = .ends }
        work.add(SegmentJob(part: part, evidence: role, gate: gate), needsFirst: role != .isWhole || !part.isWhole)
        steps.append(nil)
        while work.isFull { try writeNext() }
        progress.update("segmenting \(file)", done: stream.bytesRead, of: input.size)
      case .pause:
        try finish()
        try out.flush()
      }
    }
    steps.append(FileEnd(name: file, encoding: stream.encoding, blocks: stream.blockCount))
  }

  /// Waits for all results and writes them.
  mutating func finish() throws { while !steps.isEmpty { try writeNext() } }

  private mutating func writeNext() throws {
    if let end = steps.removeFirst() {
      summary += fileSummary(end.name, encoding: end.encoding, paragraphs: end.blocks, counted(count, noun))
      count = 0
    } else if let part = try work.take() {
      try write(part)
    }
  }

  private mutating func write(_ part: SegmentedPart) throws {
    if !part.continuesBlock { startsBlock = true }
    guard part.count > 0 else { return }
    if isTerminal { progress.clear() }
    if hasBlankLines, hasOutput, startsBlock { try out.write("\n") }
    (hasOutput, startsBlock) = (true, false)
    var written = 0
    for (index, place) in part.numberPlaces.enumerated() {
      try out.write(part.bytes[written..<place])
      try out.write(String(count + index))
      written = place
    }
    try out.write(part.bytes[written...])
    count += part.count
  }
}
