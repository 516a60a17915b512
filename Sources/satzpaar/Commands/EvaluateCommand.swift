import ArgumentParser
import Corpus
import Documents
import Evaluation
import FileIO

/// `satzpaar evaluate`: scores results against gold.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Score an alignment or a segmentation against gold.",
    discussion: """
      EXAMPLE
        satzpaar evaluate alignment gold.txt pair.beads
      """,
    subcommands: [EvaluateAlignment.self, EvaluateSegmentation.self])
}

/// What both evaluations take.
struct EvaluationOptions: ParsableArguments {
  @Argument(help: "A gold file and the file to score, then further pairs of the two.") var files: [String]
  @Flag(help: "Print one JSON object.") var json = false
  @Option(help: ArgumentHelp("Exit with 1 when the mean F1 is lower (alignment: strict).", valueName: "F1")) var atLeast: Double?
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard !files.isEmpty, files.count % 2 == 0 else { throw ValidationError("Files come in pairs: GOLD TEST [GOLD TEST …].") }
    if let atLeast, !(0...1).contains(atLeast) { throw ValidationError("--at-least is an F1, 0 to 1.") }
  }

  /// The pairs of files, gold first.
  var pairs: [(gold: String, test: String)] { stride(from: 0, to: files.count - 1, by: 2).map { (files[$0], files[$0 + 1]) } }

  /// Prints the total score and, of several pairs, the mean of their F1; checks `--at-least`.
  func report(total: (text: String, json: String), name: String, f1: [Double]) throws {
    let mean = f1.reduce(0, +) / Double(max(f1.count, 1))
    let out = try OutputFile(nil)
    if json {
      try out.write("{\"files\":\(f1.count),\"mean_f1\":\(mean.rounded(to: 6)),\"total\":\(total.json)}\n")
    } else {
      try out.write(total.text)
      if f1.count > 1 { try out.write("\nmean \(name) F1 over \(f1.count) pairs: \(mean.rounded(to: 4))\n") }
    }
    try out.commit()
    guard let atLeast, mean < atLeast else { return }
    if !quiet.quiet { StandardError.write("\(name) F1 is \(mean.rounded(to: 4)), under \(atLeast)\n") }
    throw ExitCode(ExitStatus.checkFailed.rawValue)
  }
}

/// `satzpaar evaluate alignment`.
struct EvaluateAlignment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alignment", abstract: "Score bead files against gold: strict and lax precision, recall and F1.",
    discussion: """
      EXAMPLE
        satzpaar evaluate alignment gold.txt pair.beads

      Strict: a bead is right when the gold holds just it. Lax: when it shares a sentence in both languages with a gold bead. Null beads count in \
      precision, not in recall (Sennrich and Volk 2011).
      """)

  @OptionGroup var options: EvaluationOptions

  func run() throws {
    var total = AlignmentScore()
    var f1: [Double] = []
    for (goldFile, testFile) in options.pairs {
      let (gold, test) = (try beads(goldFile), try beads(testFile))
      var score = AlignmentScore()
      score.add(gold: gold, test: test)
      total.add(gold: gold, test: test)
      f1.append(score.strict.f1)
    }
    try options.report(total: (total.description, total.json), name: "strict", f1: f1)
  }

  private func beads(_ file: String) throws -> [IndexBead] {
    let beads = try BeadFile.beads(in: InputFile.read(file), file: file)
    guard !beads.isEmpty else {
      throw Diagnostic(.malformedInput, file: file, "the file holds no beads", cure: "check that it is the right file")
    }
    return beads
  }
}

/// `satzpaar evaluate segmentation`.
struct EvaluateSegmentation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segmentation", abstract: "Score segmentations against gold: precision, recall and F1 of sentence ends.",
    discussion: """
      EXAMPLE
        satzpaar evaluate segmentation de.sent de.lines

      Files hold a sentence a line; empty lines and white space do not count.
      """)

  @Option(
    help: ArgumentHelp("A text with a paragraph a line: ends of paragraphs are not scored (one pair of files only).", valueName: "file"))
  var paragraphs: String?
  @OptionGroup var options: EvaluationOptions

  func validate() throws {
    if paragraphs != nil, options.files.count != 2 { throw ValidationError("--paragraphs goes with one pair of files.") }
  }

  func run() throws {
    var total = SegmentationScore()
    var f1: [Double] = []
    for (goldFile, testFile) in options.pairs {
      let (gold, test) = (try lines(goldFile), try lines(testFile))
      let blocks = try paragraphs.map(lines)
      var score = SegmentationScore()
      try score.add(gold: gold, test: test, paragraphs: blocks, file: testFile)
      try total.add(gold: gold, test: test, paragraphs: blocks, file: testFile)
      f1.append(score.boundaries.f1)
    }
    try options.report(total: (total.description, total.json), name: "boundary", f1: f1)
  }

  private func lines(_ path: String) throws -> [String] {
    try TextReader(language: .german).readSegmented(path).sentences.map(\.text)
  }
}

extension Double {
  /// The number with so many decimals, always with a point.
  fileprivate func rounded(to decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return String((self * scale).rounded() / scale)
  }
}
