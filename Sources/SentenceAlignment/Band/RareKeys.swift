/// The anchor candidates of two stretches of any length, found from the landmarks that few of their sentences hold; where these are few, also from pairs
/// of landmarks that few sentences hold both of.
struct RareKeys: Sendable {
  /// A key that stands in more sentences of a side is not rare.
  private static let mostHolders = 4
  /// Pairs are looked at when there are fewer votes than one for so many sentences.
  private static let sparse = 4
  /// So many landmarks of a sentence, the rarest, make pairs.
  private static let paired = 4

  /// A key in the upper half, the index of a sentence that holds it in the lower.
  typealias Holder = UInt64

  /// A German sentence in the upper half, the complement of an English one in the lower.
  private var votes: [UInt64] = []
  /// The keys that both sides have and that are not rare, with the number of their holders in the upper half.
  private var frequent: [UInt64] = []

  /// Candidates in the order that `AnchorSearch.chain` wants; `usesPairs` says whether pairs are looked at.
  static func candidates(german: Landmarks, english: Landmarks, in region: DocumentPieces.Piece, usesPairs: Bool) -> [Anchor] {
    let (ours, theirs) = (german.holders(in: region.german), english.holders(in: region.english))
    let single = RareKeys(ours, theirs)
    var votes = single.votes
    if usesPairs, votes.count * sparse < min(region.german.count, region.english.count) {
      let ranks = Dictionary(
        uniqueKeysWithValues: single.frequent.sorted().enumerated().map { ($1 & 0xFFFF_FFFF, UInt64($0)) })
      votes += RareKeys(pairs(ours, ranks), pairs(theirs, ranks)).votes
    }
    votes.sort()
    var result: [Anchor] = []
    for (place, vote) in votes.enumerated() {
      if place > 0, votes[place - 1] == vote {
        result[result.count - 1].weight += 1
      } else {
        result.append(Anchor(german: Int(vote >> 32), english: Int(~vote & 0xFFFF_FFFF), weight: 1))
      }
    }
    return result
  }

  /// Walks two sorted lists side by side, a key at a time.
  private init(_ ours: [Holder], _ theirs: [Holder]) {
    var (i, j) = (0, 0)
    while i < ours.count, j < theirs.count {
      let key = max(ours[i] >> 32, theirs[j] >> 32)
      guard ours[i] >> 32 == key, theirs[j] >> 32 == key else {
        if ours[i] >> 32 < key { i += 1 } else { j += 1 }
        continue
      }
      let (a, b) = (ours[i...].prefix { $0 >> 32 == key }, theirs[j...].prefix { $0 >> 32 == key })
      if a.count <= Self.mostHolders, b.count <= Self.mostHolders {
        for holder in a { for other in b { votes.append(holder << 32 | ~other & 0xFFFF_FFFF) } }
      } else {
        frequent.append(UInt64(a.count + b.count) << 32 | key)
      }
      (i, j) = (a.endIndex, b.endIndex)
    }
  }

  /// Each pair of a sentence's landmarks as one key, in order; landmarks are known by their rank among all that both sides have.
  private static func pairs(_ holders: [Holder], _ ranks: [UInt64: UInt64]) -> [Holder] {
    let ranked = holders.compactMap { holder in ranks[holder >> 32].map { (holder & 0xFFFF_FFFF) << 32 | $0 } }.sorted()
    var result: [Holder] = []
    var start = 0
    while start < ranked.count {
      let sentence = ranked[start] >> 32
      let landmarks = ranked[start...].prefix { $0 >> 32 == sentence }
      let rarest = landmarks.prefix(paired)
      for (place, first) in rarest.enumerated() {
        for second in rarest.dropFirst(place + 1) {
          // Fibonacci hashing of the two ranks.
          let key = ((first << 32 | second & 0xFFFF_FFFF) &* 0x9E37_79B9_7F4A_7C15) >> 32
          result.append(key << 32 | sentence)
        }
      }
      start = landmarks.endIndex
    }
    return result.sorted()
  }
}
