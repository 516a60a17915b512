import Corpus
import PostgreSQL
import TranslationMemory

/// The columns that `StoredUnit(_: PostgresRow)` reads.
let postgresUnitColumns = "id, version, file, contexts, content"

extension StoredUnit {
  /// Reads a row with `postgresUnitColumns`.
  init(_ row: PostgresRow) throws {
    let id = row.integer(0) ?? 0
    do {
      let unit = try UnitCoding.unit(from: row.bytes(4) ?? [])
      var contexts = ContextCoding.contexts(from: row.bytes(3) ?? [])
      while contexts.count < unit.variants.count { contexts.append(MatchContext()) }
      self.init(id: id, unit: unit, version: Int(row.integer(1) ?? 0), file: row.integer(2), contexts: contexts)
    } catch var diagnostic as Diagnostic {
      diagnostic.message = "unit \(id) is damaged"
      throw diagnostic
    }
  }
}

extension PostgresConnection {
  /// The files that were imported, in order, with the units that were taken from each, and whether that was all.
  func files() throws -> [(file: ImportedFile, units: Int64, isFinished: Bool)] {
    try run("SELECT id, name, fingerprint, header, units, is_finished FROM file ORDER BY id").map { row in
      let file = ImportedFile(
        id: row.integer(0) ?? 0, name: row.text(1) ?? "", fingerprint: row.text(2) ?? "",
        header: try UnitCoding.header(from: row.bytes(3) ?? []))
      return (file, row.integer(4) ?? 0, row.boolean(5) ?? false)
    }
  }

  /// The units after an id in the order of ids.
  func units(after id: Int64, limit: Int) throws -> [StoredUnit] {
    try run(
      "SELECT \(postgresUnitColumns) FROM unit WHERE id > $1 ORDER BY id LIMIT $2", [.integer(id), .integer(Int64(max(0, limit)))]
    ).map { try StoredUnit($0) }
  }

  /// The units with these ids, in their order.
  func units(_ ids: [Int64]) throws -> [StoredUnit] {
    guard !ids.isEmpty else { return [] }
    let rows = try run("SELECT \(postgresUnitColumns) FROM unit WHERE id = ANY($1)", [.integers(Array(Set(ids)))])
    let units = try Dictionary(uniqueKeysWithValues: rows.map { row in (row.integer(0) ?? 0, try StoredUnit(row)) })
    return ids.compactMap { units[$0] }
  }

  /// The variants that have one of these hashes in one of these forms (`PostgresSchema`, `entry`), with their languages, in the order of units.
  func entries(_ hashes: [UInt64], forms: Int64) throws -> [(entry: StoredEntry, language: String)] {
    guard !hashes.isEmpty else { return [] }
    let rows = try run(
      """
      SELECT e.unit, e.variant, e.hash, u.contexts, l.tag FROM entry e JOIN unit u ON u.id = e.unit JOIN language l ON l.id = e.language
      WHERE e.hash = ANY($1) AND e.forms & $2 <> 0 ORDER BY e.unit, e.variant, e.hash
      """, [.integers(Set(hashes).map { Int64(bitPattern: $0) }), .integer(forms)])
    let entries = rows.map { row in
      let variant = Int(row.integer(1) ?? 0)
      let contexts = ContextCoding.contexts(from: row.bytes(3) ?? [])
      let entry = StoredEntry(
        unit: row.integer(0) ?? 0, variant: variant, hash: UInt64(bitPattern: row.integer(2) ?? 0),
        context: contexts.indices.contains(variant) ? contexts[variant] : MatchContext())
      return (entry, row.text(4) ?? "")
    }
    return entries
  }
}
