/// The segments before and after one, by their hashes (`MatchText.hash`), as far as they are known.
public struct MatchContext: Hashable, Sendable {
  /// The segment before; nil when it is not known or there is none.
  public var previous: UInt64?
  /// The segment after; nil when it is not known or there is none.
  public var next: UInt64?

  /// Makes a context from hashes.
  public init(previous: UInt64? = nil, next: UInt64? = nil) {
    self.previous = previous
    self.next = next
  }

  /// Whether a segment in this context is in that of a unit: all neighbours that the unit knows are the same, and it knows one.
  public func matches(_ unit: MatchContext) -> Bool {
    guard unit.previous != nil || unit.next != nil else { return false }
    return (unit.previous == nil || unit.previous == previous) && (unit.next == nil || unit.next == next)
  }
}
