/// What has become of units that were added.
public struct AddedUnits: Hashable, Sendable {
  /// Those that are new.
  public var added = 0
  /// Those that took the place of others.
  public var replaced = 0
  /// Those that became one with others.
  public var merged = 0

  /// None.
  public init() {}

  /// Adds the numbers of others.
  public static func += (left: inout AddedUnits, right: AddedUnits) {
    left.added += right.added
    left.replaced += right.replaced
    left.merged += right.merged
  }
}
