import Glibc

/// How long texts usually are in one language of a memory for their length in another: the median of the ratios.
struct UsualLengths {
  private struct Pair: Hashable {
    var first: String
    var second: String
  }

  /// By languages' own subtags.
  private var ratios: [Pair: Double] = [:]
  /// Texts that are shorter do not tell.
  private static let leastLength = 20
  /// With fewer texts nothing is usual.
  private static let leastCount = 50

  /// Measures units.
  init(_ units: [StoredUnit]) {
    var all: [Pair: [Double]] = [:]
    for unit in units {
      let variants = unit.unit.variants
      guard let first = variants.first else { continue }
      let length = first.segment.plainText.unicodeScalars.count
      for variant in variants.dropFirst() {
        let other = variant.segment.plainText.unicodeScalars.count
        guard min(length, other) >= Self.leastLength else { continue }
        let pair = Pair(first: LanguageKey.primary(first.language), second: LanguageKey.primary(variant.language))
        all[pair, default: []].append(Double(other) / Double(length))
      }
    }
    for (pair, ratios) in all where ratios.count >= Self.leastCount { self.ratios[pair] = ratios.sorted()[ratios.count / 2] }
  }

  /// How many times as long, or as short, a text is as it usually is for the first one's length; from 1. Ten characters count for nothing.
  func excess(of other: (length: Int, language: String), to first: (length: Int, language: String)) -> Double {
    let pair = Pair(first: LanguageKey.primary(first.language), second: LanguageKey.primary(other.language))
    let ratio = (Double(other.length) + 10) / (Double(first.length) * ratios[pair, default: 1] + 10)
    return max(ratio, 1 / ratio)
  }
}
