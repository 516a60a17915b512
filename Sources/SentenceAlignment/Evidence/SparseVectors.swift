#if canImport(Glibc)
  import Glibc
#endif

/// The keys of the sentences of two documents, weighted by how rare they are, ready to be compared sentence by sentence.
struct SparseVectors: Sendable {
  /// A key of a sentence, how often it stands there, and its weight.
  struct Entry: Sendable {
    var key: Int32
    var count: Float
  }

  /// The entries of each German sentence that English shares, and the sum of the weights of all its keys.
  private(set) var german: [[Entry]] = []
  /// The sum of the weights of all keys of each sentence, shared or not.
  private(set) var germanMass: [Float] = []
  private(set) var englishMass: [Float] = []
  /// For each shared key: the English sentences that hold it, in order.
  private(set) var postings: [[(sentence: Int32, count: Float)]] = []
  /// The weight of each shared key.
  private(set) var weights: [Float] = []

  /// Weighs the keys of both sides by log²(sentences / sentences that hold the key), as in inverse document frequency on either side of a dot product.
  init<Key: FixedWidthInteger & SendableMetatype>(german: [[Key]], english: [[Key]]) {
    let germanCounts = german.map(Self.count)
    let englishCounts = english.map(Self.count)
    var frequency: [Key: (german: Int32, english: Int32)] = [:]
    for sentence in germanCounts { for (key, _) in sentence { frequency[key, default: (0, 0)].german += 1 } }
    for sentence in englishCounts { for (key, _) in sentence { frequency[key, default: (0, 0)].english += 1 } }
    let sentences = Float(german.count + english.count)
    var ids: [Key: Int32] = [:]
    func weight(_ key: Key) -> Float {
      let (inGerman, inEnglish) = frequency[key] ?? (0, 0)
      // A key on one side only is as rare as if the other side held it as often.
      let holders = inGerman == 0 || inEnglish == 0 ? 2 * max(inGerman, inEnglish) : inGerman + inEnglish
      let idf = logf(1 + sentences / Float(max(holders, 1)))
      return idf * idf
    }
    for sentence in englishCounts {
      var mass: Float = 0
      let index = Int32(englishMass.count)
      for (key, count) in sentence {
        let weight = weight(key)
        mass += weight * count
        guard frequency[key]?.german ?? 0 > 0 else { continue }
        let id = ids[key] ?? Int32(postings.count)
        if id == Int32(postings.count) {
          ids[key] = id
          postings.append([])
          weights.append(weight)
        }
        postings[Int(id)].append((index, count))
      }
      englishMass.append(mass)
    }
    for sentence in germanCounts {
      var mass: Float = 0
      var entries: [Entry] = []
      for (key, count) in sentence {
        mass += weight(key) * count
        if let id = ids[key] { entries.append(Entry(key: id, count: count)) }
      }
      self.german.append(entries)
      germanMass.append(mass)
    }
  }

  private static func count<Key: FixedWidthInteger & SendableMetatype>(_ keys: [Key]) -> [(Key, Float)] {
    var result: [(Key, Float)] = []
    for key in keys.sorted() {
      if result.last?.0 == key { result[result.count - 1].1 += 1 } else { result.append((key, 1)) }
    }
    return result
  }
}
