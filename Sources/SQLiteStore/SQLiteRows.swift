import Corpus
internal import GRDB
import TMX
import TranslationMemory

/// Reads what is in a memory's tables.
enum SQLiteRows {
  /// The columns that `unit(_:)` reads.
  static let unitColumns = "id, version, file, contexts, content"

  static func unit(_ row: SQLiteStatement) throws -> StoredUnit {
    let id = row.integer(0)
    let unit: TMXUnit
    do { unit = try UnitCoding.unit(from: row.bytes(4)) } catch var diagnostic as Diagnostic {
      diagnostic.message = "unit \(id) is damaged"
      throw diagnostic
    }
    var contexts = ContextCoding.contexts(from: row.bytes(3))
    while contexts.count < unit.variants.count { contexts.append(MatchContext()) }
    return StoredUnit(id: id, unit: unit, version: Int(row.integer(1)), file: row.optionalInteger(2), contexts: contexts)
  }

  static func units(_ ids: some Sequence<Int64>, _ database: Database) throws -> [StoredUnit] {
    let query = try SQLiteStatement(database, "SELECT \(unitColumns) FROM unit WHERE id = ?")
    var units: [StoredUnit] = []
    for id in ids {
      query.bind(1, id)
      try query.rows { units.append(try unit($0)) }
    }
    return units
  }

  static func files(_ database: Database) throws -> [ImportedFile] {
    var files: [ImportedFile] = []
    try SQLiteStatement(database, "SELECT id, name, fingerprint, header FROM file ORDER BY id").rows { files.append(try file($0)) }
    return files
  }

  static func file(_ id: Int64, _ database: Database) throws -> ImportedFile? {
    var found: ImportedFile?
    let query = try SQLiteStatement(database, "SELECT id, name, fingerprint, header FROM file WHERE id = ?")
    query.bind(1, id)
    try query.rows { found = try file($0) }
    return found
  }

  private static func file(_ row: SQLiteStatement) throws -> ImportedFile {
    ImportedFile(
      id: row.integer(0), name: row.text(1), fingerprint: row.text(2), header: try UnitCoding.header(from: row.bytes(3)))
  }

  /// The variants in a language that have one of these hashes in one of these forms (`SQLiteEntries`), in the order of units.
  static func entries(_ hashes: [UInt64], forms: UInt64, language: String, _ database: Database) throws -> [StoredEntry] {
    let wanted = VariantKeys.language(language)
    let found = try Set(hashes).flatMap { try SQLiteEntries(database).find($0, forms: forms) }
    let entries = try found.compactMap { entry -> StoredEntry? in
      guard let unit = try units(CollectionOfOne(entry.unit), database).first, unit.unit.variants.indices.contains(entry.variant),
        VariantKeys.matches(VariantKeys.language(unit.unit.variants[entry.variant].language), wanted)
      else { return nil }
      return StoredEntry(unit: entry.unit, variant: entry.variant, hash: entry.hash, context: unit.contexts[entry.variant])
    }
    return entries.sorted { ($0.unit, $0.variant, $0.hash) < ($1.unit, $1.variant, $1.hash) }
  }
}
