import ArgumentParser

/// `satzpaar tm`: all that is done with a memory.
struct TMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tm", abstract: "Keep pairs in a translation memory, find them again, and look after them.",
    discussion: """
      EXAMPLE
        satzpaar tm import memory.db pair.tmx
      """,
    subcommands: [
      TMImportCommand.self, TMExportCommand.self, TMSearchCommand.self, TMConcordanceCommand.self, TMAnalyzeCommand.self,
      TMLeverageCommand.self, TMStatsCommand.self, TMDedupeCommand.self, TMCleanCommand.self, TMEditCommand.self, TMMergeCommand.self,
      TMBackupCommand.self,
    ])
}
