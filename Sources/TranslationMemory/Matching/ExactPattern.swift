/// A text prepared to be measured against others when bytes do not tell their characters apart.
final class ExactPattern {
  private let scalars: [UInt32]
  private let codes: [UInt32: UInt8]
  private let pattern: DistancePattern?

  /// Prepares a text; see `DistancePattern.init`.
  init(_ scalars: [UInt32], longest: Int, limit: Int) {
    self.scalars = scalars
    var codes: [UInt32: UInt8] = [:]
    for scalar in scalars where codes.count < 256 && codes[scalar] == nil { codes[scalar] = UInt8(truncatingIfNeeded: codes.count + 1) }
    self.codes = codes
    // 255 characters and one for all that the text does not have.
    pattern = codes.count > 255 ? nil : DistancePattern(scalars.map { codes[$0] ?? 0 }, longest: longest, limit: limit)
  }

  /// The distance to a text if it is at most `limit`, and `limit` + 1 otherwise.
  func distance(to text: [UInt32], limit: Int) -> Int {
    guard let pattern else { return min(limit + 1, EditDistance.between(scalars, text)) }
    return pattern.distance(to: text.map { codes[$0] ?? 0 }, limit: limit)
  }
}
