import BilingualModel

/// The anchor candidates of two documents of any length, found from rare cognate keys only, in memory that is a fraction of the documents'.
struct RareKeys: Sendable {
  /// A key that stands in more sentences of a side is not rare.
  private static let mostHolders = 4
  private static let counterBits: UInt32 = 24

  /// Candidates in the order that `AnchorSearch.chain` wants.
  static func candidates(german: [SentenceProfile], english: [SentenceProfile]) -> [Anchor] {
    let (ours, theirs) = (counters(german), counters(english))
    // Keys that share a counter look more frequent than they are: a rare one may be lost, none is taken for rare that is not.
    func isRare(_ key: UInt32) -> Bool {
      let slot = Int(key >> (32 - counterBits))
      return (1...mostHolders).contains(Int(ours[slot])) && (1...mostHolders).contains(Int(theirs[slot]))
    }
    var holders: [(key: UInt32, sentence: Int32)] = []
    for (sentence, profile) in english.enumerated() {
      for key in profile.cognates where isRare(key) { holders.append((key, Int32(sentence))) }
    }
    holders.sort { ($0.key, $0.sentence) < ($1.key, $1.sentence) }
    var result: [Anchor] = []
    for (sentence, profile) in german.enumerated() {
      var votes: [Int32: Float] = [:]
      for key in profile.cognates where isRare(key) {
        var index = holders.partitioningIndex { $0.key >= key }
        while index < holders.count, holders[index].key == key {
          votes[holders[index].sentence, default: 0] += 1
          index += 1
        }
      }
      // One shared key is chance more often than not.
      for (counterpart, weight) in votes.sorted(by: { $0.key > $1.key }) where weight >= 2 {
        result.append(Anchor(german: sentence, english: Int(counterpart), weight: weight))
      }
    }
    return result
  }

  /// How often the keys of each slot stand in a side, up to 255.
  private static func counters(_ profiles: [SentenceProfile]) -> [UInt8] {
    var counters = [UInt8](repeating: 0, count: 1 << counterBits)
    for profile in profiles {
      for key in profile.cognates {
        let slot = Int(key >> (32 - counterBits))
        if counters[slot] < .max { counters[slot] += 1 }
      }
    }
    return counters
  }
}
