/// The anchor candidates of two stretches of any length, found from the landmarks that few of their sentences hold.
struct RareKeys: Sendable {
  /// A key that stands in more sentences of a side is not rare.
  private static let mostHolders = 4

  /// Candidates in the order that `AnchorSearch.chain` wants.
  static func candidates(german: Landmarks, english: Landmarks, in region: DocumentPieces.Piece) -> [Anchor] {
    let (ours, theirs) = (german.holders(in: region.german), english.holders(in: region.english))
    // The two sorted lists are walked side by side, a key at a time. A vote has the German sentence in its upper half and, so that the last English
    // one comes first, the complement of the other in its lower.
    var votes: [UInt64] = []
    var (i, j) = (0, 0)
    while i < ours.count, j < theirs.count {
      let key = max(ours[i] >> 32, theirs[j] >> 32)
      guard ours[i] >> 32 == key, theirs[j] >> 32 == key else {
        if ours[i] >> 32 < key { i += 1 } else { j += 1 }
        continue
      }
      let (a, b) = (ours[i...].prefix { $0 >> 32 == key }, theirs[j...].prefix { $0 >> 32 == key })
      if a.count <= mostHolders, b.count <= mostHolders {
        for holder in a { for other in b { votes.append(holder << 32 | ~other & 0xFFFF_FFFF) } }
      }
      (i, j) = (a.endIndex, b.endIndex)
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
}
