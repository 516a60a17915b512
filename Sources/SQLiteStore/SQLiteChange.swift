import Corpus
internal import GRDB
import TranslationMemory

/// A transaction that changes units: it has the next revision.
final class SQLiteChange: UnitChanges {
  /// So many entries are staged at most.
  private static let mostStaged: Int64 = 1 << 18

  let database: Database
  let revision: Int64
  private var nextUnit: Int64
  private var units: Int64
  private var staged: Int64
  private var hasChanged = false
  /// By the name that files use.
  private var languages: [String: (id: Int64, added: Int64)] = [:]
  private lazy var preparation = UnitPreparation()

  init(_ database: Database) throws {
    self.database = database
    var state: [Int64] = []
    try SQLiteStatement(database, "SELECT revision, next_unit, units, staged_entries FROM memory").rows { row in
      state = (0..<4).map { row.integer($0) }
    }
    guard state.count == 4 else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the memory's state is missing") }
    (revision, nextUnit, units, staged) = (state[0] + 1, state[1], state[2], state[3])
    try SQLiteStatement(database, "SELECT name, id FROM language").rows { languages[$0.text(0)] = ($0.integer(1), 0) }
  }

  /// Adds units in the order of their ids.
  func insert(_ new: [NewUnit], file: Int64?) throws { try SQLiteEntries(database).add(write(new, file: file)) }

  /// Adds units; what finds them is staged until `unstage`.
  func stage(_ new: [NewUnit], file: Int64?) throws {
    let added = try write(new, file: file)
    try SQLiteEntries(database).stage(added)
    staged += Int64(added.count)
  }

  /// - Returns: what finds the units.
  private func write(_ new: [NewUnit], file: Int64?) throws -> [SQLiteEntries.Entry] {
    var added: [SQLiteEntries.Entry] = []
    let first = nextUnit
    for index in new.indices {
      try writeRow(new[index], id: nextUnit, version: 1, file: file)
      try added.append(contentsOf: entries(of: new[index], id: nextUnit, counting: 1))
      nextUnit += 1
    }
    // Not row by row: FTS5 writes down what it has gathered before each statement on another table.
    for index in new.indices { try writeTerms(new[index], id: first + Int64(index)) }
    units += Int64(new.count)
    return added
  }

  /// Takes over units of another memory with their ids, which are behind all that are there.
  func adopt(_ others: [StoredUnit]) throws {
    var added: [SQLiteEntries.Entry] = []
    let units = try others.map(prepared)
    for (other, unit) in zip(others, units) {
      try writeRow(unit, id: other.id, version: other.version, file: other.file)
      try added.append(contentsOf: entries(of: unit, id: other.id, counting: 1))
      nextUnit = other.id + 1
    }
    for (other, unit) in zip(others, units) { try writeTerms(unit, id: other.id) }
    try SQLiteEntries(database).add(added)
    self.units += Int64(others.count)
  }

  /// Brings what is staged to its place, before something is looked for or removed.
  func unstage() throws {
    guard staged > 0 else { return }
    try SQLiteEntries(database).unstage()
    staged = 0
    hasChanged = true
  }

  /// Puts a unit in the place of one.
  func replace(_ old: StoredUnit, by new: NewUnit, file: Int64?) throws {
    try dropEntries(of: old)
    try writeRow(new, id: old.id, version: old.version + 1, file: file)
    try writeTerms(new, id: old.id)
    try SQLiteEntries(database).add(entries(of: new, id: old.id, counting: 1))
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
    if staged >= Self.mostStaged { try unstage() }
    for (id, added) in languages.values where added != 0 {
      let update = try SQLiteStatement(database, "UPDATE language SET variants = variants + ? WHERE id = ?")
      update.bind(1, added)
      update.bind(2, id)
      try update.run()
    }
    let update = try SQLiteStatement(database, "UPDATE memory SET revision = ?, next_unit = ?, units = ?, staged_entries = ?")
    for (index, value) in zip(Int32(1)..., [revision, nextUnit, units, staged]) { update.bind(index, value) }
    try update.run()
  }

  private func writeRow(_ unit: NewUnit, id: Int64, version: Int, file: Int64?) throws {
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
    row.bind(13, unit.contexts)
    row.bind(14, unit.bytes)
    try row.run()
    hasChanged = true
  }

  private func writeTerms(_ unit: NewUnit, id: Int64) throws {
    let terms = try SQLiteStatement(database, "INSERT INTO term (rowid, terms) VALUES (?, ?)")
    terms.bind(1, id)
    terms.bind(2, unit.terms)
    try terms.run()
  }

  /// What finds a unit; its variants are counted.
  private func entries(of unit: NewUnit, id: Int64, counting number: Int64) throws -> [SQLiteEntries.Entry] {
    var entries: [SQLiteEntries.Entry?] = []
    for place in unit.variants.indices {
      try countVariant(unit.unit.variants[place].language, unit.variants[place].language, by: number)
      for (hash, forms) in unit.variants[place].forms {
        entries.append(SQLiteEntries.Entry(hash: hash, unit: id, variant: place, forms: UInt64(forms)))
      }
    }
    return entries.compactMap(\.self)
  }

  /// Takes a unit out of what finds it.
  private func dropEntries(of old: StoredUnit) throws {
    let unit = try preparation.prepare(old, header: nil)
    try unstage()
    try SQLiteEntries(database).remove(entries(of: unit, id: old.id, counting: -1))
    let terms = try SQLiteStatement(database, "INSERT INTO term (term, rowid, terms) VALUES ('delete', ?, ?)")
    terms.bind(1, old.id)
    terms.bind(2, unit.terms)
    try terms.run()
  }

  private func countVariant(_ name: String, _ tag: String, by number: Int64) throws {
    if let place = languages.index(forKey: name) {
      languages.values[place].added += number
      return
    }
    let insertion = try SQLiteStatement(database, "INSERT INTO language (name, tag, variants) VALUES (?, ?, 0)")
    insertion.bind(1, name)
    insertion.bind(2, tag)
    try insertion.run()
    languages[name] = (database.lastInsertedRowID, number)
  }
}
