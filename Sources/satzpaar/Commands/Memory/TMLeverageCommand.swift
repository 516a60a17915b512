import ArgumentParser
import Corpus
import Exchange
import FileIO
import TMX
import TranslationMemory

/// `satzpaar tm leverage`: translates a document as far as a memory can.
struct TMLeverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leverage", abstract: "Translate the sentences of a document as far as a memory can, into TMX or XLIFF.",
    discussion: """
      EXAMPLE
        satzpaar tm leverage memory.db manual.txt --target de -o manual.tmx

      A unit a sentence, in order: the best match's translation, with the numbers of the document where it is clear which goes where. The properties \
      x-satzpaar-match (0 to 101), -kind and -unit say what matched. A sentence without a match has no translation.
      """)

  @OptionGroup var memory: MemoryArgument
  @Argument(help: "The document; - is standard input.") var file: String
  @Option(name: [.short, .long], help: ArgumentHelp("Where the units go; standard output when not given.", valueName: "file"))
  var output: String?
  @Option(name: .customLong("to"), help: "The form of the output; by its extension when not given, else tmx.") var format: UnitFormat?
  @Option(help: ArgumentHelp("The least percentage, 0 to 101.", valueName: "percent")) var min = 75
  @Option(help: ArgumentHelp("The language of the document.", valueName: "language")) var source = LanguageTag.english
  @Option(help: ArgumentHelp("The language of the translations; any other when not given.", valueName: "language")) var target: LanguageTag?
  @OptionGroup var penalties: PenaltyOptions
  @OptionGroup var srx: SRXOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard (0...101).contains(min) else { throw ValidationError("--min is a percentage, 0 to 101.") }
  }

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let out = try OutputFile(output, inputs: [file] + srx.file)
    let segments = try SegmentedFile.lines(file, source, srx: srx, reading: reading)
    let search = try SearchedMemory(memory.open()).search(source: source, target: target, penalties: penalties, progress: progress) {
      ($0.minimum, $0.limit) = (min, 1)
    }
    let header = TMXHeader(toolVersion: satzpaarVersion, sourceLanguage: source, creationDate: .now)
    let format = format ?? UnitFormat(output: output)
    var options = UnitFileWriter.Options()
    options.languages = target.map { ($0, source) }
    let writer = try UnitFileWriter(format: format, header: header, options: options, sink: { try out.write($0) })
    let queries = try MemoryQuery.document(segments)
    var translated = 0
    for start in stride(from: 0, to: segments.count, by: 1000) where !out.isAbandoned {
      progress.show("looking up \(start) of \(segments.count)")
      let portion = start..<Swift.min(segments.count, start + 1000)
      for (index, matches) in zip(portion, try search.matches(for: Array(queries[portion]))) {
        if !matches.isEmpty { translated += 1 }
        let unit = Pretranslation.unit(segments[index], number: index + 1, source: source.description, match: matches.first)
        try writer.write(unit)
      }
    }
    let tally = try writer.finish()
    try out.commit()
    progress.clear()
    guard !quiet.quiet else { return }
    StandardError.write(
      "\(out.name.onOneLine): \(counted(segments.count, "unit")) (\(format.rawValue)), \(translated) translated\n"
        + tally.losses(format: format))
  }
}
