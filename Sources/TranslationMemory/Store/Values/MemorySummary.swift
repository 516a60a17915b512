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
