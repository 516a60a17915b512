import Corpus
import PostgreSQL
import TMX
import TranslationMemory

/// A transaction that changes units: it has the next revision. What it changes is kept until its end, and then written all at once.
final class PostgresChange: UnitChanges {
  /// What the transaction starts with; other writers wait from here on.
  static let start = [
    PostgresStatement("SELECT revision, next_unit, units FROM memory FOR UPDATE"),
    PostgresStatement("SELECT name, id FROM language"),
  ]

  /// What becomes of a unit.
  private struct Fate {
    var unit: NewUnit
    var version: Int
    var file: Int64?
  }

  let connection: PostgresConnection
  private let revision: Int64
  private let firstUnit: Int64
  private var nextUnit: Int64
  private var units: Int64
  /// By the name that files use.
  private var languages: [String: (id: Int64, added: Int64)] = [:]
  private lazy var preparation = UnitPreparation()
  /// Of files that were looked up.
  private var headers: [Int64: TMXHeader] = [:]

  /// Units of the memory that were read.
  private var stored: [Int64: StoredUnit] = [:]
  /// What is written at the end.
  private var fates: [Int64: Fate] = [:]
  private var removed: Set<Int64> = []
  private var oldEntries: (hashes: [Int64], units: [Int64]) = ([], [])

  /// - Parameter rows: what the statements of `start` gave.
  init(_ connection: PostgresConnection, _ rows: [PostgresRows]) throws {
    guard rows.count == 2, let memory = rows[0].first, let revision = memory.integer(0), let next = memory.integer(1),
      let units = memory.integer(2)
    else {
      throw Diagnostic(.malformedInput, file: connection.address.description, "the memory's state is missing", cure: "restore a backup")
    }
    self.connection = connection
    (self.revision, firstUnit, nextUnit, self.units) = (revision + 1, next, next, units)
    for row in rows[1] { languages[row.text(0) ?? ""] = (row.integer(1) ?? 0, 0) }
  }

  /// Reads units of the memory, for `unit(_:)`.
  func load(_ ids: [Int64]) throws {
    for unit in try connection.units(ids.filter { stored[$0] == nil }) { stored[unit.id] = unit }
  }

  /// A unit as it is now, if it was loaded or changed.
  func unit(_ id: Int64) -> StoredUnit? {
    if removed.contains(id) { return nil }
    guard let fate = fates[id] else { return stored[id] }
    return StoredUnit(id: id, unit: fate.unit.unit, version: fate.version, file: fate.file, contexts: fate.unit.variants.map(\.context))
  }

  /// Adds units in the order of their ids.
  func insert(_ new: [NewUnit], file: Int64?) {
    for unit in new {
      fates[nextUnit] = Fate(unit: unit, version: 1, file: file)
      didAdd?(nextUnit, unit)
      nextUnit += 1
    }
  }

  /// Is told of units that are new or changed.
  var didAdd: ((Int64, NewUnit) -> Void)?

  /// Puts a unit in the place of one.
  func replace(_ old: StoredUnit, by new: NewUnit, file: Int64?) throws {
    try drop(old)
    fates[old.id] = Fate(unit: new, version: old.version + 1, file: file)
    didAdd?(old.id, new)
  }

  /// Removes units.
  func remove(_ old: [StoredUnit]) throws {
    for unit in old {
      try drop(unit)
      fates[unit.id] = nil
      removed.insert(unit.id)
    }
  }

  /// The unit as it goes over one of the memory.
  func prepared(_ unit: StoredUnit) throws -> NewUnit {
    if let file = unit.file, headers[file] == nil {
      let bytes = try connection.run("SELECT header FROM file WHERE id = $1", [.integer(file)]).first?.bytes(0)
      headers[file] = try bytes.map { try UnitCoding.header(from: $0) }
    }
    return try preparation.prepare(unit, header: unit.file.flatMap { headers[$0] })
  }

  /// Takes a unit out of what finds it, if it is in the memory.
  private func drop(_ old: StoredUnit) throws {
    guard old.id < firstUnit, fates[old.id] == nil else { return }
    let prepared = try preparation.prepare(old, header: nil)
    for (variant, keys) in zip(old.unit.variants, prepared.variants) {
      languages[variant.language]?.added -= 1
      for (hash, _) in keys.forms {
        oldEntries.hashes.append(Int64(bitPattern: hash))
        oldEntries.units.append(old.id)
      }
    }
  }

