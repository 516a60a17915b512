import PostgreSQL
import SQLiteStore
import TranslationMemory

extension PostgresMemory {
  public func backup(to path: String) throws {
    try pool.readAtOnce { connection in
      let files = try connection.files()
      var last: Int64 = 0
      try SQLiteMemory.copy(to: path, files: files) {
        let page = try connection.units(after: last, limit: 4000)
        last = page.last?.id ?? last
        return page
      }
    }
  }
}
