/// A pair of sentences that very probably belong together, found without looking at the rest.
struct Anchor: Hashable, Sendable {
  var german: Int
  var english: Int
  /// The summed weight of the rare keys they share.
  var weight: Float
}
