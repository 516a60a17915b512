import BilingualModel

/// The anchor candidates of two documents of any length, found from their landmarks (long words and numbers) that few sentences hold.
struct RareKeys: Sendable {
  /// A key that stands in more sentences of a side is not rare.
  private static let mostHolders = 4

  /// Candidates in the order that `AnchorSearch.chain` wants.
  static func candidates(german: [SentenceProfile], english: [SentenceProfile]) -> [Anchor] {
    let (ours, theirs) = (holders(german), holders(english))
    // The two sorted lists are walked side by side, a key at a time.
    var votes: [(german: Int32, english: Int32)] = []
    var (i, j) = (0, 0)
    while i < ours.count, j < theirs.count {
      let key = max(ours[i].key, theirs[j].key)
      guard ours[i].key == key, theirs[j].key == key else {
        if ours[i].key < key { i += 1 } else { j += 1 }
        continue
      }
      let (a, b) = (ours[i...].prefix { $0.key == key }, theirs[j...].prefix { $0.key == key })
      if a.count <= mostHolders, b.count <= mostHolders {
        for holder in a { for other in b { votes.append((holder.sentence, other.sentence)) } }
      }
      (i, j) = (a.endIndex, b.endIndex)
    }
    votes.sort { ($0.german, $1.english) < ($1.german, $0.english) }
    var result: [Anchor] = []
    for vote in votes {
      if let last = result.last, last.german == Int(vote.german), last.english == Int(vote.english) {
        result[result.count - 1].weight += 1
      } else {
        result.append(Anchor(german: Int(vote.german), english: Int(vote.english), weight: 1))
      }
    }
    return result
  }

  /// Which sentences hold which landmark, in order of both; a sentence holds a key once.
  private static func holders(_ profiles: [SentenceProfile]) -> [(key: UInt32, sentence: Int32)] {
    var result: [(key: UInt32, sentence: Int32)] = []
    for (sentence, profile) in profiles.enumerated() { for key in Set(profile.landmarks) { result.append((key, Int32(sentence))) } }
    return result.sorted { ($0.key, $0.sentence) < ($1.key, $1.sentence) }
  }
}
