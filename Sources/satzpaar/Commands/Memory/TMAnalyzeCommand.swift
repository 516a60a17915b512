import ArgumentParser
import Corpus
import FileIO
import Synchronization
import TranslationMemory

/// `satzpaar tm analyze`: counts how well a memory knows documents.
struct TMAnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze", abstract: "Count how well a memory knows documents, in the bands that translation tools use.",
    discussion: """
      EXAMPLE
        satzpaar tm analyze memory.db manual.txt guide.txt --html leverage.html

      Each segment counts once: context (101), else as a repetition when its text came before in these files, else by its best match, penalties \
      included: in the memory, or a similar segment before it in the files (--memory-only leaves these out). The line \
      "in files" says how much of the bands is due to these. Words are Unicode's, numbers among them; characters include spaces.
      At --min 50 nearly all of a large memory is measured for each new segment; --min 75 is much faster, and leaves 50-74 empty.
      """)

  @OptionGroup var memory: MemoryArgument
  @Argument(help: ArgumentHelp("Documents in the source language; - is standard input.", valueName: "file")) var files: [String]
  @Option(help: ArgumentHelp("The language of the documents.", valueName: "language")) var source = LanguageTag.english
  @Option(help: ArgumentHelp("The language of the translations; any other when not given.", valueName: "language")) var target: LanguageTag?
  @Option(help: ArgumentHelp("Matches below this percentage, 50 to 100, are none.", valueName: "percent")) var min = 50
  @Flag(help: "Similar segments in the files do not count.") var memoryOnly = false
  @Flag(help: "Print one JSON object.") var json = false
  @Option(help: ArgumentHelp("Also write a report with a bar chart, for a browser.", valueName: "file")) var html: String?
  @OptionGroup var penalties: PenaltyOptions
  @OptionGroup var srx: SRXOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard (50...100).contains(min) else { throw ValidationError("--min is a percentage, 50 to 100.") }
    guard (files + srx.file).count(where: { $0 == "-" }) < 2 else { throw ValidationError("Standard input can be read only once.") }
  }

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let page = try html.map { try OutputFile($0, inputs: files + srx.file) }
    let documents = try read(progress)
    let store = try memory.open()
    let search = try SearchedMemory(store).search(source: source, target: target, penalties: penalties, progress: progress)
    let analyzer = LeverageAnalyzer(search, minimum: min, looksInFiles: !memoryOnly)
    let all = documents.reduce(0) { $0 + $1.count }
    let done = Atomic(0)
    var reports: [(name: String, report: LeverageReport)] = []
    for (file, segments) in zip(files, documents) {
      let report = try analyzer.count(segments) {
        let count = done.add(1, ordering: .relaxed).newValue
        progress.update("looking up", done: count, of: all)
      }
      reports.append((file == "-" ? "standard input" : file.onOneLine, report))
    }
    progress.clear()
    let table = LeverageTable(memory: store.name, reports: reports)
    if let page {
      try page.write(table.html)
      try page.commit()
    }
    let out = try OutputFile(nil)
    try out.write(json ? table.json : table.lines)
    try out.commit()
  }

  /// The segments of each file; several files at a time.
  private func read(_ progress: Progress) throws -> [[String]] {
    progress.show("segmenting")
    let (source, srx, reading) = (source, srx, reading)
    let segment = { @Sendable (_: inout Void, file: String) in try SegmentedFile.lines(file, source, srx: srx, reading: reading) }
    let work = OrderedWork(count: Swift.min(Processors.count, files.count), first: (), others: {}, work: segment)
    var documents: [[String]] = []
    for file in files {
      work.add(file)
      while work.isFull, let document = try work.take() { documents.append(document) }
    }
    while let document = try work.take() { documents.append(document) }
    return documents
  }
}
