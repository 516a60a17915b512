/// What is to be written of a part of a document. Sentences are counted through a document, but parts are segmented at the same time: so the numbers
/// are left out and put in when the parts come in order.
struct SegmentedPart: Sendable {
  /// Whether it continues the paragraph of the part before.
  var continuesBlock: Bool
  /// Sentences, or places with `--explain`.
  var count = 0
  /// The output.
  var bytes: [UInt8] = []
  /// Where in `bytes` the sentences' numbers go, in order; none in formats without numbers.
  var numberPlaces: [Int] = []
}
