import Corpus
internal import GRDB
import TranslationMemory

/// What SQLite's errors mean to a user.
enum SQLiteFault {
  /// Does something with a memory's file; all that is thrown is a `Diagnostic`.
  static func translated<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DatabaseError {
      throw diagnostic(error, path)
    } catch let diagnostic as Diagnostic {
      var diagnostic = diagnostic
      diagnostic.file = diagnostic.file ?? path
      throw diagnostic
    }
  }

  static func diagnostic(_ error: DatabaseError, _ path: String) -> Diagnostic {
    let reason = error.message ?? "\(error.resultCode)"
    return switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      Diagnostic(.unavailable, file: path, "another program is writing to this memory", cure: "try again when it is done")
    case .SQLITE_NOTADB: notAMemory(path)
    case .SQLITE_CORRUPT:
      Diagnostic(.malformedInput, file: path, "this memory is damaged: \(reason)", cure: "restore a backup, or export what can be read")
    case .SQLITE_FULL: Diagnostic(.inputOutput, file: path, "no space left on the disk", cure: "free some space or write elsewhere")
    case .SQLITE_READONLY, .SQLITE_PERM:
      Diagnostic(
        .cannotCreateOutput, file: path, "no permission to write to this memory", cure: "check its permissions and those of its folder")
    case .SQLITE_CANTOPEN:
      Diagnostic(.cannotCreateOutput, file: path, "this memory cannot be opened: \(reason)", cure: "check the path and its permissions")
    default: Diagnostic(.inputOutput, file: path, "this memory cannot be used: \(reason)", cure: "check the disk and try again")
    }
  }

  static func notAMemory(_ path: String) -> Diagnostic {
    Diagnostic(.malformedInput, file: path, "this is not a memory of Satzpaar's", cure: "name a memory, or a new file for one")
  }
}
