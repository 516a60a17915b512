internal import GRDB
import TranslationMemory

/// What is in a memory's file, and how an older file becomes one of today.
enum SQLiteSchema {
  /// What SQLite's header says of a file that is a memory: "Satz".
  static let applicationID: Int32 = 0x5361_747A

  /// All migrations, in order. A published one never changes.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    // Nothing refers to rows that a migration replaces, and the check would read the whole memory.
    migrator = migrator.disablingDeferredForeignKeyChecks()
    migrator.registerMigration("1") { database in
      try database.execute(sql: first)
      try database.execute(
        sql: "INSERT INTO memory VALUES (1, lower(hex(randomblob(4))||'-'||hex(randomblob(2))||'-4'||substr(hex(randomblob(2)), 2)||'-a'"
          + "||substr(hex(randomblob(2)), 2)||'-'||hex(randomblob(6))), 0, 1, 0, 0)")
      try database.execute(sql: "INSERT INTO term (term, rank) VALUES ('hashsize', 33554432)")
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    return migrator
  }

  /// - `memory` has one row: its identity, its revision, the next unit's id, how many units there are and how many entries are staged.
  /// - `unit`: `content` is `UnitCoding`, `contexts` `ContextCoding`, `source` the place of the source variant; times are seconds since 1970. The
  ///   other columns follow from `content`.
  /// - `removed`: the ids of units that are gone, and since when.
  /// - `entry_bucket` and `staged_entries` find variants by the hashes of their texts, see `SQLiteEntries`.
  /// - `term` is the full text of units: `VariantKeys.terms` of their variants. It keeps no texts of its own.
  private static let first = """
    CREATE TABLE memory (
      one INTEGER PRIMARY KEY CHECK (one = 1), identity TEXT NOT NULL, revision INTEGER NOT NULL, next_unit INTEGER NOT NULL,
      units INTEGER NOT NULL, staged_entries INTEGER NOT NULL) STRICT;
    CREATE TABLE file (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, fingerprint TEXT NOT NULL, header BLOB NOT NULL, units INTEGER NOT NULL,
      is_finished INTEGER NOT NULL) STRICT;
    CREATE TABLE language (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, tag TEXT NOT NULL, variants INTEGER NOT NULL) STRICT;
    CREATE TABLE unit (
      id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, version INTEGER NOT NULL, file INTEGER REFERENCES file, source INTEGER NOT NULL,
      created INTEGER, creator TEXT, changed INTEGER, changer TEXT, confidence REAL, domain TEXT, client TEXT,
      contexts BLOB NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE INDEX unit_revision ON unit (revision);
    CREATE TABLE removed (id INTEGER PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
    CREATE INDEX removed_revision ON removed (revision);
    CREATE TABLE entry_bucket (id INTEGER PRIMARY KEY, entries BLOB NOT NULL) STRICT;
    CREATE TABLE staged_entries (id INTEGER PRIMARY KEY, entries BLOB NOT NULL) STRICT;
    CREATE VIRTUAL TABLE term USING fts5 (terms, content = '', tokenize = "ascii", columnsize = 0);
    """
}
