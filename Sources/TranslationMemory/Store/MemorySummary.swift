/// How much there is in a memory.
public struct MemorySummary: Hashable, Sendable {
  /// Identifies the memory wherever it is moved: a UUID, made with it.
  public var identity: String
  /// One more with each change.
  public var revision: Int64
  /// How many units.
  public var units: Int
  /// How many variants in each language, as files write it.
  public var variants: [String: Int]
  /// How many files were imported.
  public var files: Int
  /// The names of files whose import was cut off.
  public var unfinished: [String]

  /// Makes a summary from its parts.
  public init(identity: String, revision: Int64, units: Int, variants: [String: Int], files: Int, unfinished: [String]) {
    self.identity = identity
    self.revision = revision
    self.units = units
    self.variants = variants
    self.files = files
    self.unfinished = unfinished
  }
}

/// A page of what has changed in a memory.
public struct MemoryChanges: Hashable, Sendable {
  /// The revision that the page belongs to.
  public var revision: Int64
  /// Units that are new or changed.
  public var units: [StoredUnit]
  /// The ids of units that are gone; all on the first page.
  public var removed: [Int64]
  /// What to pass as `after` for the next page; nil at the end.
  public var next: Int64?

  /// Makes a page from its parts.
  public init(revision: Int64, units: [StoredUnit], removed: [Int64], next: Int64?) {
    self.revision = revision
    self.units = units
    self.removed = removed
    self.next = next
  }
}
