import ArgumentParser
import Corpus
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
  @Argument(help: ArgumentHelp("TMX files; - is standard input.", valueName: "file")) var files: [String]
  @Option(help: "What becomes of a unit that the memory has already.") var duplicates = DuplicatePolicy.keep
  @Option(help: ArgumentHelp("The field that units belong to which do not say so.", valueName: "name")) var domain: String?
  @Option(help: ArgumentHelp("The client that units are for which do not say so.", valueName: "name")) var client: String?
  @Option(help: ArgumentHelp("Take only variants in these languages; de takes de-AT too.", valueName: "tags")) var languages: LanguageList?
  @Flag(help: "Take what can be read of a damaged file, and report what was skipped.") var recover = false
  @Flag(help: "Go on with imports that were interrupted.") var resume = false
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard files.count(where: { $0 == "-" }) < 2 else { throw ValidationError("Standard input can be read only once.") }
    guard !(resume && files.contains("-")) else { throw ValidationError("--resume reads a file again, which standard input cannot be.") }
  }

  func run() throws {
    // Before a memory is made.
    for file in files { _ = try InputFile(file) }
    let store = try memory.openOrMake()
    for file in files { try take(file, into: store) }
  }

  private func take(_ file: String, into store: any MemoryStore) throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    var filter = TMXFilter()
    filter.languages = languages?.tags ?? []
    var options = MemoryImporter.Options()
    (options.duplicates, options.domain, options.client, options.resumes) = (duplicates, domain, client, resume)
    var importer: MemoryImporter?
    var header = TMXHeader(attributes: [:])
    var notices = NoticePrinter(file: file, quiet: quiet.quiet, progress: progress)
    do {
      try UnitFile(path: file, recovers: recover).read(progress: progress) { event in
        switch event {
        case .header(let found):
          header = found
          let imported = ImportedFile(name: file, fingerprint: fingerprint(of: file), header: header)
          importer = try MemoryImporter(into: store, from: imported, options: options)
        case .unit(let unit, _):
          if let unit = filter(unit, header: header) { try importer?.add(unit) }
        case .notice(let notice): notices.show(notice)
        }
      }
    } catch let diagnostic as Diagnostic where diagnostic.file == file {
      // What was read before the fault stays, as after an interruption.
      let taken = try importer?.stop()
      progress.clear()
      if let taken, !quiet.quiet { StandardError.write("\(file.onOneLine): \(counted(taken.units, "unit")) taken before the fault\n") }
      throw diagnostic
    }
    let result = try importer?.finish()
    progress.clear()
    notices.finish()
    if let result, !quiet.quiet { StandardError.write("\(store.name.onOneLine): \(result.summary(of: file))\n") }
  }

  /// What tells the file from a later one with its name, and this import from one that takes something else from it.
  private func fingerprint(of file: String) -> String {
    let choice = [languages?.tags.map(\.description).joined(separator: ","), domain, client].map { $0 ?? "" }
    return ([InputFile.stamp(file) ?? String(Timestamp.now.seconds)] + choice).joined(separator: "\n")
  }
}

/// Prints what a reader had to decide: all that was skipped, and the first of the rest.
private struct NoticePrinter {
  private static let most = 20

  let file: String
  let quiet: Bool
  let progress: Progress
  private var warnings = 0

  init(file: String, quiet: Bool, progress: Progress) { (self.file, self.quiet, self.progress) = (file, quiet, progress) }

  mutating func show(_ notice: TMXNotice) {
    if notice.kind != .skipped { warnings += 1 }
    guard !quiet, notice.kind == .skipped || warnings <= Self.most else { return }
    progress.clear()
    let text = Diagnostic(.malformedInput, file: file, at: .line(notice.line), notice.message)
    StandardError.write("\(notice.kind == .skipped ? "skipped" : "warning"): \(text)\n")
  }

  func finish() {
    guard !quiet, warnings > Self.most else { return }
    StandardError.write("\(file.onOneLine): \(counted(warnings - Self.most, "more warning"))\n")
  }
}

extension MemoryImporter.Result {
  /// "1000 units of pair.tmx: 990 added, 10 merged".
  func summary(of file: String) -> String {
    var parts: [String] = []
    for (count, what) in [
      (skipped, "there already"), (added.added, "added"), (added.replaced, "in place of others"), (added.merged, "merged with others"),
    ] where count > 0 { parts.append("\(count) \(what)") }
    let name = file == "-" ? "standard input" : file.onOneLine
    return "\(counted(units, "unit")) of \(name)" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }
}

/// Languages as an argument names them: `de,en-GB`.
struct LanguageList: ExpressibleByArgument {
  let tags: [LanguageTag]

  init?(argument: String) {
    let tags = argument.split(separator: ",", omittingEmptySubsequences: false).map { LanguageTag(String($0)) }
    guard !tags.isEmpty, !tags.contains(nil) else { return nil }
    self.tags = tags.compactMap(\.self)
  }
}

extension DuplicatePolicy: ExpressibleByArgument {}
