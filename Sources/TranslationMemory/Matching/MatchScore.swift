/// How well a unit of a memory matches a segment.
public struct MatchScore: Hashable, Sendable {
  /// 100 · (1 − Levenshtein distance / scalars of the longer text), rounded down: 100 only for equal texts.
  public let characters: Int
  /// OmegaT's scores, to be shown beside it.
  public let tokens: TokenScores
  /// Whether the texts are equal but for their numbers, so that the unit fits once these are exchanged (»2023« → »2024«).
  public let adaptsNumbers: Bool
  /// How many tags have to be put in, taken out or moved.
  public let tagEdits: Int
  /// Whether texts and tags are equal and the segments before and after are those of the unit.
  public let isInContext: Bool
  /// What was taken off for the unit's memory, age and confidence.
  public let penalty: Int
  /// What matches are ranked by, 0...101: 101 in context, 100 for an equal text with equal tags, otherwise `characters`, or 100 less the points
  /// for numbers where that is more; less the points for tags and `penalty`.
  public let percent: Int
}
