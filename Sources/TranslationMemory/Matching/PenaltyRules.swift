/// What is taken off a match's percentage for what its text does not say. All values are points of 0...100.
public struct PenaltyRules: Hashable, Sendable {
  /// A text that differs in numbers only has 100 less this; by default 1. At least 1, since only equal texts have 100.
  public var numbers = 1
  /// For each tag that has to be put in, taken out or moved, at least 1 in all; by default 1.
  public var tag = 1
  /// At most so much for all tags; by default 5.
  public var mostForTags = 5
  /// By memory; by default nothing.
  public var memories: [String: Int] = [:]
  /// For each full `yearsOfAge` since the unit was changed; by default nothing.
  public var age = 0
  /// The step of `age` in years, from 1; by default 1.
  public var yearsOfAge = 1
  /// At most so much for age; by default 10.
  public var mostForAge = 10
  /// For an aligner's confidence of 0; in proportion for those up to 1, rounded; by default 20, so that .95 costs 1 point.
  public var confidence = 20

  /// The default rules.
  public init() {}

  /// For differences in tags.
  func points(forTags edits: Int) -> Int { edits == 0 ? 0 : max(1, min(mostForTags, tag * edits)) }

  /// For where a unit is from.
  /// - Parameter now: in seconds since 1970.
  func points(for origin: MatchOrigin, now: Int64) -> Int {
    var points = origin.memory.flatMap { memories[$0] } ?? 0
    if let changed = origin.changed, now > changed {
      let steps = (now - changed) / (31_557_600 * Int64(max(1, yearsOfAge)))
      points += min(mostForAge, age * Int(steps))
    }
    if let value = origin.confidence { points += Int((Double(confidence) * (1 - min(max(value, 0), 1))).rounded()) }
    return points
  }
}

/// Where a unit is from, as far as penalties go.
public struct MatchOrigin: Hashable, Sendable {
  /// The name of its memory, as `PenaltyRules.memories` has it.
  public var memory: String?
  /// When it was last changed, in seconds since 1970.
  public var changed: Int64?
  /// How sure the aligner was of it, 0...1.
  public var confidence: Double?

  /// Makes an origin from what is known.
  public init(memory: String? = nil, changed: Int64? = nil, confidence: Double? = nil) {
    self.memory = memory
    self.changed = changed
    self.confidence = confidence
  }
}
