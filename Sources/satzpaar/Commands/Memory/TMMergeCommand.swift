import ArgumentParser
import Corpus
import TranslationMemory

/// `satzpaar tm merge`: takes memories into another.
struct TMMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Take the units of memories into another one, with their files and contexts.",
    discussion: """
      EXAMPLE
        satzpaar tm merge memory.db old.db team.db

      The memory is made if it is not there; the others stay as they are. See `tm import` for --duplicates.
      """)

  @OptionGroup var memory: MemoryArgument
  @Argument(help: ArgumentHelp("Memories to take in.", valueName: "db")) var others: [String]
  @Option(help: "What becomes of a unit that the memory has already.") var duplicates = DuplicatePolicy.merge
  @Flag(help: "Go on with a merge that was interrupted.") var resume = false
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let sources = try others.map { try MemoryLocation($0).open(ifAbsent: .fail) }
    let store = try memory.openOrMake()
    for source in sources {
      guard try source.summary().identity != store.summary().identity else {
        throw Diagnostic(.usage, file: source.name, "this is the same memory, or a copy of it", cure: "name another one")
      }
      let total = try source.summary().units
      let result = try store.merge(source, duplicates: duplicates, resumes: resume) { done in
        progress.update("merging \(source.name)", done: done, of: total)
      }
      progress.clear()
      if !quiet.quiet { StandardError.write("\(store.name.onOneLine): \(result.summary(of: source.name))\n") }
    }
    try SearchedMemory.updateIndexes(of: store, progress: progress)
  }
}
