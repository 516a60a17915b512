import ArgumentParser
import Corpus
import SQLiteStore
import TranslationMemory

/// The memory that a command works on.
struct MemoryArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("A memory: an SQLite file.", valueName: "db")) var name: String

  /// Whether it is a database on a server, and no file.
  var isServer: Bool { MemoryLocation(name).isServer }

  /// Opens a memory that is there.
  func open() throws -> any MemoryStore { try MemoryLocation(name).open(ifAbsent: .fail) }

  /// Opens a memory, which is made if it is not there.
  func openOrMake() throws -> any MemoryStore { try MemoryLocation(name).open(ifAbsent: .create) }
}

/// Where a memory is.
enum MemoryLocation {
  /// In an SQLite file, by its path.
  case sqlite(String)

  /// Reads what a user calls a memory.
  init(_ name: String) { self = .sqlite(name) }

  /// Whether it is a database on a server, and no file.
  var isServer: Bool {
    switch self {
    case .sqlite: false
    }
  }

  /// Opens the memory.
  func open(ifAbsent: SQLiteMemory.Absence) throws -> any MemoryStore {
    switch self {
    case .sqlite(let path): try SQLiteMemory(path, ifAbsent: ifAbsent)
    }
  }
}
