import Corpus

/// How far a bead can be trusted: what a person who checks an alignment looks at first.
public enum ConfidenceBand: String, CaseIterable, Sendable {
  /// .95 and above: nearly always right.
  case sure
  /// .5 and above: more likely right than not.
  case likely
  /// Below .5.
  case unsure

  /// The band of a bead.
  public init(_ bead: Bead) {
    self = bead.confidence >= 0.95 ? .sure : bead.confidence >= 0.5 ? .likely : .unsure
  }
}
