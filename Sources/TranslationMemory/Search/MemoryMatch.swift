import TMX

/// A unit of a memory that matches a segment, by one of its translations.
public struct MemoryMatch: Hashable, Sendable {
  /// Why a unit matches.
  public enum Kind: String, Hashable, Sendable {
    /// Text, tags and the segments before and after are equal.
    case context
    /// The text is equal.
    case exact
    /// The text is equal but for its numbers.
    case numbers
    /// The text is similar.
    case fuzzy
  }

  /// The unit, with its provenance.
  public let unit: StoredUnit
  /// The place among its variants of the one that matches, from 0.
  public let source: Int
  /// The place among its variants of the translation, from 0.
  public let target: Int
  /// How well it matches.
  public let score: MatchScore
  /// What differs, by words, white space and marks: from the unit's text to the segment's.
  public let difference: TextDifference
  /// The translation with the segment's numbers in place of the unit's, without tags; nil where that is not clear, or for other kinds.
  public let adapted: String?
  /// The ids of other units with the same segments in both languages, in order; this one matches best, or was the last to come.
  public let others: [Int64]

  /// Why it matches.
  public var kind: Kind {
    if score.isInContext { return .context }
    if score.characters == 100 { return .exact }
    return score.adaptsNumbers ? .numbers : .fuzzy
  }
  /// The variant that matches.
  public var sourceVariant: TMXVariant { unit.unit.variants[source] }
  /// The translation.
  public var targetVariant: TMXVariant { unit.unit.variants[target] }
}
