import ArgumentParser
import Corpus
import FileIO
import SRX
import Segmentation

/// `satzpaar segment`: splits documents into sentences.
struct SegmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment", abstract: "Split documents into sentences.",
    discussion: """
      EXAMPLE
        satzpaar segment de.txt --format jsonl -o de.jsonl

      lines: a sentence a line, line breaks inside it turned into spaces, and an empty line between paragraphs.
      jsonl: an object a sentence: file, paragraph, sentence (both counted from 0), start, end (UTF-8 bytes of the decoded text), text.
      tsv: the same fields in the same order.
      Input of any length is read, segmented and written in parts, from a pipe as it comes. Charset and style of paragraphs are found out from the \
      first MiB of a file or, when a pipe pauses before, from what has come.

      With --explain each line is a place where a sentence could end: paragraph:offset (UTF-8 bytes of the decoded text), BREAK or no break, the rule \
      that decided, and the text around the place; in jsonl and tsv the fields file, paragraph, offset, break, rule, before, after. Where the rules are unsure \
      the features of the model follow the rule, each with its weight: the sentence ends if they add up to more than 0 (features in jsonl and tsv).
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case lines, jsonl, tsv }

  @Argument(help: ArgumentHelp("Text files; - is standard input.", valueName: "file")) var files: [String] = []
  @Option(help: "The language of the text (BCP 47).") var language = LanguageTag.german
  @Option(help: "The form of the output.") var format = Format.lines
  @Flag(help: "Leave out the empty line between paragraphs (lines only).") var noBlank = false
  @Option(name: [.short, .long], help: ArgumentHelp("Where the sentences go; standard output when not given.", valueName: "file"))
  var output: String?
  @OptionGroup var srx: SRXOptions
  @Flag(help: "Show, instead of sentences, which rule decided at each place where a sentence could end.") var explain = false
  @Flag(help: "Write the built-in rules for German and English as an SRX 2.0 file, as far as SRX can say them, and read no text.")
  var exportSrx = false
  @OptionGroup var reading: ReadingOptions
  @Option(help: ArgumentHelp("How many cores to use; all when not given.", valueName: "n")) var jobs: Int?
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is a number of cores, 1 to 1024.") }
    guard !files.isEmpty || exportSrx else { throw ValidationError("Missing expected argument '<file> ...'") }
    guard files.isEmpty || !exportSrx else { throw ValidationError("--export-srx reads no text files.") }
    guard (files + srx.file).count(where: { $0 == "-" }) < 2 else { throw ValidationError("Standard input can be read only once.") }
  }

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let out = try OutputFile(output, inputs: files + srx.file)
    if exportSrx {
      try out.write(SRXWriter.document(.builtIn, comment: "The rules of Satzpaar \(satzpaarVersion), as far as SRX can say them."))
      return try out.commit()
    }
    let (language, rules, format, hasBlankLines, explain) = (language, try srx.rules(), format, !noBlank, explain)
    var run = try SegmentRun(jobs: jobs ?? Processors.count, out: out, progress: progress) {
      let segmenter = try SentenceSegmenter(language: language, rules: rules)
      return SegmentWorker(segmenter: segmenter, format: format, hasBlankLines: hasBlankLines, explains: explain)
    }
    for file in files where !out.isAbandoned { try run.read(file, with: reading.reader(language)) }
    try run.finish()
    try out.commit()
    progress.clear()
    if !quiet.quiet { StandardError.write(run.summary) }
  }
}

extension Document {
  /// A line such as "de.txt (UTF-8): 14 paragraphs, 31 sentences".
  func summary(sentences: Int) -> String {
    fileSummary(name, encoding: encoding, paragraphs: blocks.count, counted(sentences, "sentence"))
  }
}
