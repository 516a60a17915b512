import Corpus
import TMX

/// Looks segments up in a memory, one after the other. Not thread-safe: one a task; see `MemorySearch`.
public final class MemorySearcher {
  private let store: any MemoryStore
  private let options: SearchOptions
  private let fuzzy: FuzzySearcher
  private let scorer: MatchScorer
  private let tokenizer: MatchTokenizer

  /// Of the units with equal texts, or with texts equal but for their numbers, no more than so many are weighed: those in context, then the last.
  public static let mostUnits = 1000

  /// Opens what a look-up needs.
  /// - Throws: a `Diagnostic` `.unavailable` when ICU cannot be used.
  init(_ store: any MemoryStore, _ index: FuzzyIndex, _ options: SearchOptions) throws {
    self.store = store
    self.options = options
    fuzzy = FuzzySearcher(index)
    let language = LanguageKey.primary(options.source)
    scorer = try MatchScorer(language: language, rules: options.rules, now: options.now)
    tokenizer = try MatchTokenizer(language: language)
  }

  /// The units that match a segment, best first, the same as if every unit of the memory had been scored: by percentage, then by the share of
  /// characters that differ, then by hash, then the last unit first; those whose numbers cannot be exchanged come after others with their percentage. Of units with the same segments in both languages one stands for all.
  /// - Throws: what the memory throws, and a `Diagnostic` `.malformedInput` for a text too long for ICU.
  public func matches(for query: MemoryQuery) throws -> [MemoryMatch] {
    let segment = try MatchText(query.pieces)
    var search = Search(segment: segment, context: query.context)
    try score(store.entries(withHashes: [segment.hash], language: options.source), &search)
    if !segment.numbers.isEmpty {
      try score(store.entries(withHashesWithoutNumbers: [segment.hashWithoutNumbers], language: options.source), &search)
    }
    let wanted = max(1, options.limit)
    var (limit, known) = (wanted, 0)
    while !search.matches.areSettledByEqual(wanted) {
      let hits = fuzzy.hits(for: segment.text, atLeast: options.minimum, limit: limit)
      let hashes = hits[min(known, hits.count)...].map { UInt64(bitPattern: $0.id) }.filter { $0 != segment.hash }
      if !hashes.isEmpty { try score(store.entries(withHashes: hashes, language: options.source), &search) }
      guard hits.count == limit, let last = hits.last, !search.matches.areSettled(wanted, by: last) else { break }
      (limit, known) = (limit * 4, hits.count)
    }
    return try search.matches.best(wanted).map { try match($0, segment) }
  }

  /// A segment that is being looked up.
  private struct Search {
    let segment: MatchText
    let context: MatchContext
    var seen: Set<Place> = []
    var matches = RankedMatches()
  }
  private struct Place: Hashable {
    let unit: Int64
    let variant: Int
  }

  private func score(_ entries: [StoredEntry], _ search: inout Search) throws {
    var new = entries.filter { search.seen.insert(Place(unit: $0.unit, variant: $0.variant)).inserted }
    if new.count > Self.mostUnits {
      let inContext = new.filter { search.context.matches($0.context) }
      new = Array((inContext + new.filter { !search.context.matches($0.context) }.reversed()).prefix(Self.mostUnits))
    }
    let units = try store.units(Set(new.map(\.unit)).sorted())
    let byID = Dictionary(units.map { ($0.id, $0) }) { first, _ in first }
    for entry in new {
      // A unit that was changed or removed since the entry was read is no match.
      guard let unit = byID[entry.unit], unit.unit.variants.indices.contains(entry.variant) else { continue }
      try score(unit, entry.variant, &search)
    }
  }

  private func score(_ unit: StoredUnit, _ variant: Int, _ search: inout Search) throws {
    let variants = unit.unit.variants
    let targets = variants.indices.filter { $0 != variant && isWanted(variants[$0], for: variants[variant]) }
    guard !targets.isEmpty else { return }
    let text = try MatchText(variants[variant].segment.matchPieces)
    let details = UnitDetails(unit.unit)
    let origin = MatchOrigin(memory: store.name, changed: details.changed.map(Int64.init), confidence: details.confidence)
    let score = try scorer.score(
      text, for: search.segment, origin: origin,
      unitContext: unit.contexts.indices.contains(variant) ? unit.contexts[variant] : MatchContext(), context: search.context)
    guard score.percent >= options.minimum else { return }
    let hit = Self.hit(text, search.segment)
    for target in targets {
      let translation = variants[target].segment.plainText
      let adapted = score.adaptsNumbers ? NumberAdaptation.adapt(translation, of: text, to: search.segment) : nil
      let rank = RankedMatches.Rank(
        percent: score.percent, leavesNumbers: score.adaptsNumbers && adapted == nil, hit: hit, unit: unit.id, source: variant,
        target: target)
      search.matches.add(RankedMatches.Match(rank: rank, unit: unit, text: text, score: score, adapted: adapted, others: []))
    }
  }

  /// Whether a variant is a translation that is asked for.
  private func isWanted(_ variant: TMXVariant, for source: TMXVariant) -> Bool {
    if let target = options.target { return LanguageKey.isIn(variant.language, target) }
    return LanguageKey.primary(variant.language) != LanguageKey.primary(source.language)
  }

  private static func hit(_ text: MatchText, _ segment: MatchText) -> FuzzyHit {
    let (a, b) = (text.text.unicodeScalars.map(\.value), segment.text.unicodeScalars.map(\.value))
    let longer = max(a.count, b.count)
    let distance = text.text == segment.text ? 0 : ExactPattern(a, longest: b.count, limit: longer).distance(to: b, limit: longer)
    return FuzzyHit(id: Int64(bitPattern: text.hash), distance: distance, length: longer)
  }

  private func match(_ match: RankedMatches.Match, _ segment: MatchText) throws -> MemoryMatch {
    return MemoryMatch(
      unit: match.unit, source: match.rank.source, target: match.rank.target, score: match.score,
      difference: try TextDifference.words(from: match.text.text, to: segment.text, tokenizer),
      adapted: match.adapted, others: match.others)
  }
}
