import TMX

/// Matches that were found for a segment, ranked: one for each pair of a source segment and its translation.
struct RankedMatches {
  /// What matches are ranked by: percentage, whether numbers are left to the translator, share of characters that differ, the text's hash, the unit's
  /// id from the last, its variants.
  struct Rank: Comparable {
    var percent: Int
    /// Whether the text differs in its numbers only, and they could not be put into the translation.
    var leavesNumbers: Bool
    /// By distance, and by hash.
    var hit: FuzzyHit
    var unit: Int64
    var source: Int
    var target: Int

    static func < (a: Rank, b: Rank) -> Bool {
      if a.percent != b.percent { return a.percent > b.percent }
      if a.leavesNumbers != b.leavesNumbers { return b.leavesNumbers }
      if a.hit != b.hit { return a.hit < b.hit }
      return (b.unit, a.source, a.target) < (a.unit, b.source, b.target)
    }
  }
  /// A unit that matches.
  struct Match {
    var rank: Rank
    var unit: StoredUnit
    var text: MatchText
    var score: MatchScore
    /// The translation with the segment's numbers.
    var adapted: String?
    var others: [Int64]
  }
  private struct Pair: Hashable {
    var source: TMXSegment
    var target: TMXSegment
  }

  private var places: [Pair: Int] = [:]
  private var matches: [Match] = []

  /// Adds a unit's translation.
  mutating func add(_ match: Match) {
    let (rank, variants) = (match.rank, match.unit.unit.variants)
    let pair = Pair(source: variants[rank.source].segment, target: variants[rank.target].segment)
    guard let place = places[pair] else {
      places[pair] = matches.count
      matches.append(match)
      return
    }
    let ids = Set(matches[place].others + match.others + [matches[place].rank.unit, rank.unit])
    if rank < matches[place].rank { matches[place] = match }
    matches[place].others = ids.subtracting([matches[place].rank.unit]).sorted()
  }

  /// The first `limit`, and all others whose text is equal; best first.
  func best(_ limit: Int) -> [Match] {
    matches.sorted { $0.rank < $1.rank }.enumerated().filter { $0.offset < limit || $0.element.rank.hit.distance == 0 }.map(\.element)
  }

  /// Whether texts that come after a hit, and are neither equal nor equal but for their numbers, cannot be among the first `limit`.
  func areSettled(_ limit: Int, by last: FuzzyHit) -> Bool {
    let ranks = matches.map(\.rank).sorted()
    guard limit <= ranks.count, limit > 0 else { return false }
    let worst = ranks[limit - 1]
    return worst.percent > last.percent || worst.percent == last.percent && !worst.leavesNumbers && worst.hit <= last
  }

  /// Whether no text that differs can be among the first `limit`.
  func areSettledByEqual(_ limit: Int) -> Bool { matches.count { $0.rank.percent >= 100 } >= limit }
}
