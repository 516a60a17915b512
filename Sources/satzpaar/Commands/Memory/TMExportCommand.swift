import ArgumentParser
import Corpus
import Exchange
import FileIO
import TMX
import TranslationMemory

/// `satzpaar tm export`: writes a memory's units to a file.
struct TMExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the units of a memory to a TMX, XLIFF, PO, TSV, CSV, JSONL or bead file.",
    discussion: """
      EXAMPLE
        satzpaar tm export memory.db -o memory.tmx --language de --language en --since 2024-01-01

      In TMX, what was imported comes out again: every unit, attribute, note and inline tag, and of a memory of one file its header. What another \
      format cannot hold is counted on standard error.
      """)

  @OptionGroup var memory: MemoryArgument
  @Option(name: [.short, .long], help: ArgumentHelp("Where the units go; standard output when not given.", valueName: "file"))
  var output: String?
  @OptionGroup var pair: UnitLanguagesOption
  @OptionGroup(title: "WRITING") var writing: UnitOutputOptions
  @OptionGroup(title: "FILTERS") var filter: UnitFilterOptions
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let store = try memory.open()
    let inputs = memory.isServer ? [] : [memory.name]
    let out = try OutputFile(output, inputs: inputs)
    let sentences = try writing.sentenceFiles(inputs: inputs)
    let format = writing.format(of: output)
    let export = MemoryExport(of: try store.files(), filter: filter.filter, version: writing.tmxVersion)
    let total = try store.summary().units
    let writer = try UnitFileWriter(
      format: format, header: export.header, options: writing.options(pair.languages, sentences: sentences), sink: { try out.write($0) })
    var (seen, written) = (0, 0)
    try store.forEachPage { page in
      for unit in page {
        guard let unit = export.unit(unit) else { continue }
        try writer.write(unit)
        written += 1
      }
      seen += page.count
      if !out.isTerminal { progress.update("exporting", done: seen, of: total) }
      return !out.isAbandoned
    }
    let tally = try writer.finish()
    try out.commit()
    try sentences?.german.commit()
    try sentences?.english.commit()
    progress.clear()
    guard !quiet.quiet else { return }
    var summary = "\(out.name.onOneLine): \(counted(tally.units, "unit")) (\(format.rawValue))\(UnitFile.list(tally.leftOut))"
    if written < seen { summary += ", \(seen - written) filtered out" }
    StandardError.write(summary + "\n" + tally.losses(format: format))
  }
}
