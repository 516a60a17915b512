import ArgumentParser
import Corpus
import Exchange
import FileIO
import TMX

/// How files of units are read.
struct UnitInputOptions: ParsableArguments {
  @Option(name: .customLong("from"), help: "The form of the input; found out by content and extension when not given.") var format:
    UnitFormat?
  @Flag(help: "Salvage what can be read of damaged files; what is skipped is reported.") var recover = false
  @Option(
    help: ArgumentHelp("The charset of PO, TSV, CSV, JSONL and bead files; by themselves when not given, else UTF-8.", valueName: "name"))
  var encoding: String?
  @Option(
    help: ArgumentHelp(
      "The columns of a table that does not name them: languages, source, target, id, confidence, note, properties, - to leave one out.",
      valueName: "names"))
  var columns: String?
  @Flag(help: "Take units without a translation from XLIFF and PO too.") var untranslated = false
  @Flag(help: "Take fuzzy entries from PO too.") var fuzzy = false
  @Option(help: ArgumentHelp("The two files of sentences of a bead file, German and English.", valueName: "files")) var sentences: FilePair?

  /// The files that are read beside the input.
  var files: [String] { sentences.map { [$0.german, $0.english] } ?? [] }

  /// The options for a reader. Throws a `Diagnostic` when the sentences cannot be read.
  func options(_ languages: LanguagePair?) throws -> UnitReadingOptions {
    var options = UnitReadingOptions()
    options.format = format
    if let languages { options.languages = (languages.german, languages.english) }
    (options.recovers, options.charset, options.untranslated, options.fuzzy) = (recover, encoding, untranslated, fuzzy)
    options.columns = columns.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    if let sentences { options.sentences = (try lines(sentences.german), try lines(sentences.english)) }
    return options
  }

  private func lines(_ path: String) throws -> [String] {
    let text = String(validating: try InputFile.read(path), as: UTF8.self)
    guard let text else { throw Diagnostic(.malformedInput, file: path, "this is not UTF-8", cure: "save the file as UTF-8") }
    return text.split(whereSeparator: \.isNewline).map(String.init)
  }
}

/// How files of units are written.
struct UnitOutputOptions: ParsableArguments {
  @Option(name: .customLong("to"), help: "The form of the output; by its extension when not given, else tmx.") var format: UnitFormat?
  @Option(help: "The level of TMX and XLIFF: 1 leaves inline tags out.") var level = 2
  @Option(help: "The version of TMX, 1.1 to 1.4; that of the input when not given.") var tmxVersion: TMXVersion?
  @Option(help: ArgumentHelp("Where the sentences of a bead file go, German and English.", valueName: "files")) var sentencesTo: FilePair?

  func validate() throws {
    guard TMXWriter.Level(rawValue: level) != nil else { throw ValidationError("--level is 1 or 2.") }
  }

  /// The files for the sentences of a bead file.
  func sentenceFiles(inputs: [String]) throws -> (german: OutputFile, english: OutputFile)? {
    try sentencesTo.map { (try OutputFile($0.german, inputs: inputs), try OutputFile($0.english, inputs: inputs)) }
  }

  /// The options for a writer.
  func options(_ languages: LanguagePair?, sentences: (german: OutputFile, english: OutputFile)?) -> UnitFileWriter.Options {
    var options = UnitFileWriter.Options()
    options.languages = languages.map { ($0.german, $0.english) }
    options.level = TMXWriter.Level(rawValue: level) ?? .two
    options.sentences = sentences.map { german, english in ({ try german.write($0) }, { try english.write($0) }) }
    return options
  }

  /// The format for an output's path.
  func format(of path: String?) -> UnitFormat { format ?? UnitFormat(output: path) }
}

/// Two paths, as in `--sentences de.txt,en.txt`.
struct FilePair: ExpressibleByArgument {
  let german: String
  let english: String

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    (german, english) = (parts[0], parts[1])
  }
}

extension UnitFormat: ExpressibleByArgument {
  /// The format of an output that nobody names: by its extension, else TMX.
  init(output path: String?) { self = path.flatMap { UnitFormat(path: $0) } ?? .tmx }
}
extension TMXVersion: ExpressibleByArgument {}
