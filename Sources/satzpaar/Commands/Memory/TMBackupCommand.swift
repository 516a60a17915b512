import ArgumentParser
import Corpus
import TranslationMemory

/// `satzpaar tm backup`: copies a memory.
struct TMBackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy a memory, as it is at one moment, to a new SQLite file.",
    discussion: """
      EXAMPLE
        satzpaar tm backup memory.db memory-2024-01-31.db

      Others may write to the memory meanwhile. The copy is a memory itself.
      """)

  @OptionGroup var memory: MemoryArgument
  @Argument(help: "The new file.") var output: String
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let store = try memory.open()
    progress.show("copying \(memory.name)")
    try store.backup(to: output)
    progress.clear()
    if !quiet.quiet {
      let units = try MemoryLocation(output).open(ifAbsent: .fail).summary().units
      StandardError.write("\(output.onOneLine): \(counted(units, "unit"))\n")
    }
  }
}
