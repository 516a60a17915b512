import ICUText

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
final class WordFinder {
  private let side: WordVectorModel.Side
  private let links: [[UInt16]]
  /// What has been found for words that the model does not have as they stand.
  private var derived: [UInt64: [KnownWord]] = [:]

  private static let frequentShare: Float = 2e-3
  private static let shortestPart = 4
  private static let shortestStem = 4
  private static let shortestBeginning = 3
  private static let endings = ["", "e", "en", "er", "s", "n", "es"].map { Array($0.utf16) }
  /// A longer token is no word.
  private static let longestWord = 60

  /// Only languages that write compounds as one word have their words split.
  init(_ side: WordVectorModel.Side, language: String) {
    self.side = side
    links = ["de": ["", "s", "n", "en", "es", "er", "e"]][language]?.map { Array($0.utf16) } ?? []
  }

  /// Appends what is known of a word to `found`. The word is folded to lower case here, ß to ss.
  func find(_ word: ArraySlice<UInt16>, into found: inout [KnownWord]) {
    guard word.count <= Self.longestWord else { return }
    var folded: [UInt16] = []
    for unit in word {
      switch unit {
      case 0xAD, 0x200B...0x200D, 0xFEFF: continue
      case 0xDF, 0x1E9E: folded += [0x73, 0x73]
      case 0x2019: folded.append(0x27)
      default: folded.append(unit.lowercased)
      }
    }
    let key = WordKey.of(folded[...])
    if let index = side.index(of: key) {
      found.append(known(index))
    } else if let earlier = derived[key] {
      found += earlier
    } else {
      let now = derive(folded[...])
      derived[key] = now
      found += now
    }
  }

  private func known(_ index: Int) -> KnownWord {
    let share = powf(10, side.logFrequency(index))
    return KnownWord(index: Int32(index), weight: Self.frequentShare / (Self.frequentShare + share))
  }

  private func whole(_ word: ArraySlice<UInt16>) -> [KnownWord]? { side.index(of: WordKey.of(word)).map { [known($0)] } }

  private func derive(_ word: ArraySlice<UInt16>) -> [KnownWord] {
    let pieces = word.split(separator: Self.apostrophe)
    if pieces.count > 1 { return pieces.flatMap { whole($0) ?? derive($0) } }
    if let found = inflected(word, most: 2) ?? compound(word, tail: whole) { return found }
    // A part of a compound may be inflected or a compound itself; no deeper, so that time is bounded.
    if let found = compound(word, tail: { self.inflected($0, most: 3) ?? self.compound($0, tail: self.whole) }) { return found }
    return inflected(word, most: 3) ?? beginning(word) ?? []
  }

  private static let apostrophe: UInt16 = 0x27

  /// The known word that is this one less a few letters, at most `most`, or with another ending.
  private func inflected(_ word: ArraySlice<UInt16>, most: Int) -> [KnownWord]? {
    for cut in 1...most where word.count - cut >= Self.shortestStem {
      for ending in Self.endings {
        if let found = whole((word.dropLast(cut) + ending)[...]) { return found }
      }
    }
    return nil
  }

  /// The two parts of a compound whose shorter one is longest; the first is known and may end in a linking element.
  private func compound(_ word: ArraySlice<UInt16>, tail: (ArraySlice<UInt16>) -> [KnownWord]?) -> [KnownWord]? {
    guard !links.isEmpty, word.count >= 2 * Self.shortestPart else { return nil }
    var (best, found): (Int, [KnownWord]?) = (0, nil)
    for at in Self.shortestPart...word.count - Self.shortestPart {
      // Only when this split can be the best one is its tail looked at.
      guard 2 * min(at, word.count - at) > best, let second = tail(word.dropFirst(at)) else { continue }
      for link in links where at - link.count >= Self.shortestPart && word.prefix(at).suffix(link.count).elementsEqual(link) {
        let score = 2 * min(at - link.count, word.count - at) - link.count
        if score > best, let first = whole(word.prefix(at - link.count)) { (best, found) = (score, first + second) }
      }
    }
    return found
  }

  /// The longest known beginning.
  private func beginning(_ word: ArraySlice<UInt16>) -> [KnownWord]? {
    guard word.count > Self.shortestBeginning else { return nil }
    for length in (Self.shortestBeginning..<word.count).reversed() {
      if let found = whole(word.prefix(length)) { return found }
    }
    return nil
  }
}
