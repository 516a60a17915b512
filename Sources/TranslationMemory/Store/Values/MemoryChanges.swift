/// What has changed in a memory from one revision to another.
public struct MemoryChanges: Hashable, Sendable {
  /// The revision up to which this is all.
  public var revision: Int64
  /// Units that are new or changed, as they are now, in the order of their last revision and of ids.
  public var units: [StoredUnit]
  /// The ids of units that are gone.
  public var removed: [Int64]
  /// Whether nothing more has changed.
  public var isLast: Bool

  /// Makes changes from their parts.
  public init(revision: Int64, units: [StoredUnit], removed: [Int64], isLast: Bool) {
    self.revision = revision
    self.units = units
    self.removed = removed
    self.isLast = isLast
  }
}
