/// Finds a monotone chain of anchors through two documents in almost linear time.
///
/// Sentences that share rare keys (names, numbers, odd words) are candidates; a candidate stays where another near it lies on the same
/// diagonal; the heaviest increasing chain of them is taken. A sentence may have several candidates, so that texts that repeat themselves are
/// told apart by what is around them.
struct AnchorSearch: Sendable {
  /// A key makes candidates when the sentences that hold it make at most so many pairs.
  private static let mostPairs = 64
  /// The most candidates of a German sentence.
  private static let mostCandidates = 8
  /// Anchors agree when they are at most so many sentences apart …
  private static let reach = 12
  /// … and so nearly on one diagonal.
  private static let drift = 3

  /// The chain of some candidates, increasing on both sides. They come in the order of the German sentences, those of a sentence from the last
  /// English one to the first, and their English sentences lie within a range.
  static func chain(_ candidates: [Anchor], english: Range<Int>) -> [Anchor] {
    // A chance candidate may agree with another one that the chain then leaves out, so that the chain is looked through once more.
    agreeing(heaviestChain(agreeing(candidates), english: english))
  }

  /// The pairs of sentences that share rare keys.
  static func candidates(_ vectors: SparseVectors) -> [Anchor] {
    var holders = [Int](repeating: 0, count: vectors.weights.count)
    for entry in vectors.entries { holders[Int(entry.key)] += 1 }
    var result: [Anchor] = []
    // The votes for each English sentence, all zero between German ones, and who has some.
    var votes = [Float](repeating: 0, count: vectors.englishMass.count)
    var voted: [Int] = []
    for german in vectors.germanMass.indices {
      for entry in vectors.entries[vectors.entryStarts[german]..<vectors.entryStarts[german + 1]] {
        let key = Int(entry.key)
        let postings = vectors.postings[vectors.postingStarts[key]..<vectors.postingStarts[key + 1]]
        guard holders[key] * postings.count <= mostPairs else { continue }
        for posting in postings {
          let sentence = Int(posting.sentence)
          if votes[sentence] == 0 { voted.append(sentence) }
          votes[sentence] += vectors.weights[key]
        }
      }
      let best = voted.reduce(0) { max($0, votes[$1]) }
      let near = voted.filter { votes[$0] >= best / 2 }.sorted { (votes[$0], $0) > (votes[$1], $1) }.prefix(mostCandidates)
      for english in near.sorted(by: >) { result.append(Anchor(german: german, english: english, weight: votes[english])) }
      for sentence in voted { votes[sentence] = 0 }
      voted.removeAll(keepingCapacity: true)
    }
    return result
  }

  /// Drops anchors that stand alone: chance pairs seldom lie near another's diagonal.
  private static func agreeing(_ anchors: [Anchor]) -> [Anchor] {
    anchors.enumerated().filter { index, anchor in
      func agrees(_ other: Anchor) -> Bool {
        let (down, right) = (other.german - anchor.german, other.english - anchor.english)
        return abs(down - right) <= drift && down != 0 && (down > 0) == (right > 0)
      }
      let before = anchors[..<index].reversed().prefix { anchor.german - $0.german <= reach }
      let after = anchors[(index + 1)...].prefix { $0.german - anchor.german <= reach }
      return before.contains(where: agrees) || after.contains(where: agrees)
    }.map(\.element)
  }

  /// The chain with the largest sum of weights, both sides increasing: a longest increasing subsequence with a Fenwick tree of prefix maxima.
  private static func heaviestChain(_ anchors: [Anchor], english: Range<Int>) -> [Anchor] {
    var tree = [(weight: Float, index: Int)](repeating: (0, -1), count: english.count + 1)
    var previous = [Int](repeating: -1, count: anchors.count)
    // German sentences come in order, and those of one sentence from the last to the first, so that only the English side needs the tree.
    for (index, anchor) in anchors.enumerated() {
      var best: (weight: Float, index: Int) = (0, -1)
      var node = anchor.english - english.lowerBound
      while node > 0 {
        if tree[node].weight > best.weight { best = tree[node] }
        node -= node & -node
      }
      previous[index] = best.index
      let total = best.weight + anchor.weight
      node = anchor.english - english.lowerBound + 1
      while node <= english.count {
        if total > tree[node].weight { tree[node] = (total, index) }
        node += node & -node
      }
    }
    var last = (weight: Float(0), index: -1)
    var node = english.count
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
