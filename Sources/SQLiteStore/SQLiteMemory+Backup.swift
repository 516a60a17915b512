import Corpus
import FileIO
internal import GRDB
import Glibc

extension SQLiteMemory {
  public func backup(to path: String) throws {
    guard access(path, F_OK) != 0 else {
      throw Diagnostic(.cannotCreateOutput, file: path, "there is a file already", cure: "name a new one")
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    guard let temporary = TemporaryFile(in: folder) else {
      throw Diagnostic(.cannotCreateOutput, file: path, "too many files are open", cure: "close some")
    }
    defer { temporary.remove() }
    do {
      // Reads every page, so that a damaged memory gives no backup.
      try pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [temporary.path]) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      throw Diagnostic(.cannotCreateOutput, file: path, "the file cannot be made", cure: "check the path and its permissions")
    } catch let error as DatabaseError {
      throw SQLiteFault.diagnostic(error, name)
    }
    guard rename(temporary.path, path) == 0 else {
      throw Diagnostic(
        .cannotCreateOutput, file: path, "the file cannot be made: \(String(cString: strerror(errno)))", cure: "write elsewhere")
    }
    temporary.forget()
  }
}
