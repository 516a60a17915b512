import ICUText

#if canImport(Glibc)
  import Glibc
#endif

/// A word that a model knows, or a part of one, and how much it says.
public struct KnownWord: Hashable, Sendable {
  /// Its index in the model's table of the language.
  public var index: Int32
  /// a / (a + p), p being the word's share of all words and a = 10⁻³: frequent words say little (Arora, Liang and Ma, "A simple but tough-to-beat
  /// baseline for sentence embeddings", 2017).
  public var weight: Float
}

/// Finds words of running text in a model: as they stand, else as two known parts (German compounds), else by their stem.
final class WordFinder {
  private let side: WordVectorModel.Side
  private let links: [[UInt16]]
  /// What has been found for words that the model does not have as they stand.
  private var derived: [UInt64: [KnownWord]] = [:]

  private static let frequentShare: Float = 1e-3
  private static let shortestPart = 3
  private static let shortestStem = 4
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
      let now = parts(folded[...]) ?? stem(folded[...]) ?? []
      derived[key] = now
      found += now
    }
  }

  private func known(_ index: Int) -> KnownWord {
    let share = powf(10, side.logFrequency(index))
    return KnownWord(index: Int32(index), weight: Self.frequentShare / (Self.frequentShare + share))
  }

  /// The two known parts of a compound whose shorter one is longest; the first may end in a linking element.
  private func parts(_ word: ArraySlice<UInt16>) -> [KnownWord]? {
    guard !links.isEmpty, word.count >= 2 * Self.shortestPart else { return nil }
    var heads: [Int?] = [nil]
    var key = WordKey()
    for unit in word {
      key.add(unit)
      heads.append(heads.count < Self.shortestPart ? nil : side.index(of: key.value))
    }
    var (best, found): (Int, [KnownWord]?) = (0, nil)
    for at in Self.shortestPart...word.count - Self.shortestPart {
      guard let tail = side.index(of: WordKey.of(word.dropFirst(at))) else { continue }
      for link in links where at - link.count >= Self.shortestPart && word.prefix(at).hasSuffix(link) {
        guard let head = heads[at - link.count] else { continue }
        let score = 2 * min(at - link.count, word.count - at) - link.count
        if score > best { (best, found) = (score, [known(head), known(tail)]) }
      }
    }
    return found
  }

  /// The known word that is this one less up to three letters, or with another ending.
  private func stem(_ word: ArraySlice<UInt16>) -> [KnownWord]? {
    for cut in 1...3 where word.count - cut >= Self.shortestStem {
      for ending in Self.endings {
        if let index = side.index(of: WordKey.of((word.dropLast(cut) + ending)[...])) { return [known(index)] }
      }
    }
    return nil
  }
}

extension ArraySlice<UInt16> {
  fileprivate func hasSuffix(_ other: [UInt16]) -> Bool { suffix(other.count).elementsEqual(other) }
}
