/// What becomes of a unit that the memory has already.
public enum DuplicatePolicy: String, CaseIterable, Sendable {
  /// Both are kept.
  case keep
  /// The new unit takes the place of those with the same source in the same context.
  case replace
  /// A unit with the same source, the same translations and the same context becomes one with that of the memory: it gets the variants, notes and
  /// properties that it lacks, and of dates and users the later ones.
  case merge
}
