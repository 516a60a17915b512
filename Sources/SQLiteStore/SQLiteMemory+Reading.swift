import Corpus
internal import GRDB
import TranslationMemory

extension SQLiteMemory {
  public func summary() throws -> MemorySummary {
    try read { database in
      var summary = MemorySummary(identity: "", revision: 0, units: 0, variants: [:], files: 0, unfinished: [])
      try SQLiteStatement(database, "SELECT identity, revision, units FROM memory").rows { row in
        (summary.identity, summary.revision, summary.units) = (row.text(0), row.integer(1), Int(row.integer(2)))
      }
      try SQLiteStatement(database, "SELECT name, variants FROM language WHERE variants > 0").rows {
        summary.variants[$0.text(0)] = Int($0.integer(1))
      }
      try SQLiteStatement(database, "SELECT name, is_finished FROM file ORDER BY id").rows { row in
        summary.files += 1
        if row.integer(1) == 0 { summary.unfinished.append(row.text(0)) }
      }
      return summary
    }
  }

  public func files() throws -> [ImportedFile] { try read(SQLiteRows.files) }

  public func units(after id: Int64, limit: Int) throws -> [StoredUnit] {
    try read { database in
      let query = try SQLiteStatement(database, "SELECT \(SQLiteRows.unitColumns) FROM unit WHERE id > ? ORDER BY id LIMIT ?")
      query.bind(1, id)
      query.bind(2, max(0, limit))
      var units: [StoredUnit] = []
      try query.rows { units.append(try SQLiteRows.unit($0)) }
      return units
    }
  }

  public func units(_ ids: [Int64]) throws -> [StoredUnit] { try read { try SQLiteRows.units(ids, $0) } }

  public func entries(withHashes hashes: [UInt64], language: String) throws -> [StoredEntry] {
    try read { try SQLiteRows.entries(hashes, forms: 1, language: language, $0) }
  }

  public func entries(withHashesWithoutNumbers hashes: [UInt64], language: String) throws -> [StoredEntry] {
    try read { try SQLiteRows.entries(hashes, forms: 2, language: language, $0) }
  }

  public func changes(since revision: Int64, limit: Int) throws -> MemoryChanges {
    try read { database in
      func number(_ sql: String, _ values: [Int64]) throws -> Int64? {
        let query = try SQLiteStatement(database, sql)
        for (index, value) in zip(Int32(1)..., values) { query.bind(index, value) }
        var found: Int64?
        try query.rows { found = $0.optionalInteger(0) }
        return found
      }
      let now = try number("SELECT revision FROM memory", []) ?? 0
      // The revision of the unit behind the last one that there is room for is too much, unless it is the first that has changed anything.
      let first = try number("SELECT min(revision) FROM unit WHERE revision > ?", [revision]) ?? now
      let beyond = try number(
        "SELECT revision FROM unit WHERE revision > ? ORDER BY revision LIMIT 1 OFFSET ?", [revision, Int64(max(1, limit))])
      let end = max(first, beyond.map { $0 - 1 } ?? now)
      var changes = MemoryChanges(revision: end, units: [], removed: [], isLast: end == now)
      let units = try SQLiteStatement(
        database, "SELECT \(SQLiteRows.unitColumns) FROM unit WHERE revision > ? AND revision <= ? ORDER BY revision, id")
      units.bind(1, revision)
      units.bind(2, end)
      try units.rows { changes.units.append(try SQLiteRows.unit($0)) }
      let removed = try SQLiteStatement(database, "SELECT id FROM removed WHERE revision > ? AND revision <= ? ORDER BY id")
      removed.bind(1, revision)
      removed.bind(2, end)
      try removed.rows { changes.removed.append($0.integer(0)) }
      return changes
    }
  }
}
