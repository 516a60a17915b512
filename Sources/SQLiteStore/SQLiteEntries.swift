internal import GRDB
import TranslationMemory

/// What finds variants by the hashes of their texts.
///
/// An entry is two numbers of 64 bits: a hash; and the unit's id (45 bits), the variant's place (17 bits) and the forms that have this hash (2 bits):
/// 1 for `MatchText.hash`, 2 for `hashWithoutNumbers`, 3 for both, which are mostly the same. Entries lie in 65,536 buckets by the hash's first 16
/// bits, a row each, since a row an entry costs more than all the rest of an import. Those of an import under way are staged, a row a batch, and go
/// to their buckets together.
struct SQLiteEntries {
  /// An entry.
  struct Entry {
    var hash: UInt64
    var rest: UInt64

    init?(hash: UInt64, unit: Int64, variant: Int, forms: UInt64) {
      // No file has such a unit; it would only not be found by its hash.
      guard unit < 1 << 45, variant < 1 << 17 else { return nil }
      self.hash = hash
      rest = UInt64(unit) << 19 | UInt64(variant) << 2 | forms
    }

    init(hash: UInt64, rest: UInt64) { (self.hash, self.rest) = (hash, rest) }

    var unit: Int64 { Int64(rest >> 19) }
    var variant: Int { Int(rest >> 2 & 0x1FFFF) }
    var forms: UInt64 { rest & 3 }
  }

  private let database: Database

  init(_ database: Database) { self.database = database }

  /// Keeps new entries for `unstage`.
  func stage(_ entries: [Entry]) throws {
    guard !entries.isEmpty else { return }
    let insertion = try SQLiteStatement(database, "INSERT INTO staged_entries (entries) VALUES (?)")
    insertion.bind(1, entries.flatMap { [$0.hash, $0.rest] })
    try insertion.run()
  }

  /// Brings staged entries to their buckets.
  func unstage() throws {
    var entries: [Entry] = []
    try SQLiteStatement(database, "SELECT entries FROM staged_entries").rows { Self.forEach(in: $0.words(0)) { entries.append($0) } }
    guard !entries.isEmpty else { return }
    try add(entries)
    try SQLiteStatement(database, "DELETE FROM staged_entries").run()
  }

  /// Brings new entries to their buckets.
  func add(_ entries: [Entry]) throws {
    let entries = entries.sorted { $0.hash < $1.hash }
    var start = 0
    while start < entries.count {
      let bucket = entries[start].hash >> 48
      let end = entries[start...].firstIndex { $0.hash >> 48 != bucket } ?? entries.count
      try put(words(of: bucket) + entries[start..<end].flatMap { [$0.hash, $0.rest] }, to: bucket)
      start = end
    }
  }

  /// Takes entries out of their buckets; they must not be staged.
  func remove(_ entries: [Entry]) throws {
    for entry in entries {
      let bucket = entry.hash >> 48
      var kept: [UInt64] = []
      Self.forEach(in: try words(of: bucket)) { if ($0.hash, $0.rest) != (entry.hash, entry.rest) { kept += [$0.hash, $0.rest] } }
      try put(kept, to: bucket)
    }
  }

  /// The entries of a hash in one of some forms.
  func find(_ hash: UInt64, forms: UInt64) throws -> [Entry] {
    var found: [Entry] = []
    func look(in words: [UInt64]) {
      Self.forEach(in: words) { if $0.hash == hash, $0.forms & forms != 0 { found.append($0) } }
    }
    look(in: try words(of: hash >> 48))
    try SQLiteStatement(database, "SELECT entries FROM staged_entries").rows { look(in: $0.words(0)) }
    return found
  }

  private func words(of bucket: UInt64) throws -> [UInt64] {
    let query = try SQLiteStatement(database, "SELECT entries FROM entry_bucket WHERE id = ?")
    query.bind(1, Int64(bucket))
    var words: [UInt64] = []
    try query.rows { words = $0.words(0) }
    return words
  }

  private func put(_ words: [UInt64], to bucket: UInt64) throws {
    let row = try SQLiteStatement(database, "INSERT OR REPLACE INTO entry_bucket VALUES (?, ?)")
    row.bind(1, Int64(bucket))
    row.bind(2, words)
    try row.run()
  }

  private static func forEach(in words: [UInt64], _ body: (Entry) -> Void) {
    for place in stride(from: 0, to: words.count - 1, by: 2) { body(Entry(hash: words[place], rest: words[place + 1])) }
  }
}
