import Corpus
import PostgreSQL
import TranslationMemory

/// A memory in a PostgreSQL database, for a team: in one schema, `satzpaar` unless the address names another.
///
/// ```
/// postgres://anna@db.example.org/memories?schema=project
/// ```
/// Any number of threads and processes may read while one writes; one that has to wait for another's writing does so for 30 s. A call that reads
/// is tried again once when the server has ended the connection. A substring is looked for in all texts, unless the database's owner has made the
/// extension `pg_trgm`: then the next import makes an index for it.
public final class PostgresMemory: MemoryStore {
  /// How long a call waits for another writer, in seconds.
  static let patience = 30

  public let name: String
  let pool: PostgresPool

  /// Opens a memory, and brings one of an older version up to date.
  /// - Parameters:
  ///   - address: As `PostgresAddress` takes it.
  ///   - isMade: whether a memory is made where there is none.
  /// - Throws: a `Diagnostic`: `.usage` when the address is none, `.unavailable` when there is no such database, `.unreadableInput` when there is no
  ///   memory in it, `.malformedInput` when the schema is no memory or is of a newer version of Satzpaar.
  public init(_ address: String, isMade: Bool = true) throws {
    let address = try PostgresAddress(address)
    let schema = address.schema ?? PostgresSchema.usual
    name = address.description
    pool = PostgresPool(address, settings: PostgresSchema.settings(schema: schema, patience: Self.patience))
    try PostgresSchema.prepare(pool, schema: schema, isMade: isMade)
  }
}
