import Corpus
import ICUText

/// Counts, file by file, how well a memory and the files before know their segments. Not thread-safe: one task hands in files in order; look-ups use
/// all cores.
///
/// A segment in context counts as such; else one whose text came before in the files as a repetition; else by the better of the memory's match and, if
/// wanted, of the most similar segment before it in the files.
public final class LeverageAnalyzer {
  private let search: MemorySearch
  private let looksInFiles: Bool
  private let breaker: WordBreaker
  private var seen: Set<UInt64> = []
  private var before = FuzzyIndex()

  /// Counts with a memory.
  /// - Parameters:
  ///   - search: how the memory is searched; its `limit` and `minimum` are set here.
  ///   - minimum: matches below are no matches, 50...100. At 50 nearly all texts of a large memory have to be measured.
  ///   - looksInFiles: whether similar segments in the files count.
  public init(_ search: MemorySearch, minimum: Int = 50, looksInFiles: Bool = true) {
    self.search = search.with {
      $0.limit = 1
      $0.minimum = min(max(minimum, 50), 100)
    }
    self.looksInFiles = looksInFiles
    breaker = WordBreaker(language: LanguageKey.primary(search.options.source))
  }

  /// Counts the next file's segments, in order.
  /// - Parameter progress: is told of each segment that was looked up, from any thread.
  /// - Throws: what the memory throws, and a `Diagnostic` `.malformedInput` for a text too long for ICU.
  public func count(_ segments: [String], progress: @Sendable () -> Void = {}) throws -> LeverageReport {
    let texts = try segments.map { try MatchText($0) }
    let found = try search.matches(for: MemoryQuery.document(segments), progress: progress).map { $0.first?.score.percent ?? 0 }
    var report = LeverageReport()
    for (text, percent) in zip(texts, found) {
      let amount = try self.amount(text)
      var band = LeverageBand(percent: percent)
      let isNew = seen.insert(text.hash).inserted
      if !isNew, band != .context { band = .repetition }
      if isNew, looksInFiles, band != .context {
        if band != .full {
          let other = LeverageBand(percent: try similarity(text, atLeast: percent))
          if LeverageBand.allCases.firstIndex(of: other) ?? 0 < LeverageBand.allCases.firstIndex(of: band) ?? 0 {
            band = other
            report.fromFiles += amount
          }
        }
        try before.add([(Int64(bitPattern: text.hash), text.text)])
      }
      report.bands[band, default: LeverageAmount()] += amount
    }
    return report
  }

  /// That of the most similar text before, when it is more than `percent`; 99 at most, since the texts differ.
  private func similarity(_ text: MatchText, atLeast percent: Int) throws -> Int {
    let minimum = max(search.options.minimum, percent + 1)
    return FuzzySearcher(before).hits(for: text.text, atLeast: min(minimum, 100), limit: 1).first?.percent ?? 0
  }

  private func amount(_ text: MatchText) throws -> LeverageAmount {
    var words: [Range<Int>] = []
    do { try breaker.find(in: UTF16Text.units(of: text.text), &words) } catch {
      throw Diagnostic(.malformedInput, "this segment cannot be split into words: \(error)", cure: "split it")
    }
    var amount = LeverageAmount()
    (amount.segments, amount.words, amount.characters) = (1, words.count, text.text.unicodeScalars.count)
    return amount
  }
}
