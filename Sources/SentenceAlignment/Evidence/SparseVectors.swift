#if canImport(Glibc)
  import Glibc
#endif

/// The keys of the sentences of two documents, weighted by how rare they are, ready to be compared sentence by sentence.
struct SparseVectors: Sendable {
  /// A key of a sentence, as the index of its weight, and how often it stands there.
  struct Entry: Sendable {
    var key: Int32
    var count: Float
  }

  /// An English sentence that holds a key, and how often.
  struct Posting: Sendable {
    var sentence: Int32
    var count: Float
  }

  /// The entries of the German sentences whose keys English shares: sentence after sentence, by key.
  private(set) var entries: [Entry] = []
  /// Where each German sentence's entries start; one more than sentences.
  private(set) var entryStarts: [Int] = []
  /// The sum of the weights of all keys of each sentence, shared or not.
  private(set) var germanMass: [Float]
  private(set) var englishMass: [Float]
  /// The English sentences that hold each shared key: key after key, by sentence.
  private(set) var postings: [Posting] = []
  /// Where each shared key's postings start; one more than keys.
  private(set) var postingStarts = [0]
  /// The weight of each shared key.
  private(set) var weights: [Float] = []

  /// Weighs the keys of both sides by log²(sentences / sentences that hold the key), as in inverse document frequency on either side of a dot product.
  /// Time is linear in the number of keys.
  init(german: [[UInt32]], english: [[UInt32]]) {
    germanMass = Array(repeating: 0, count: german.count)
    englishMass = Array(repeating: 0, count: english.count)
    // Both sides' keys are walked side by side in order, a key at a time.
    let (ours, theirs) = (KeyedSentences(german), KeyedSentences(english))
    var idf = InverseFrequency(sentences: german.count + english.count)
    var shared: [(sentence: Int32, entry: Entry)] = []
    var (i, j) = (0, 0)
    while i < ours.count || j < theirs.count {
      let key = min(i < ours.count ? ours[i].key : .max, j < theirs.count ? theirs[j].key : .max)
      let (a, b) = (ours.group(of: key, from: i), theirs.group(of: key, from: j))
      // A key on one side only is as rare as if the other side held it as often.
      let isShared = a.holders > 0 && b.holders > 0
      let weight = idf.squared(holders: isShared ? a.holders + b.holders : 2 * max(a.holders, b.holders))
      let id = Int32(weights.count)
      while i < a.end {
        let (sentence, count) = ours.next(&i)
        germanMass[sentence] += weight * count
        if isShared { shared.append((Int32(sentence), Entry(key: id, count: count))) }
      }
      while j < b.end {
        let (sentence, count) = theirs.next(&j)
        englishMass[sentence] += weight * count
        if isShared { postings.append(Posting(sentence: Int32(sentence), count: count)) }
      }
      if isShared {
        weights.append(weight)
        postingStarts.append(postings.count)
      }
    }
    (entries, entryStarts) = Self.bySentence(shared, count: german.count)
  }

  /// The same for longer keys.
  init(german: [[UInt64]], english: [[UInt64]]) {
    // Only the order of keys matters.
    var keys: [UInt64] = []
    for key in (Array(german.joined()) + Array(english.joined())).sorted() where keys.last != key { keys.append(key) }
    func ranks(_ sentences: [[UInt64]]) -> [[UInt32]] {
      sentences.map { $0.map { key in UInt32(keys.partitioningIndex { $0 >= key }) } }
    }
    self.init(german: ranks(german), english: ranks(english))
  }

  private static func bySentence(_ shared: [(sentence: Int32, entry: Entry)], count: Int) -> (entries: [Entry], starts: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for (sentence, _) in shared { starts[Int(sentence) + 1] += 1 }
    for sentence in 0..<count { starts[sentence + 1] += starts[sentence] }
    var (entries, places) = ([Entry](repeating: Entry(key: 0, count: 0), count: shared.count), starts)
    for (sentence, entry) in shared {
      entries[places[Int(sentence)]] = entry
      places[Int(sentence)] += 1
    }
    return (entries, starts)
  }
}

/// log²(1 + sentences / holders), computed once for each number of holders.
private struct InverseFrequency {
  private let sentences: Float
  private var known: [Float]

  init(sentences: Int) {
    self.sentences = Float(sentences)
    known = Array(repeating: 0, count: 2 * sentences + 1)
  }

  mutating func squared(holders: Int) -> Float {
    if known[holders] == 0 {
      let idf = logf(1 + sentences / Float(max(holders, 1)))
      known[holders] = idf * idf
    }
    return known[holders]
  }
}
