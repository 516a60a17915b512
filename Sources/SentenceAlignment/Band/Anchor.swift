/// A pair of sentences that very probably belong together, found without looking at the rest, or a corner of what the user requires.
struct Anchor: Hashable, Sendable {
  enum Kind: Hashable {
    /// Found: probable.
    case found
    /// A corner of sentences that are in one bead.
    case required
    /// A boundary between beads.
    case boundary
  }

  var german: Int
  var english: Int
  /// The summed weight of the rare keys they share.
  var weight: Float
  var kind = Kind.found
}
