import ArgumentParser
import Corpus
import FileIO
import TMX
import TranslationMemory

/// `satzpaar tm export`: writes a memory's units to a file.
struct TMExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the units of a memory to a TMX file.",
    discussion: """
      EXAMPLE
        satzpaar tm export memory.db -o memory.tmx --language de --language en --since 2024-01-01

      What was imported comes out again: every unit, attribute, note and inline tag, and of a memory of one file its header.
      """)

  @OptionGroup var memory: MemoryArgument
  @Option(name: [.short, .long], help: ArgumentHelp("Where the units go; standard output when not given.", valueName: "file"))
  var output: String?
  @Option(help: "1 leaves inline tags out, 2 keeps them.") var level = 2
  @Option(help: ArgumentHelp("The version of TMX, 1.1 to 1.4; that of the imported file or 1.4 when not given.", valueName: "version"))
  var tmxVersion: TMXVersion?
  @OptionGroup var filter: UnitFilterOptions
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard TMXWriter.Level(rawValue: level) != nil else { throw ValidationError("--level is 1 or 2.") }
  }

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let store = try memory.open()
    let out = try OutputFile(output, inputs: memory.isServer ? [] : [memory.name])
    let export = MemoryExport(of: try store.files(), filter: filter.filter, version: tmxVersion)
    let total = try store.summary().units
    let writer = try TMXWriter(header: export.header, level: TMXWriter.Level(rawValue: level) ?? .two) { try out.write($0) }
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
    try writer.finish()
    try out.commit()
    progress.clear()
    guard !quiet.quiet else { return }
    var summary = "\(out.name.onOneLine): \(counted(written, "unit"))"
    if written < seen { summary += ", \(seen - written) left out" }
    if writer.replacedCharacters > 0 {
      summary += ", \(counted(writer.replacedCharacters, "character")) that XML forbids replaced by U+FFFD"
    }
    StandardError.write(summary + "\n")
  }
}

extension TMXVersion: ExpressibleByArgument {}
