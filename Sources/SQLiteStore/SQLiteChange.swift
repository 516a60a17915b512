import Corpus
internal import GRDB
import TranslationMemory

/// A transaction that changes units: it has the next revision.
final class SQLiteChange {
  /// When `recent_entry` has so many rows it is merged into `entry`.
  private static let mostRecent: Int64 = 1 << 18

  let database: Database
  let revision: Int64
  private var nextUnit: Int64
  private var units: Int64
  private var recent: Int64
  private var hasChanged = false
  /// By the name that files use.
  private var languages: [String: (id: Int64, added: Int64)] = [:]
  private lazy var preparation = UnitPreparation()

  init(_ database: Database) throws {
    self.database = database
    var state: [Int64] = []
    try SQLiteStatement(database, "SELECT revision, next_unit, units, recent_entries FROM memory").rows { row in
      state = (0..<4).map { row.integer($0) }
    }
    guard state.count == 4 else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the memory's state is missing") }
    (revision, nextUnit, units, recent) = (state[0] + 1, state[1], state[2], state[3])
    try SQLiteStatement(database, "SELECT name, id FROM language").rows { languages[$0.text(0)] = ($0.integer(1), 0) }
  }

  /// Adds units in the order of their ids.
  func insert(_ new: [NewUnit], file: Int64?) throws {
    let ids = nextUnit..<nextUnit + Int64(new.count)
    for (unit, id) in zip(new, ids) { try write(unit, id: id, version: 1, file: file) }
    try insertEntries(zip(new, ids))
    nextUnit = ids.upperBound
    units += Int64(new.count)
  }

  /// Puts a unit in the place of one.
  func replace(_ old: StoredUnit, by new: NewUnit, file: Int64?) throws {
    try dropEntries(of: old)
    try write(new, id: old.id, version: old.version + 1, file: file)
    try insertEntries(CollectionOfOne((new, old.id)))
  }

  /// Removes units.
  func remove(_ old: [StoredUnit]) throws {
    for unit in old {
      try dropEntries(of: unit)
      let deletion = try SQLiteStatement(database, "DELETE FROM unit WHERE id = ?")
      deletion.bind(1, unit.id)
      try deletion.run()
      let tombstone = try SQLiteStatement(database, "INSERT INTO removed VALUES (?, ?)")
      tombstone.bind(1, unit.id)
      tombstone.bind(2, revision)
      try tombstone.run()
    }
    units -= Int64(old.count)
    hasChanged = hasChanged || !old.isEmpty
  }

  /// The unit as it goes over one of the memory.
  func prepared(_ unit: StoredUnit) throws -> NewUnit {
    try preparation.prepare(unit, header: unit.file.flatMap { try SQLiteRows.file($0, database)?.header })
  }

  /// Writes down what has changed of the memory as a whole.
  func finish() throws {
    guard hasChanged else { return }
    if recent >= Self.mostRecent {
      try SQLiteStatement(database, "INSERT INTO entry SELECT * FROM recent_entry").run()
      try SQLiteStatement(database, "DELETE FROM recent_entry").run()
      recent = 0
    }
    for (id, added) in languages.values where added != 0 {
      let update = try SQLiteStatement(database, "UPDATE language SET variants = variants + ? WHERE id = ?")
      update.bind(1, added)
      update.bind(2, id)
      try update.run()
    }
    let update = try SQLiteStatement(database, "UPDATE memory SET revision = ?, next_unit = ?, units = ?, recent_entries = ?")
    for (index, value) in zip(Int32(1)..., [revision, nextUnit, units, recent]) { update.bind(index, value) }
    try update.run()
  }

  private func write(_ unit: NewUnit, id: Int64, version: Int, file: Int64?) throws {
    let row = try SQLiteStatement(database, "INSERT OR REPLACE INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    row.bind(1, id)
    row.bind(2, revision)
    row.bind(3, version)
    row.bind(4, file)
    row.bind(5, unit.source)
    row.bind(6, unit.details.created)
    row.bind(7, unit.details.creator)
    row.bind(8, unit.details.changed)
    row.bind(9, unit.details.changer)
    row.bind(10, unit.details.confidence)
    row.bind(11, unit.details.domain)
    row.bind(12, unit.details.client)
    row.bind(13, ContextCoding.bytes(of: unit.variants.lazy.map(\.context)))
    row.bind(14, unit.bytes)
    try row.run()
    let terms = try SQLiteStatement(database, "INSERT INTO term (rowid, terms) VALUES (?, ?)")
    terms.bind(1, id)
    terms.bind(2, unit.terms)
    try terms.run()
    hasChanged = true
  }

  private func insertEntries(_ units: some Sequence<(NewUnit, Int64)>) throws {
    var entries: [(hash: Int64, unit: Int64, variant: Int, forms: Int, language: Int64)] = []
    for (unit, id) in units {
      for (place, keys) in unit.variants.enumerated() {
        let language = try countVariant(unit.unit.variants[place].language, keys.language, by: 1)
        for (hash, forms) in keys.forms { entries.append((Int64(bitPattern: hash), id, place, forms, language)) }
      }
    }
    // In order, so that each page of the tree is looked for once.
    entries.sort { $0.hash < $1.hash }
    let insertion = try SQLiteStatement(database, "INSERT INTO recent_entry VALUES (?, ?, ?, ?, ?)")
    for entry in entries {
      insertion.bind(1, entry.hash)
      insertion.bind(2, entry.unit)
      insertion.bind(3, entry.variant)
      insertion.bind(4, entry.forms)
      insertion.bind(5, entry.language)
      try insertion.run()
    }
    recent += Int64(entries.count)
  }

  /// Takes a unit out of what finds it.
  private func dropEntries(of old: StoredUnit) throws {
    let unit = try preparation.prepare(old, header: nil)
    for (place, keys) in unit.variants.enumerated() {
      _ = try countVariant(unit.unit.variants[place].language, keys.language, by: -1)
      for (hash, _) in keys.forms {
        for table in ["entry", "recent_entry"] {
          let deletion = try SQLiteStatement(database, "DELETE FROM \(table) WHERE hash = ? AND unit = ? AND variant = ?")
          deletion.bind(1, Int64(bitPattern: hash))
          deletion.bind(2, old.id)
          deletion.bind(3, place)
          try deletion.run()
        }
      }
    }
    let terms = try SQLiteStatement(database, "INSERT INTO term (term, rowid, terms) VALUES ('delete', ?, ?)")
    terms.bind(1, old.id)
    terms.bind(2, unit.terms)
    try terms.run()
  }

  private func countVariant(_ name: String, _ tag: String, by number: Int64) throws -> Int64 {
    if let known = languages[name] {
      languages[name] = (known.id, known.added + number)
      return known.id
    }
    let insertion = try SQLiteStatement(database, "INSERT INTO language (name, tag, variants) VALUES (?, ?, 0)")
    insertion.bind(1, name)
    insertion.bind(2, tag)
    try insertion.run()
    languages[name] = (database.lastInsertedRowID, number)
    return database.lastInsertedRowID
  }
}

extension VariantKeys {
  /// What finds the variant, and as what (`SQLiteSchema`, `entry`).
  fileprivate var forms: [(hash: UInt64, forms: Int)] {
    hash == hashWithoutNumbers ? [(hash, 3)] : [(hash, 1), (hashWithoutNumbers, 2)]
  }
}
