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
        try change.insert(units, file: progress.file, stages: true)
        added.added = units.count
        if isLast { try change.unstage() }
      } else {
        try change.unstage()
        for unit in units { try add(unit, to: progress.file, duplicates, change, &added) }
      }
      return (after, added)
    }
  }

  private func add(
    _ unit: NewUnit, to file: Int64, _ duplicates: DuplicatePolicy, _ change: SQLiteChange, _ added: inout AddedUnits
  ) throws {
    guard unit.variants.indices.contains(unit.source) else { return try insert(unit, to: file, change, &added) }
    let keys = unit.variants[unit.source]
    let same = try SQLiteRows.entries([keys.hash], forms: 1, language: keys.language, change.database).filter { $0.context == keys.context }
    let twins = same.isEmpty ? [] : try SQLiteRows.units(same.map(\.unit), change.database)
    switch duplicates.resolution(of: unit, among: twins) {
    case .add: try insert(unit, to: file, change, &added)
    case .replace(let old, let others):
      try change.replace(old, by: unit, file: file)
      try change.remove(others)
      added.replaced += 1
    case .merge(var old, let merged):
      if !merged.isSame(as: old.unit) {
        let stored = old
        old.unit = merged
        old.contexts += unit.variants.suffix(max(0, merged.variants.count - stored.unit.variants.count)).map { _ in MatchContext() }
        try change.replace(stored, by: try change.prepared(old), file: stored.file)
      }
      added.merged += 1
    }
  }

  private func insert(_ unit: NewUnit, to file: Int64, _ change: SQLiteChange, _ added: inout AddedUnits) throws {
    try change.insert([unit], file: file, stages: false)
    added.added += 1
  }

  public func update(_ units: [StoredUnit]) throws -> [StoredUnit] {
    try change { change in
      var newer: [StoredUnit] = []
      for unit in units {
        guard let old = try SQLiteRows.units([unit.id], change.database).first else { continue }
        if old.version != unit.version {
          newer.append(old)
        } else {
          try change.replace(old, by: try change.prepared(unit), file: old.file)
        }
      }
      return newer
    }
  }

  public func remove(_ ids: [Int64]) throws {
    try change { change in try change.remove(SQLiteRows.units(Set(ids).sorted(), change.database)) }
  }
}
