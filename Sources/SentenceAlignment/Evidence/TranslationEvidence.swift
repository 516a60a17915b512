import BilingualModel

#if canImport(Glibc)
  import Glibc
#endif

/// Word-by-word evidence for the beads that a first pass has left: how well each side's words are explained by the other's.
///
/// A word's gain is log(λ + (1 − λ) · mean ratio), the logarithm of how much likelier it is beside the other side's words than anywhere, as in
/// Model 1 of Brown et al. (1993) and Moore, "Fast and accurate sentence alignment of bilingual corpora" (2002).
struct TranslationEvidence: Sendable {
  private let words: WordTranslations
  /// The weights of the words before each one, as prefix sums.
  private let germanWeights: [Float]
  private let englishWeights: [Float]
  /// For each German sentence the English ones it is compared with.
  private let rows: [Range<Int>]
  private let comparisons: [WordTranslations.Comparison]
  /// The largest mean gain of each sentence beside any single one.
  private var bestGerman: [Float]
  private var bestEnglish: [Float]

  /// λ: a word may come from nowhere.
  private static let background: Float = 0.5
  /// The weight of the empty word, which every passage holds.
  private static let nowhere: Float = 1

  /// Compares all pairs of sentences that the beads hold.
  init(_ words: WordTranslations, beads: BeadCandidates) {
    self.words = words
    germanWeights = words.german.weights.prefixSums
    englishWeights = words.english.weights.prefixSums
    rows = beads.rows
    let rows = self.rows
    comparisons = Parallel.concatenate(rows.indices, grain: 500) { part in part.map { words.compare($0, rows[$0]) } }
    bestGerman = Array(repeating: 0, count: rows.count)
    bestEnglish = Array(repeating: 0, count: words.english.offsets.count - 1)
    for g in rows.indices {
      for e in rows[g] {
        let gains = gains(g..<g + 1, e..<e + 1)
        bestGerman[g] = max(bestGerman[g], gains.german / max(weight(german: g..<g + 1), 0.1))
        bestEnglish[e] = max(bestEnglish[e], gains.english / max(weight(english: e..<e + 1), 0.1))
      }
    }
  }

  func weight(german: Range<Int>) -> Float {
    germanWeights[words.german.offsets[german.upperBound]] - germanWeights[words.german.offsets[german.lowerBound]]
  }

  func weight(english: Range<Int>) -> Float {
    englishWeights[words.english.offsets[english.upperBound]] - englishWeights[words.english.offsets[english.lowerBound]]
  }

  func best(german: Range<Int>) -> Float { german.reduce(0) { max($0, bestGerman[$1]) } }
  func best(english: Range<Int>) -> Float { english.reduce(0) { max($0, bestEnglish[$1]) } }

  /// What the words of a bead say.
  struct Gains {
    /// The weighted gains of each side's words.
    var german: Float = 0
    var english: Float = 0
    /// The smallest mean gain of a sentence.
    var least = Float.infinity
    /// By how much words gain more beside the sentence before or behind the other side than in the bead.
    var lost: Float = 0
  }

  /// The gains of a bead's words.
  func gains(_ german: Range<Int>, _ english: Range<Int>) -> Gains {
    var gains = Gains()
    let (ours, theirs) = (weight(german: german) + Self.nowhere, weight(english: english) + Self.nowhere)
    let besideEnglish = [english.lowerBound - 1, english.upperBound].filter { $0 >= 0 && $0 < bestEnglish.count }.map {
      ($0, weight(english: $0..<$0 + 1) + Self.nowhere)
    }
    let besideGerman = [german.lowerBound - 1, german.upperBound].filter { rows.indices.contains($0) }.map {
      ($0, weight(german: $0..<$0 + 1) + Self.nowhere)
    }
    for g in german {
      var gain: Float = 0
      for (place, word) in words.german.words(of: g).enumerated() {
        var sum: Float = 0
        for e in english.clamped(to: rows[g]) { sum += comparisons[g].german(place, beside: e) }
        let own = Self.gain(sum / theirs)
        gain += words.german.weights[word] * own
        var beside: Float = 0
        for (e, mass) in besideEnglish where rows[g].contains(e) { beside = max(beside, comparisons[g].german(place, beside: e) / mass) }
        gains.lost += words.german.weights[word] * max(0, Self.gain(beside) - own)
      }
      gains.german += gain
      gains.least = min(gains.least, gain / max(weight(german: g..<g + 1), 0.1))
    }
    for e in english {
      var gain: Float = 0
      for (place, word) in words.english.words(of: e).enumerated() {
        var sum: Float = 0
        for g in german where rows[g].contains(e) { sum += comparisons[g].english(place, of: e) }
        let own = Self.gain(sum / ours)
        gain += words.english.weights[word] * own
        var beside: Float = 0
        for (g, mass) in besideGerman where rows[g].contains(e) { beside = max(beside, comparisons[g].english(place, of: e) / mass) }
        gains.lost += words.english.weights[word] * max(0, Self.gain(beside) - own)
      }
      gains.english += gain
      gains.least = min(gains.least, gain / max(weight(english: e..<e + 1), 0.1))
    }
    return gains
  }

  private static func gain(_ ratio: Float) -> Float { logf(background + (1 - background) * ratio) }
}
