/// A `ude` of a header: what the code points of a user-defined encoding stand for.
public struct TMXUserEncoding: Hashable, Sendable {
  /// The attributes of the `ude`: `name`, `base`.
  public var attributes: TMXAttributes
  /// The attributes of each `map`: `unicode`, `code`, `ent`, `subst`.
  public var maps: [TMXAttributes]

  /// Makes an encoding from its parts.
  public init(attributes: TMXAttributes, maps: [TMXAttributes]) {
    self.attributes = attributes
    self.maps = maps
  }
}
