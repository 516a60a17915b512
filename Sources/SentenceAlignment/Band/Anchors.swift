/// A pair of sentences that very probably belong together, found without looking at the rest.
struct Anchor: Hashable, Sendable {
  var german: Int
  var english: Int
  /// The summed weight of the rare keys they share.
  var weight: Float
}

/// Finds a monotone chain of anchors through two documents in almost linear time: mutual best pairs by rare keys (names, numbers, odd words),
/// kept where a neighbour agrees, then the heaviest increasing chain.
struct AnchorSearch: Sendable {
  /// A key that more sentences of one side hold is no longer rare; bounds the pairs to a few a key.
  private static let rarest = 3
  /// Anchors agree when they are at most so many sentences apart …
  private static let reach = 12
  /// … and so nearly on one diagonal.
  private static let drift = 3

  /// The chain's anchors in order, increasing on both sides.
  static func chain(_ vectors: SparseVectors) -> [Anchor] {
    heaviestChain(agreeing(mutualBest(vectors), reach: reach), english: vectors.englishMass.count)
  }

  private static func mutualBest(_ vectors: SparseVectors) -> [Anchor] {
    var holders = [Int32](repeating: 0, count: vectors.postings.count)
    for entries in vectors.german { for entry in entries { holders[Int(entry.key)] += 1 } }
    var bestOfGerman = [Anchor?](repeating: nil, count: vectors.german.count)
    var bestOfEnglish = [Anchor?](repeating: nil, count: vectors.englishMass.count)
    for (german, entries) in vectors.german.enumerated() {
      var votes: [Int: Float] = [:]
      for entry in entries where holders[Int(entry.key)] <= rarest && vectors.postings[Int(entry.key)].count <= rarest {
        for posting in vectors.postings[Int(entry.key)] { votes[Int(posting.sentence), default: 0] += vectors.weights[Int(entry.key)] }
      }
      for (english, weight) in votes.sorted(by: { $0.key < $1.key }) {
        let anchor = Anchor(german: german, english: english, weight: weight)
        if weight > bestOfGerman[german]?.weight ?? 0 { bestOfGerman[german] = anchor }
        if weight > bestOfEnglish[english]?.weight ?? 0 { bestOfEnglish[english] = anchor }
      }
    }
    return bestOfGerman.compactMap { $0.flatMap { anchor in bestOfEnglish[anchor.english] == anchor ? anchor : nil } }
  }

  /// Drops anchors that stand alone: chance pairs seldom lie near another's diagonal.
  private static func agreeing(_ anchors: [Anchor], reach: Int) -> [Anchor] {
    anchors.enumerated().filter { index, anchor in
      func agrees(_ other: Anchor) -> Bool {
        let (down, right) = (other.german - anchor.german, other.english - anchor.english)
        return abs(down - right) <= drift && (down > 0) == (right > 0)
      }
      let before = anchors[..<index].reversed().prefix { anchor.german - $0.german <= reach }
      let after = anchors[(index + 1)...].prefix { $0.german - anchor.german <= reach }
      return before.contains(where: agrees) || after.contains(where: agrees)
    }.map(\.element)
  }

  /// The chain with the largest sum of weights, both sides increasing: a longest increasing subsequence with a Fenwick tree of prefix maxima.
  private static func heaviestChain(_ anchors: [Anchor], english: Int) -> [Anchor] {
    var tree = [(weight: Float, index: Int)](repeating: (0, -1), count: english + 1)
    var previous = [Int](repeating: -1, count: anchors.count)
    // German sentences come in order and each has one anchor, so that only the English side needs the tree.
    for (index, anchor) in anchors.enumerated() {
      var best: (weight: Float, index: Int) = (0, -1)
      var node = anchor.english
      while node > 0 {
        if tree[node].weight > best.weight { best = tree[node] }
        node -= node & -node
      }
      previous[index] = best.index
      let total = best.weight + anchor.weight
      node = anchor.english + 1
      while node <= english {
        if total > tree[node].weight { tree[node] = (total, index) }
        node += node & -node
      }
    }
    var last = (weight: Float(0), index: -1)
    var node = english
    while node > 0 {
      if tree[node].weight > last.weight { last = tree[node] }
      node -= node & -node
    }
    var chain: [Anchor] = []
    while last.index >= 0 {
      chain.append(anchors[last.index])
      last.index = previous[last.index]
    }
    return chain.reversed()
  }
}
