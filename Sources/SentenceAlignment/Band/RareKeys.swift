import BilingualModel

/// The anchor candidates of two documents of any length, found from their landmarks (long words and numbers) that few sentences hold.
struct RareKeys: Sendable {
  /// A key that stands in more sentences of a side is not rare.
  private static let mostHolders = 4

  /// Candidates in the order that `AnchorSearch.chain` wants.
  static func candidates(german: [SentenceProfile], english: [SentenceProfile]) -> [Anchor] {
    let (ours, theirs) = (KeyedSentences(german.map(\.landmarks)), KeyedSentences(english.map(\.landmarks)))
    // The two sorted lists are walked side by side, a key at a time. A vote is a German sentence and, so that later ones come first, what an English
    // one lacks to the largest number.
    var votes: [UInt64] = []
    var (i, j) = (0, 0)
    while i < ours.count, j < theirs.count {
      let key = max(ours[i].key, theirs[j].key)
      let (a, b) = (ours.group(of: key, from: i), theirs.group(of: key, from: j))
      guard a.holders > 0, b.holders > 0 else {
        if ours[i].key < key { i += 1 } else { j += 1 }
        continue
      }
      if a.holders <= mostHolders, b.holders <= mostHolders {
        while i < a.end {
          let holder = UInt64(ours.next(&i).sentence)
          var other = j
          while other < b.end { votes.append(holder << 32 | UInt64(UInt32.max) - UInt64(theirs.next(&other).sentence)) }
        }
      }
      (i, j) = (a.end, b.end)
    }
    votes.sort()
    var result: [Anchor] = []
    for (index, vote) in votes.enumerated() {
      if index > 0, votes[index - 1] == vote {
        result[result.count - 1].weight += 1
      } else {
        result.append(Anchor(german: Int(vote >> 32), english: Int(UInt32.max - UInt32(truncatingIfNeeded: vote)), weight: 1))
      }
    }
    return result
  }
}
