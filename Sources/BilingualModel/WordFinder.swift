#if canImport(Glibc)
  import Glibc
#endif

/// A word that a model knows, or a part of one, and how much it says.
public struct KnownWord: Hashable, Sendable {
  /// Its index in the model's table of the language.
  public var index: Int32
  /// a / (a + p), p being the word's share of all words and a = 0.002: frequent words say little (Arora, Liang and Ma, "A simple but tough-to-beat
  /// baseline for sentence embeddings", 2017).
  public var weight: Float
}

/// Finds words of running text in a model: as they stand, else by another inflected form, else as the parts of a compound, else by their stem, else
/// by their beginning. `tools/model/lookup.py` does the same when a model's vectors are judged.
struct WordFinder {
  private let side: WordVectorModel.Side
  private let derivation: WordDerivation
  /// What has been found for each word so far: `parts[ends[number − 1]..<ends[number]]`.
  private var seen = KeyNumbering()
  private var ends: [Int32] = []
  private var parts: [KnownWord] = []

  private static let frequentShare: Float = 2e-3
  /// A longer token is no word.
  static let longestWord = 60
  /// So many words are remembered at a time.
  private static let mostSeen = 1 << 16

  /// Only languages that write compounds as one word have their words split.
  init(_ side: WordVectorModel.Side, language: String) {
    self.side = side
    derivation = WordDerivation(side, language: language)
  }

  /// Appends what is known of a word to `found`; it is in lower case, with ss for ß, and `key` is its `WordKey`.
  mutating func find(_ word: Span<UInt16>, key: UInt64, into found: inout [KnownWord]) {
    if seen.keys.count == Self.mostSeen { (seen, ends, parts) = (KeyNumbering(), [], []) }
    let number = seen.insert(key)
    if number == ends.count {
      if let index = side.index(of: key) {
        parts.append(known(index))
      } else {
        derivation.forEachPart(of: word) { parts.append(known($0)) }
      }
      ends.append(Int32(parts.count))
    }
    var part = number > 0 ? Int(ends[number - 1]) : 0
    while part < ends[number] {
      found.append(parts[part])
      part += 1
    }
  }

  private func known(_ index: Int) -> KnownWord {
    let share = powf(10, side.logFrequency(index))
    return KnownWord(index: Int32(index), weight: Self.frequentShare / (Self.frequentShare + share))
  }
}
