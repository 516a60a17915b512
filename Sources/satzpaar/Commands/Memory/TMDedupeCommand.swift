import ArgumentParser
import Corpus
import FileIO
import TranslationMemory

/// `satzpaar tm dedupe`: makes units that say the same one.
struct TMDedupeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedupe", abstract: "Make units of a memory with the same variants one.",
    discussion: """
      EXAMPLE
        satzpaar tm dedupe memory.db --dry-run

      The first of them stays, and gets the notes and properties of the others, the later dates and the larger counts. Units with other segments before \
      or after them stay, since context matches need them, unless --ignore-context is given.
      """)

  @OptionGroup var memory: MemoryArgument
  @Flag(help: "Print a line for each unit that would go, and change nothing.") var dryRun = false
  @Flag(help: "Units that differ only in the segments before and after them are the same.") var ignoreContext = false
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let store = try memory.open()
    let out = try OutputFile(nil)
    let show = { (count: Int) in progress.show("comparing \(count) units") }
    let count = try Deduplication(store, ignoresContext: ignoreContext).run(isDry: dryRun, progress: show) { pair in
      guard dryRun else { return }
      progress.clear()
      let text = pair.second.unit.variants.first.map { "  \($0.segment.plainText.onOneLine)" } ?? ""
      try out.write("unit \(pair.second.id) is unit \(pair.first.id)\(text)\n")
    }
    try out.commit()
    progress.clear()
    guard !quiet.quiet else { return }
    StandardError.write(dryRun ? "\(counted(count, "unit")) would go\n" : "\(counted(count, "unit")) removed\n")
  }
}
