import ArgumentParser
import Corpus
import Exchange
import FileIO
import TMX
import TranslationMemory

/// `satzpaar tm import`: takes files into a memory.
struct TMImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take the units of files into a memory, with all that the files say of them.",
    discussion: """
      EXAMPLE
        satzpaar tm import memory.db pair.tmx --duplicates merge

      The memory is made if it is not there. Several programs may import into it at the same time.

      A unit that the memory has already, with the same source in the same context, is kept beside it (keep), takes its place (replace; not that of a \
      unit with a language that it lacks), or, if their translations are the same, becomes one with it (merge): the unit in the memory gets the \
      languages, notes, properties and attributes that it lacks, and the later dates.

      An import that is interrupted leaves the units that were taken; --resume goes on behind them.
      """)

  @OptionGroup var memory: MemoryArgument
  @Argument(help: ArgumentHelp("Files of units in TMX, XLIFF, PO, TSV, CSV, JSONL or beads; - is standard input.", valueName: "file"))
  var files: [String]
  @Option(help: "What becomes of a unit that the memory has already.") var duplicates = DuplicatePolicy.keep
  @Option(help: ArgumentHelp("The field that units belong to which do not say so.", valueName: "name")) var domain: String?
  @Option(help: ArgumentHelp("The client that units are for which do not say so.", valueName: "name")) var client: String?
  @Option(help: ArgumentHelp("Take only variants in this language; de takes de-AT too. Give it once a language.", valueName: "language"))
  var language: [LanguageTag] = []
  @Flag(help: "Go on with imports that were interrupted.") var resume = false
  @Flag(help: "Leave the indexes for searching to the next search.") var noIndex = false
  @OptionGroup var pair: UnitLanguagesOption
  @OptionGroup(title: "READING") var input: UnitInputOptions
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard (files + input.files).count(where: { $0 == "-" }) < 2 else { throw ValidationError("Standard input can be read only once.") }
    guard !(resume && files.contains("-")) else { throw ValidationError("--resume reads a file again, which standard input cannot be.") }
  }

  func run() throws {
    // Before a memory is made.
    for file in files { _ = try InputFile(file) }
    let store = try memory.openOrMake()
    let options = try input.options(pair.languages)
    for file in files { try take(UnitFile(path: file, options: options), into: store) }
    guard !noIndex else { return }
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    try SearchedMemory.updateIndexes(of: store, progress: progress)
  }

  private func take(_ file: UnitFile, into store: any MemoryStore) throws {
    if resume, try store.hasTaken(file.path, fingerprint: fingerprint(of: file.path)) {
      if !quiet.quiet { StandardError.write("\(store.name.onOneLine): \(file.name) is there already\n") }
      return
    }
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    var filter = TMXFilter()
    filter.languages = language
    var options = MemoryImporter.Options()
    (options.duplicates, options.domain, options.client, options.resumes) = (duplicates, domain, client, resume)
    var importer: MemoryImporter?
    var header = TMXHeader(attributes: [:])
    var notices = UnitNotices(progress: progress, isQuiet: quiet.quiet)
    var summary: UnitFileReader.Summary?
    do {
      summary = try file.read("importing", progress: progress) { event in
        switch event {
        case .header(let found):
          header = found
          let imported = ImportedFile(name: file.path, fingerprint: fingerprint(of: file.path), header: header)
          importer = try MemoryImporter(into: store, from: imported, options: options)
        case .unit(let unit, _):
          if let unit = filter(unit, header: header) { try importer?.add(unit) }
        case .notice(let notice): notices.show(notice, file: file.path)
        }
      }
    } catch let diagnostic as Diagnostic where diagnostic.file == file.path {
      // What was read before the fault stays, as after an interruption.
      let taken = try importer?.stop()
      progress.clear()
      if let taken, !quiet.quiet { StandardError.write("\(file.name): \(counted(taken.units, "unit")) taken before the fault\n") }
      throw diagnostic
    }
    let result = try importer?.finish()
    progress.clear()
    StandardError.write(notices.rest)
    guard let result, let summary, !quiet.quiet else { return }
    StandardError.write("\(store.name.onOneLine): \(result.summary(of: file.name))\(UnitFile.list(summary.leftOut))\n")
  }

  /// What tells the file from a later one with its name, and this import from one that takes something else from it.
  private func fingerprint(of file: String) -> String {
    let choice = [
      language.map(\.description).joined(separator: ","), domain ?? "", client ?? "",
      pair.languages.map { "\($0.german),\($0.english)" } ?? "",
      input.columns ?? "",
      "\(input.untranslated) \(input.fuzzy)",
    ]
    return ([InputFile.stamp(file) ?? String(Timestamp.now.seconds)] + choice).joined(separator: "\n")
  }
}

extension MemoryImporter.Result {
  /// "1000 units of pair.tmx: 990 added, 10 merged".
  func summary(of file: String) -> String {
    var parts: [String] = []
    for (count, what) in [
      (skipped, "there already"), (added.added, "added"), (added.replaced, "in place of others"), (added.merged, "merged with others"),
    ] where count > 0 { parts.append("\(count) \(what)") }
    return "\(counted(units, "unit")) of \(file)" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }
}

extension DuplicatePolicy: ExpressibleByArgument {}
