import TMX

/// A translation memory: units that are kept, with what they were imported from, in an SQLite file or a PostgreSQL database.
///
/// Every call is atomic: it is done whole or not at all, also when the process is killed, and any number of threads and processes may call at once.
/// Each call that changes units gives the memory the next `revision`, by which an index finds out what it has missed (`changes(since:limit:)`).
///
/// All calls throw a `Diagnostic`: `.unavailable` when the database cannot be reached or is locked too long, `.malformedInput` when it is damaged
/// or not a memory, `.inputOutput` when the disk is full.
public protocol MemoryStore: Sendable {
  /// What messages call the memory: the file's path, or the address of the database without its password.
  var name: String { get }

  /// How much there is, and the revision.
  func summary() throws -> MemorySummary

  /// Starts, or goes on with, the import of a file.
  ///
  /// A file is known by its name and fingerprint. When the same import was cut off before, `resume` gives it back with the units it has taken, which
  /// the caller then leaves out; without `resume`, or when it was finished, a new one starts.
  func startImport(_ file: ImportedFile, resume: Bool) throws -> ImportProgress

  /// Adds the next units of an import, in one transaction with how far the import is, and ends it when they are the last.
  func add(_ units: [NewUnit], to progress: ImportProgress, duplicates: DuplicatePolicy, isLast: Bool) throws -> (
    ImportProgress, AddedUnits
  )

  /// The files that were imported, in order, with their headers.
  func files() throws -> [ImportedFile]

  /// The units after an id in the order of ids, at most `limit` of them: all of a memory is read page by page.
  func units(after id: Int64, limit: Int) throws -> [StoredUnit]

  /// The units with these ids, in their order; ids that are not there are left out.
  func units(_ ids: [Int64]) throws -> [StoredUnit]

  /// The variants in a language whose text has one of these hashes (`MatchText.hash`), in the order of units. `de` finds `de-AT` too.
  func entries(withHashes hashes: [UInt64], language: String) throws -> [StoredEntry]

  /// The variants in a language whose text but for its numbers has one of these hashes (`MatchText.hashWithoutNumbers`), in the order of units.
  func entries(withHashesWithoutNumbers hashes: [UInt64], language: String) throws -> [StoredEntry]

  /// What has changed since a revision, in whole revisions: as many as have `limit` units together, but at least one that has changed anything.
  /// Asked again and again with the `revision` that it gave, it gives everything.
  func changes(since revision: Int64, limit: Int) throws -> MemoryChanges

  /// Writes units over those with the same ids. A unit whose `version` is not that in the memory is left as it is there, and given back as it is.
  /// - Returns: the units of the memory that were newer.
  func update(_ units: [StoredUnit]) throws -> [StoredUnit]

  /// Removes units.
  func remove(_ ids: [Int64]) throws

  /// Words, a phrase, a part of a word or a regular expression in a language, in the order of units, after an id.
  ///
  /// Throws a `Diagnostic` `.usage` too when the query has no words or is no regular expression, or one that takes too long.
  func concordance(_ query: ConcordanceQuery, after id: Int64, limit: Int) throws -> [StoredUnit]

  /// Writes the whole memory, as it is at one moment, to a new SQLite file, which is there whole or not at all.
  ///
  /// Throws a `Diagnostic` `.cannotCreateOutput` when a file is there already or none can be made.
  func backup(to path: String) throws
}
