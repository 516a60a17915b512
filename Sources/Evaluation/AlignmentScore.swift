import Corpus

/// How well beads agree with gold beads, after Sennrich and Volk (2011, https://aclanthology.org/W11-4624/), as vecalign's `score.py` counts.
///
/// *Strict*: a bead is right when the other side has the very same one. *Lax*: also when the other side has a bead that shares a sentence with it in
/// both languages. Beads with an empty side (null beads) count in precision, but not in recall, and are right only when they are the same. A bead
/// that is given twice counts once; one with both sides empty does not count.
///
///     var score = AlignmentScore()
///     score.add(gold: gold, test: test)
///     print(score)
public struct AlignmentScore: Hashable, Sendable, CustomStringConvertible {
  /// How many beads of a type there are.
  public struct TypeCount: Hashable, Sendable {
    /// In the gold standard.
    public var gold = 0
    /// In the test.
    public var test = 0
    /// In both: the very same bead.
    public var right = 0
  }

  /// The same beads.
  public private(set) var strict = Agreement()
  /// Beads that overlap in both languages.
  public private(set) var lax = Agreement()
  /// The same beads among those with an empty side; here they count in recall too.
  public private(set) var null = Agreement()
  /// Beads by their type.
  public private(set) var types: [BeadType: TypeCount] = [:]

  /// A score of no files.
  public init() {}

  /// Counts a pair of files in. Several pairs accumulate: the score is over all their beads.
  public mutating func add(gold: [IndexBead], test: [IndexBead]) {
    let gold = Self.distinct(gold)
    let test = Self.distinct(test)
    let (fullGold, fullTest) = (gold.filter { !$0.type.isNull }, test.filter { !$0.type.isNull })
    let right = test.intersection(gold)
    let rightFull = right.count { !$0.type.isNull }
    let (overGold, overTest) = (Overlap(fullGold), Overlap(fullTest))

    strict.tested += test.count
    strict.rightOfTested += right.count
    strict.expected += fullGold.count
    strict.rightOfExpected += rightFull
    lax.tested += test.count
    lax.rightOfTested += right.count - rightFull + fullTest.count(where: overGold.includes)
    lax.expected += fullGold.count
    lax.rightOfExpected += fullGold.count(where: overTest.includes)
    null.tested += test.count - fullTest.count
    null.rightOfTested += right.count - rightFull
    null.expected += gold.count - fullGold.count
    null.rightOfExpected += right.count - rightFull
    for bead in gold { types[bead.type, default: TypeCount()].gold += 1 }
    for bead in test { types[bead.type, default: TypeCount()].test += 1 }
    for bead in right { types[bead.type, default: TypeCount()].right += 1 }
  }

  private static func distinct(_ beads: [IndexBead]) -> Set<IndexBead> { Set(beads.filter { $0.type != BeadType(german: 0, english: 0) }) }

  /// A table of precision, recall and F1, and one of the bead types.
  public var description: String {
    let rows = [("strict", strict), ("lax", lax), ("null beads", null)].map { [$0.0] + $0.1.columns }
    let counts = types.sorted { $0.key < $1.key }.map { ["\($0.key)", "\($0.value.gold)", "\($0.value.test)", "\($0.value.right)"] }
    return Table.text([["", "precision", "recall", "F1"]] + rows) + "\n" + Table.text([["type", "gold", "test", "right"]] + counts)
  }

  /// `{"lax":{"f1":…,"precision":…,"recall":…},"null":{…},"strict":{…},"types":{"1-1":{"gold":…,"right":…,"test":…},…}}` on one line.
  public var json: String {
    let counts = types.sorted { $0.key < $1.key }.map { type, count in
      "\"\(type)\":{\"gold\":\(count.gold),\"right\":\(count.right),\"test\":\(count.test)}"
    }
    return "{\"lax\":\(lax.json),\"null\":\(null.json),\"strict\":\(strict.json),\"types\":{\(counts.joined(separator: ","))}}"
  }
}

/// Finds out in linear time whether a bead shares a sentence in both languages with one of some others.
private struct Overlap {
  private var german: [Int: [Int]] = [:]
  private var english: [Int: [Int]] = [:]

  init(_ beads: Set<IndexBead>) {
    for (number, bead) in beads.enumerated() {
      for index in bead.german { german[index, default: []].append(number) }
      for index in bead.english { english[index, default: []].append(number) }
    }
  }

  func includes(_ bead: IndexBead) -> Bool {
    let near = Set(bead.german.lazy.flatMap { german[$0] ?? [] })
    return bead.english.contains { english[$0]?.contains(where: near.contains) == true }
  }
}
