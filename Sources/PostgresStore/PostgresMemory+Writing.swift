import Corpus
import PostgreSQL
import TranslationMemory

extension PostgresMemory {
  public func startImport(_ file: ImportedFile, resume: Bool) throws -> ImportProgress {
    try makeTrigramIndex()
    return try pool.write(startingWith: []) { connection, _ in
      if resume {
        let row = try connection.run(
          "SELECT id, units FROM file WHERE name = $1 AND fingerprint = $2 AND NOT is_finished ORDER BY id DESC LIMIT 1",
          [.text(file.name), .text(file.fingerprint)]
        ).first
        if let id = row?.integer(0), let units = row?.integer(1) { return ImportProgress(file: id, units: Int(units)) }
      }
      let row = try connection.run(
        "INSERT INTO file (name, fingerprint, header, units, is_finished) VALUES ($1, $2, $3, 0, false) RETURNING id",
        [.text(file.name), .text(file.fingerprint), .bytes(UnitCoding.bytes(of: file.header))]
      ).first
      return ImportProgress(file: row?.integer(0) ?? 0, units: 0)
    }
  }

  /// Makes the index for substrings when the database has what it needs.
  private func makeTrigramIndex() throws {
    let needed = """
      SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') AND to_regclass('unit_texts') IS NULL
      """
    guard try pool.read({ try $0.run(needed).first?.boolean(0) }) == true else { return }
    try pool.write(startingWith: []) { connection, _ in
      let schema = try connection.run(
        "SELECT quote_ident(nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'pg_trgm'"
      ).first?.text(0)
      guard let schema else { return }
      // Two that make it at once would fail in spite of IF NOT EXISTS.
      try connection.run("SELECT pg_advisory_xact_lock(hashtextextended('satzpaar.unit_texts', 0))")
      try connection.run("CREATE INDEX IF NOT EXISTS unit_texts ON unit USING gin (texts \(schema).gin_trgm_ops)")
    }
  }

  public func add(_ units: [NewUnit], to progress: ImportProgress, duplicates: DuplicatePolicy, isLast: Bool) throws -> (
    ImportProgress, AddedUnits
  ) {
    let after = ImportProgress(file: progress.file, units: progress.units + units.count)
    let added = try change { change in
      let update = "UPDATE file SET units = $1, is_finished = $2 WHERE id = $3 AND units = $4 AND NOT is_finished RETURNING id"
      let values: [PostgresValue] = [
        .integer(Int64(after.units)), .boolean(isLast), .integer(progress.file), .integer(Int64(progress.units)),
      ]
      guard try change.connection.run(update, values).count == 1 else { throw ImportProgress.overtaken }
      var added = AddedUnits()
      if duplicates == .keep {
        change.insert(units, file: progress.file)
        added.added = units.count
      } else {
        let twins = try PostgresTwins(of: units, change)
        for unit in units {
          try change.take(unit, of: progress.file, as: duplicates.resolution(of: unit, among: twins.twins(of: unit)), counting: &added)
        }
      }
      return added
    }
    // Or the server's plans would be those for the few units that there were.
    if isLast { try pool.read { _ = try $0.run([PostgresStatement("ANALYZE unit"), PostgresStatement("ANALYZE entry")]) } }
    return (after, added)
  }

  public func update(_ units: [StoredUnit]) throws -> [StoredUnit] {
    try change { change in
      try change.load(units.map(\.id))
      return try units.compactMap { try change.update($0, over: change.unit($0.id)) }
    }
  }

  public func remove(_ ids: [Int64]) throws {
    try change { change in
      try change.load(ids)
      try change.remove(Set(ids).sorted().compactMap { change.unit($0) })
    }
  }

  /// Changes units, in one transaction.
  private func change<Value>(_ body: (PostgresChange) throws -> Value) throws -> Value {
    try pool.write(startingWith: PostgresChange.start) { connection, rows in
      let change = try PostgresChange(connection, rows)
      let value = try body(change)
      try change.finish()
      return value
    }
  }
}
