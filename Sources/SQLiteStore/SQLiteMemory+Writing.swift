import Corpus
internal import GRDB
import TranslationMemory

extension SQLiteMemory {
  public func startImport(_ file: ImportedFile, resume: Bool) throws -> ImportProgress {
    try change { change in
      let database = change.database
      if resume {
        let query = try SQLiteStatement(
          database, "SELECT id, units FROM file WHERE name = ? AND fingerprint = ? AND NOT is_finished ORDER BY id DESC LIMIT 1")
        query.bind(1, file.name)
        query.bind(2, file.fingerprint)
        var found: ImportProgress?
        try query.rows { found = ImportProgress(file: $0.integer(0), units: Int($0.integer(1))) }
        if let found { return found }
      }
      let insertion = try SQLiteStatement(
        database, "INSERT INTO file (name, fingerprint, header, units, is_finished) VALUES (?, ?, ?, 0, 0)")
      insertion.bind(1, file.name)
      insertion.bind(2, file.fingerprint)
      insertion.bind(3, UnitCoding.bytes(of: file.header))
      try insertion.run()
      return ImportProgress(file: database.lastInsertedRowID, units: 0)
    }
  }

  public func add(_ units: [NewUnit], to progress: ImportProgress, duplicates: DuplicatePolicy, isLast: Bool) throws -> (
    ImportProgress, AddedUnits
  ) {
    try change { change in
      let after = ImportProgress(file: progress.file, units: progress.units + units.count)
      let update = try SQLiteStatement(
        change.database, "UPDATE file SET units = ?, is_finished = ? WHERE id = ? AND units = ? AND NOT is_finished")
      update.bind(1, after.units)
      update.bind(2, isLast ? 1 : 0)
      update.bind(3, progress.file)
      update.bind(4, progress.units)
      try update.run()
      guard change.database.changesCount == 1 else { throw ImportProgress.overtaken }
      var added = AddedUnits()
      if duplicates == .keep {
        try change.stage(units, file: progress.file)
        added.added = units.count
        if isLast { try change.unstage() }
      } else {
        try change.unstage()
        for unit in units {
          try change.take(unit, of: progress.file, as: duplicates.resolution(of: unit, among: twins(of: unit, change)), counting: &added)
        }
      }
      return (after, added)
    }
  }

  /// The units with a variant that has the hash and context of a new unit's source variant.
  private func twins(of unit: NewUnit, _ change: SQLiteChange) throws -> [StoredUnit] {
    guard unit.variants.indices.contains(unit.source) else { return [] }
    let keys = unit.variants[unit.source]
    let same = try SQLiteRows.entries([keys.hash], forms: 1, language: keys.language, change.database).filter { $0.context == keys.context }
    return same.isEmpty ? [] : try SQLiteRows.units(same.map(\.unit), change.database)
  }

  public func update(_ units: [StoredUnit]) throws -> [StoredUnit] {
    try change { change in
      try units.compactMap { try change.update($0, over: SQLiteRows.units([$0.id], change.database).first) }
    }
  }

  public func remove(_ ids: [Int64]) throws {
    try change { change in try change.remove(SQLiteRows.units(Set(ids).sorted(), change.database)) }
  }
}
