/// A minimal pair of passages that translate each other: some consecutive German sentences and some consecutive English ones.
///
/// One side may be empty (a null bead): its sentences have no counterpart.
public struct Bead: Hashable, Sendable {
  /// Indices of the German sentences, 0-based, half-open.
  public var german: Range<Int>
  /// Indices of the English sentences, 0-based, half-open.
  public var english: Range<Int>
  /// The posterior probability that exactly this bead is right, 0…1.
  public var confidence: Double

  /// Makes a bead from its parts.
  public init(german: Range<Int>, english: Range<Int>, confidence: Double = 1) {
    self.german = german
    self.english = english
    self.confidence = confidence
  }

  /// How many sentences it has on each side.
  public var type: BeadType { BeadType(german: german.count, english: english.count) }

  /// The confidence with four decimals, as every output prints it: `0.9731`; what is not a number counts as 0.
  public var confidenceText: String {
    let units = confidence.isNaN ? 0 : Int((min(max(confidence, 0), 1) * 10_000).rounded())
    return "\(units / 10_000).\(String(10_000 + units % 10_000).dropFirst())"
  }
}

/// The shape of a bead: the number of sentences on each side, written `1-2`.
public struct BeadType: Hashable, Sendable, CustomStringConvertible, Comparable {
  /// The number of German sentences.
  public var german: Int
  /// The number of English sentences.
  public var english: Int

  /// Makes a type from its counts.
  public init(german: Int, english: Int) {
    self.german = german
    self.english = english
  }

  /// Whether one side is empty.
  public var isNull: Bool { german == 0 || english == 0 }
  /// `1-2`.
  public var description: String { "\(german)-\(english)" }
  /// Orders by the number of German, then of English sentences.
  public static func < (a: BeadType, b: BeadType) -> Bool { (a.german, a.english) < (b.german, b.english) }
}

/// The beads of a pair of documents, in order: each sentence of either side lies in exactly one.
public struct Alignment: Hashable, Sendable {
  /// The beads, monotone on both sides.
  public var beads: [Bead]
  /// Passages that match across the order of the beads; in the beads their sentences have no counterpart.
  public var moved: [MovedBlock]

  /// Makes an alignment from its beads and the blocks that moved.
  public init(beads: [Bead], moved: [MovedBlock] = []) {
    self.beads = beads
    self.moved = moved
  }

  /// How many beads there are of each type.
  public var countsByType: [BeadType: Int] { beads.reduce(into: [:]) { $0[$1.type, default: 0] += 1 } }

  /// Whether the beads cover `0..<german` and `0..<english` in order, without gap or overlap, and none is empty on both sides.
  public func covers(german: Int, english: Int) -> Bool {
    var (g, e) = (0, 0)
    for bead in beads {
      guard bead.german.lowerBound == g, bead.english.lowerBound == e, bead.german.count + bead.english.count > 0 else { return false }
      (g, e) = (bead.german.upperBound, bead.english.upperBound)
    }
    return g == german && e == english
  }
}
