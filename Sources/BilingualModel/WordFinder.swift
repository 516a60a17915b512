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
final class WordFinder: Sendable {
  private let side: WordVectorModel.Side
  private let derivation: WordDerivation

  private static let frequentShare: Float = 2e-3
  /// A longer token is no word.
  static let longestWord = 60

  /// Only languages that write compounds as one word have their words split.
  init(_ side: WordVectorModel.Side, language: String) {
    self.side = side
    derivation = WordDerivation(side, language: language)
  }

  /// Appends what is known of a word to `found`; it is in lower case, with ss for ß, and `key` is its `WordKey`.
  func find(_ word: Span<UInt16>, key: UInt64, into found: inout [KnownWord]) {
    if let index = side.index(of: key) { return found.append(known(index)) }
    derivation.forEachPart(of: word) { found.append(known($0)) }
  }

  private func known(_ index: Int) -> KnownWord {
    let share = powf(10, side.logFrequency(index))
    return KnownWord(index: Int32(index), weight: Self.frequentShare / (Self.frequentShare + share))
  }
}
