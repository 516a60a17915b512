/// A variant that an exact look-up has found.
public struct StoredEntry: Hashable, Sendable {
  /// The id of its unit.
  public var unit: Int64
  /// Its place among the unit's variants, from 0.
  public var variant: Int
  /// The hash it was found by.
  public var hash: UInt64
  /// The segments before and after it.
  public var context: MatchContext

  /// Makes an entry from its parts.
  public init(unit: Int64, variant: Int, hash: UInt64, context: MatchContext) {
    self.unit = unit
    self.variant = variant
    self.hash = hash
    self.context = context
  }
}
