import Corpus
import PostgreSQL
import TranslationMemory

/// What is in a memory's schema, and how an older one becomes one of today.
enum PostgresSchema {
  /// The schema of an address that names none.
  static let usual = "satzpaar"

  /// What migrations do, in order. A published one never changes.
  private static let migrations = [first]

  /// - `memory` has one row: its identity, its revision, the next unit's id, how many units there are. Who changes units holds a lock on it, so that
  ///   revisions and ids are seen in their order.
  /// - `unit`: `content` is `UnitCoding`, `contexts` `ContextCoding`, `source` the place of the source variant; times are seconds since 1970. The
  ///   other columns follow from `content`: `texts` are `MatchText.text` of the variants in lower case, a line each; `terms` are
  ///   `VariantKeys.terms`, cut to `longestTerm`, null when they are too many for PostgreSQL.
  /// - `removed`: the ids of units that are gone, and since when.
  /// - `entry` finds variants by hash. `forms` is 1 for `MatchText.hash`, 2 for `hashWithoutNumbers`, 3 for both, which are mostly the same.
  private static let first = [
    """
    CREATE TABLE memory (
      one boolean PRIMARY KEY CHECK (one), identity text NOT NULL, revision bigint NOT NULL, next_unit bigint NOT NULL, units bigint NOT NULL)
    """,
    "INSERT INTO memory VALUES (true, gen_random_uuid(), 0, 1, 0)",
    """
    CREATE TABLE file (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, fingerprint text NOT NULL, header bytea NOT NULL,
      units bigint NOT NULL, is_finished boolean NOT NULL)
    """,
    """
    CREATE TABLE language (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, tag text NOT NULL, variants bigint NOT NULL)
    """,
    """
    CREATE TABLE unit (
      id bigint PRIMARY KEY, revision bigint NOT NULL, version bigint NOT NULL, file bigint, source bigint NOT NULL,
      created bigint, creator text, changed bigint, changer text, confidence double precision, domain text, client text,
      contexts bytea NOT NULL, content bytea NOT NULL, texts text NOT NULL, terms tsvector)
    """,
    "CREATE INDEX unit_revision ON unit (revision, id)",
    "CREATE INDEX unit_terms ON unit USING gin (terms) WITH (gin_pending_list_limit = 32768)",
    "CREATE INDEX unit_without_terms ON unit (id) WHERE terms IS NULL",
    "CREATE TABLE removed (id bigint PRIMARY KEY, revision bigint NOT NULL)",
    "CREATE INDEX removed_revision ON removed (revision)",
    """
    CREATE TABLE entry (
      hash bigint NOT NULL, unit bigint NOT NULL, variant integer NOT NULL, forms integer NOT NULL, language integer NOT NULL)
    """,
    "CREATE INDEX entry_hash ON entry (hash)",
  ]

  /// How many bytes of a term are kept; PostgreSQL takes 2046.
  private static let longestTerm = 1024

  /// The terms of a unit as the index has them, or null.
  static func words(of unit: NewUnit) -> PostgresValue {
    let terms = unit.variants.lazy.map(\.terms).joined(separator: " ")
    // PostgreSQL takes 1 MiB.
    guard terms.utf8.count < 1 << 20 else { return .null }
    guard terms.utf8.count > longestTerm else { return .words(terms) }
    return .words(terms.split(separator: " ").map(word).joined(separator: " "))
  }

  /// A full text query for units with all terms of one of some lists.
  static func query(_ lists: [[String]]) -> String {
    lists.map { terms in
      "(" + terms.map { "'" + word($0[...]).replacing("\\", with: "\\\\").replacing("'", with: "''") + "'" }.joined(separator: " & ") + ")"
    }.joined(separator: " | ")
  }

  private static func word(_ term: Substring) -> String {
    guard term.utf8.count > longestTerm else { return String(term) }
    return String(term.unicodeScalars.prefix(longestTerm / 4))
  }

  /// The statements that make a connection one to a memory.
  static func settings(schema: String, patience: Int) -> [PostgresStatement] {
    [
      PostgresStatement("SELECT set_config('search_path', quote_ident($1) || ', public', false)", [.text(schema)]),
      PostgresStatement("SELECT set_config('lock_timeout', $1, false)", [.text("\(patience)s")]),
    ]
  }

  /// Makes the tables, or brings them up to date. Of several programs that do so at once one does it and the others wait.
  /// - Parameter isMade: whether a memory is made where there is none.
  static func prepare(_ pool: PostgresPool, schema: String, isMade: Bool) throws {
    if let version = try pool.read({ try self.version($0, schema) }) {
      guard try isOld(version, pool.address) else { return }
    } else if !isMade {
      throw Diagnostic(
        .unreadableInput, file: pool.address.description, "there is no memory", cure: "check the address and its ?schema=NAME")
    }
    let lock = PostgresStatement("SELECT pg_advisory_xact_lock(1398895738, hashtext($1))", [.text(schema)])
    try pool.write(startingWith: [lock]) { connection, _ in
      let found = try version(connection, schema)
      if found == nil { try makeSchema(schema, connection) }
      guard try isOld(found ?? 0, pool.address) else { return }
      for (number, migration) in zip(1..., migrations).dropFirst(found ?? 0) {
        try connection.run(
          migration.map { PostgresStatement($0) } + [PostgresStatement("INSERT INTO migration VALUES ($1)", [.integer(Int64(number))])])
      }
    }
  }

  private static func makeSchema(_ schema: String, _ connection: PostgresConnection) throws {
    let row = try connection.run(
      """
      SELECT (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = $1),
        EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)
      """, [.text(schema)]
    ).first
    guard row?.integer(0) == 0 else {
      throw Diagnostic(
        .malformedInput, file: connection.address.description, "the schema \(schema) has tables that are not satzpaar's",
        cure: "name another with ?schema=NAME")
    }
    if row?.boolean(1) == false { try connection.run("CREATE SCHEMA \"\(schema.replacing("\"", with: "\"\""))\"") }
    try connection.run("CREATE TABLE migration (number bigint PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now())")
  }

  /// The number of the last migration that was done; nil when there is no memory.
  private static func version(_ connection: PostgresConnection, _ schema: String) throws -> Int? {
    // Not by to_regclass, which may go by what was there before a lock was waited for.
    let table = "SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = $1 AND relname = 'migration'"
    guard try !connection.run(table, [.text(schema)]).isEmpty else { return nil }
    return try connection.run("SELECT max(number) FROM migration").first?.integer(0).flatMap { Int(exactly: $0) } ?? 0
  }

  private static func isOld(_ version: Int, _ address: PostgresAddress) throws -> Bool {
    guard version <= migrations.count else {
      throw Diagnostic(
        .malformedInput, file: address.description, "this memory was made by a newer version of Satzpaar",
        cure: "use that version or a later one")
    }
    return version < migrations.count
  }
}
