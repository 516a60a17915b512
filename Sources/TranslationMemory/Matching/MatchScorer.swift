/// Scores units of a memory against a segment. Not thread-safe: one a task.
public final class MatchScorer {
  private let tokenizer: MatchTokenizer
  private let rules: PenaltyRules
  private let now: Int64

  /// Makes a scorer for a source language by its subtag.
  /// - Parameter now: the time from which ages are counted, in seconds since 1970.
  /// - Throws: a `Diagnostic` `.unavailable` when ICU cannot be used.
  public init(language: String, rules: PenaltyRules = PenaltyRules(), now: Int64) throws {
    tokenizer = try MatchTokenizer(language: language)
    self.rules = rules
    self.now = now
  }

  /// Scores a unit.
  /// - Parameters:
  ///   - unit: the unit's text in the source language.
  ///   - segment: what is to be translated.
  /// - Throws: a `Diagnostic` `.malformedInput` when a text is too long for ICU.
  public func score(
    _ unit: MatchText, for segment: MatchText, origin: MatchOrigin = MatchOrigin(), unitContext: MatchContext = MatchContext(),
    context: MatchContext = MatchContext()
  ) throws -> MatchScore {
    let (a, b) = (unit.text.unicodeScalars.map(\.value), segment.text.unicodeScalars.map(\.value))
    let longer = max(a.count, b.count)
    let distance = ExactPattern(a, longest: b.count, limit: longer).distance(to: b, limit: longer)
    let characters = EditDistance.percent(distance, of: longer)
    let adaptsNumbers = distance > 0 && unit.hashWithoutNumbers == segment.hashWithoutNumbers && unit.numbers.count == segment.numbers.count
    let tagEdits =
      EditDistance.between(unit.tags.map(\.name), segment.tags.map(\.name)) + (distance == 0 ? Self.movedTags(unit, segment) : 0)
    let isInContext = distance == 0 && tagEdits == 0 && context.matches(unitContext)
    let penalty = rules.points(for: origin, now: now)
    let base = adaptsNumbers ? max(characters, 100 - max(1, rules.numbers)) : characters
    let percent = base + (isInContext ? 1 : 0) - rules.points(forTags: tagEdits) - penalty
    return MatchScore(
      characters: characters, tokens: TokenScores(try tokenizer.tokens(of: unit), try tokenizer.tokens(of: segment)),
      adaptsNumbers: adaptsNumbers, tagEdits: tagEdits, isInContext: isInContext, penalty: penalty, percent: min(max(percent, 0), 101))
  }

  /// Tags of equal texts that are the same but stand elsewhere.
  private static func movedTags(_ a: MatchText, _ b: MatchText) -> Int {
    guard a.tags.map(\.name) == b.tags.map(\.name) else { return 0 }
    return zip(a.tags, b.tags).count { $0.position != $1.position }
  }
}
