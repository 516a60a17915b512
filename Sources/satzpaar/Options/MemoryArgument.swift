import ArgumentParser
import Corpus
import SQLiteStore
import TranslationMemory

/// The memory that a command works on.
struct MemoryArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("A memory: an SQLite file.", valueName: "db")) var name: String

  /// Whether it is a database on a server, and no file.
  var isServer: Bool { name.hasPrefix("postgres://") || name.hasPrefix("postgresql://") }

  /// Opens a memory that is there.
  func open() throws -> any MemoryStore { try SQLiteMemory(name, ifAbsent: .fail) }
}
