import Corpus
import PostgreSQL
import TranslationMemory

extension PostgresMemory {
  public func summary() throws -> MemorySummary {
    try pool.readAtOnce { connection in
      let rows = try connection.run([
        PostgresStatement("SELECT identity, revision, units FROM memory"),
        PostgresStatement("SELECT name, variants FROM language WHERE variants > 0"),
        PostgresStatement("SELECT name, is_finished FROM file ORDER BY id"),
      ])
      let memory = rows[0].first
      return MemorySummary(
        identity: memory?.text(0) ?? "", revision: memory?.integer(1) ?? 0, units: Int(memory?.integer(2) ?? 0),
        variants: Dictionary(uniqueKeysWithValues: rows[1].map { ($0.text(0) ?? "", Int($0.integer(1) ?? 0)) }), files: rows[2].count,
        unfinished: rows[2].filter { $0.boolean(1) == false }.map { $0.text(0) ?? "" })
    }
  }

  public func files() throws -> [ImportedFile] { try pool.read { try $0.files() }.map(\.file) }

  public func units(after id: Int64, limit: Int) throws -> [StoredUnit] { try pool.read { try $0.units(after: id, limit: limit) } }

  public func units(_ ids: [Int64]) throws -> [StoredUnit] { try pool.read { try $0.units(ids) } }

  public func entries(withHashes hashes: [UInt64], language: String) throws -> [StoredEntry] {
    try entries(hashes, forms: 1, language: language)
  }

  public func entries(withHashesWithoutNumbers hashes: [UInt64], language: String) throws -> [StoredEntry] {
    try entries(hashes, forms: 2, language: language)
  }

  private func entries(_ hashes: [UInt64], forms: Int64, language: String) throws -> [StoredEntry] {
    let wanted = VariantKeys.language(language)
    return try pool.read { try $0.entries(hashes, forms: forms) }.filter { VariantKeys.matches($0.language, wanted) }.map(\.entry)
  }

  public func changes(since revision: Int64, limit: Int) throws -> MemoryChanges {
    try pool.readAtOnce { connection in
      let bounds = try connection.run([
        PostgresStatement("SELECT revision FROM memory"),
        PostgresStatement("SELECT min(revision) FROM unit WHERE revision > $1", [.integer(revision)]),
        PostgresStatement(
          "SELECT revision FROM unit WHERE revision > $1 ORDER BY revision LIMIT 1 OFFSET $2",
          [.integer(revision), .integer(Int64(max(1, limit)))]),
      ]).map { $0.first?.integer(0) }
      let now = bounds[0] ?? 0
      // The revision of the unit behind the last one that there is room for is too much, unless it is the first that has changed anything.
      let end = max(bounds[1] ?? now, bounds[2].map { $0 - 1 } ?? now)
      let range = "WHERE revision > $1 AND revision <= $2 ORDER BY"
      let rows = try connection.run([
        PostgresStatement("SELECT \(postgresUnitColumns) FROM unit \(range) revision, id", [.integer(revision), .integer(end)]),
        PostgresStatement("SELECT id FROM removed \(range) id", [.integer(revision), .integer(end)]),
      ])
      return MemoryChanges(
        revision: end, units: try rows[0].map { try StoredUnit($0) }, removed: rows[1].compactMap { $0.integer(0) }, isLast: end == now)
    }
  }
}
