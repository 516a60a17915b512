import Corpus

/// A bead as a file gives it: any sentences on each side, by their indices. They need not be neighbours, and files need not cover all sentences.
public struct IndexBead: Hashable, Sendable {
  /// German sentences, 0-based, rising.
  public var german: [Int]
  /// English sentences, 0-based, rising.
  public var english: [Int]

  /// Makes a bead from its indices.
  public init(german: [Int], english: [Int]) {
    self.german = german
    self.english = english
  }

  /// The indices of an aligner's bead.
  public init(_ bead: Bead) { self.init(german: Array(bead.german), english: Array(bead.english)) }

  /// How many sentences it has on each side.
  public var type: BeadType { BeadType(german: german.count, english: english.count) }
}
