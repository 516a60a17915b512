/// A text of a fuzzy index that is like the one looked up.
public struct FuzzyHit: Hashable, Sendable, Comparable {
  /// The id the text was added with.
  public let id: Int64
  /// The Levenshtein distance in Unicode scalars.
  public let distance: Int
  /// The number of Unicode scalars in the longer of the two texts.
  public let length: Int

  /// 100 · (1 − distance / length), rounded down: 0...100, and 100 only for equal texts.
  public var percent: Int { EditDistance.percent(distance, of: length) }

  /// Best first: by distance / length, then by id.
  public static func < (a: FuzzyHit, b: FuzzyHit) -> Bool {
    let (left, right) = (a.distance * max(1, b.length), b.distance * max(1, a.length))
    return left == right ? a.id < b.id : left < right
  }
}
