/// How much two sets of answers agree: precision, recall and their harmonic mean.
public struct Agreement: Hashable, Sendable {
  /// Answers of the test.
  public var tested = 0
  /// Those of them that are right.
  public var rightOfTested = 0
  /// Answers of the gold standard.
  public var expected = 0
  /// Those of them that the test has.
  public var rightOfExpected = 0

  /// No answers yet.
  public init() {}

  /// The share of the test's answers that are right, 0…1; 0 when there are none.
  public var precision: Double { tested == 0 ? 0 : Double(rightOfTested) / Double(tested) }
  /// The share of the gold answers that were found, 0…1; 0 when there are none.
  public var recall: Double { expected == 0 ? 0 : Double(rightOfExpected) / Double(expected) }
  /// The harmonic mean of precision and recall, 0…1.
  public var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }

  /// `{"f1":0.5,"precision":0.5,"recall":0.5}`.
  var json: String { "{\"f1\":\(f1),\"precision\":\(precision),\"recall\":\(recall)}" }
  /// Precision, recall and F1 with four digits.
  var columns: [String] { [precision, recall, f1].map(Table.fixed) }
}