  /// Writes everything.
  func finish() throws {
    let gone = removed.filter { $0 < firstUnit }.sorted()
    let replaced = fates.keys.filter { $0 < firstUnit }
    guard !fates.isEmpty || !gone.isEmpty else { return }
    let ids = fates.keys.sorted()
    units += Int64(ids.count - replaced.count - gone.count)
    try makeLanguages()
    if !gone.isEmpty || !replaced.isEmpty {
      try connection.run([
        PostgresStatement("DELETE FROM unit WHERE id = ANY($1)", [.integers(gone + replaced)]),
        PostgresStatement(
          "DELETE FROM entry e USING unnest($1, $2) AS o (hash, unit) WHERE e.hash = o.hash AND e.unit = o.unit",
          [.integers(oldEntries.hashes), .integers(oldEntries.units)]),
        PostgresStatement("INSERT INTO removed SELECT unnest($1), $2", [.integers(gone), .integer(revision)]),
      ])
    }
    try copyUnits(ids)
    try copyEntries(ids)
    let counts = languages.values.filter { $0.added != 0 }
    try connection.run([
      PostgresStatement(
        "UPDATE language l SET variants = variants + o.added FROM unnest($1, $2) AS o (id, added) WHERE l.id = o.id",
        [.integers(counts.map(\.id)), .integers(counts.map(\.added))]),
      PostgresStatement(
        "UPDATE memory SET revision = $1, next_unit = $2, units = $3", [.integer(revision), .integer(nextUnit), .integer(units)]),
    ])
  }

  /// Gives ids to languages that are new, and counts variants.
  private func makeLanguages() throws {
    for fate in fates.values {
      for (variant, keys) in zip(fate.unit.unit.variants, fate.unit.variants) {
        if languages[variant.language] == nil {
          let row = try connection.run(
            "INSERT INTO language (name, tag, variants) VALUES ($1, $2, 0) RETURNING id", [.text(variant.language), .text(keys.language)]
          ).first
          languages[variant.language] = (row?.integer(0) ?? 0, 0)
        }
        languages[variant.language]?.added += 1
      }
    }
  }

  private func copyUnits(_ ids: [Int64]) throws {
    let columns = [
      "id", "revision", "version", "file", "source", "created", "creator", "changed", "changer", "confidence", "domain", "client",
      "contexts",
      "content", "texts", "terms",
    ]
    try connection.copy(into: "unit", columns: columns) { copy in
      for id in ids {
        guard let fate = fates[id] else { continue }
        let (unit, details) = (fate.unit, fate.unit.details)
        try copy.add(
          .integer(id), .integer(revision), .integer(Int64(fate.version)), PostgresValue(fate.file), .integer(Int64(unit.source)),
          PostgresValue(details.created), PostgresValue(details.creator), PostgresValue(details.changed), PostgresValue(details.changer),
          PostgresValue(details.confidence), PostgresValue(details.domain), PostgresValue(details.client),
          .bytes(unit.contexts), .bytes(unit.bytes),
          .text(unit.variants.lazy.map { $0.text.lowercased() }.joined(separator: "\n")),
          PostgresSchema.words(of: unit))
      }
    }
  }

  private func copyEntries(_ ids: [Int64]) throws {
    var entries: [(hash: Int64, unit: Int64, variant: Int32, forms: Int32, language: Int32)] = []
    for id in ids {
      guard let unit = fates[id]?.unit else { continue }
      for (place, (variant, keys)) in zip(unit.unit.variants, unit.variants).enumerated() {
        let language = Int32(truncatingIfNeeded: languages[variant.language]?.id ?? 0)
        for (hash, forms) in keys.forms {
          entries.append((Int64(bitPattern: hash), id, Int32(truncatingIfNeeded: place), Int32(forms), language))
        }
      }
    }
    // In order, so that each page of the index is looked for once.
    entries.sort { ($0.hash, $0.unit) < ($1.hash, $1.unit) }
    try connection.copy(into: "entry", columns: ["hash", "unit", "variant", "forms", "language"]) { copy in
      for entry in entries {
        try copy.add(
          .integer(entry.hash), .integer(entry.unit), .integer32(entry.variant), .integer32(entry.forms), .integer32(entry.language))
      }
    }
  }
}
