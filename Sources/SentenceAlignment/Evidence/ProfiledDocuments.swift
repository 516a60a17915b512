import BilingualModel
import Corpus

/// Two documents as the aligner sees them, of which it takes the sentences that it aligns together.
///
/// The sentences of short documents are read once; those of long ones whenever they are asked for, so that memory is bounded.
struct ProfiledDocuments: Sendable {
  /// How sentences are read.
  struct Reading: Sendable {
    let german: LanguageTag
    let english: LanguageTag
    let model: WordVectorModel?
    /// Whether paragraph breaks are evidence.
    let usesParagraphs: Bool
    fileprivate let analyzers: (german: AnalyzerPool, english: AnalyzerPool)

    init(german: LanguageTag, english: LanguageTag, model: WordVectorModel?, usesParagraphs: Bool) {
      self.german = german
      self.english = english
      self.model = model
      self.usesParagraphs = usesParagraphs
      analyzers = (AnalyzerPool(language: german.language, model: model), AnalyzerPool(language: english.language, model: model))
    }
  }

  let german: [Sentence]
  let english: [Sentence]
  private let reading: Reading
  /// All sentences; `nil` for long documents.
  let whole: ProfiledPair?

  /// Reads short documents.
  /// - Throws: `Diagnostic` when a sentence is longer than ICU takes.
  init(_ german: [Sentence], _ english: [Sentence], _ reading: Reading) throws {
    self.init(german, english, reading, whole: nil)
    if max(german.count, english.count) <= DocumentPieces.length {
      self.init(german, english, reading, whole: try pair(german.indices, english.indices))
    }
  }

  private init(_ german: [Sentence], _ english: [Sentence], _ reading: Reading, whole: ProfiledPair?) {
    self.german = german
    self.english = english
    self.reading = reading
    self.whole = whole
  }

  /// Whether there is a bilingual model.
  var usesModel: Bool { reading.model != nil }

  /// The documents with some of their sentences only.
  func part(_ ours: [Int], _ theirs: [Int]) throws -> ProfiledDocuments {
    guard ours.count < german.count || theirs.count < english.count else { return self }
    return ProfiledDocuments(
      ours.map { german[$0] }, theirs.map { english[$0] }, reading, whole: try whole == nil ? nil : pair(ours, theirs))
  }

  /// Some sentences of both sides, by their indices in the order given.
  func pair(_ ours: some Collection<Int>, _ theirs: some Collection<Int>) throws -> ProfiledPair {
    if let whole, ours.elementsEqual(german.indices), theirs.elementsEqual(english.indices) { return whole }
    return ProfiledPair(
      german: try profiles(ours, of: german, whole?.german, by: reading.analyzers.german),
      english: try profiles(theirs, of: english, whole?.english, by: reading.analyzers.english),
      germanBlocks: reading.usesParagraphs ? ours.map { german[$0].block } : nil,
      englishBlocks: reading.usesParagraphs ? theirs.map { english[$0].block } : nil,
      model: reading.model.map { ($0, reading.german.language, reading.english.language) })
  }

  /// Vectors of many sentences, whose profiles are not kept; `nil` without a model.
  func vectors(german range: Range<Int>) -> SentenceVectors? {
    vectors(range, of: german, by: reading.analyzers.german, language: reading.german)
  }

  func vectors(english range: Range<Int>) -> SentenceVectors? {
    vectors(range, of: english, by: reading.analyzers.english, language: reading.english)
  }

  private func vectors(
    _ range: Range<Int>, of sentences: [Sentence], by analyzers: AnalyzerPool, language: LanguageTag
  ) -> SentenceVectors? {
    guard reading.model != nil else { return nil }
    let parts = Parallel.map(Array(stride(from: range.lowerBound, to: range.upperBound, by: 2000))) { start in
      (try? profiles(start..<min(start + 2000, range.upperBound), of: sentences, nil, by: analyzers)).flatMap {
        SentenceVectors($0, model: reading.model, language: language.language)
      }
    }
    return SentenceVectors(joining: parts.compactMap { $0 }).flatMap { $0.count == range.count ? $0 : nil }
  }

  private func profiles(
    _ picks: some Collection<Int>, of sentences: [Sentence], _ known: [SentenceProfile]?, by analyzers: AnalyzerPool
  ) throws -> [SentenceProfile] {
    if let known { return picks.map { known[$0] } }
    let picks = Array(picks)
    // The first error in order, so that messages do not depend on timing.
    let parts = Parallel.concatenate(picks.indices, grain: 2000) { part in
      [Result { try analyzers.lend { analyzer in try part.map { try analyzer.profile(of: sentences[picks[$0]].text) } } }]
    }
    do { return Array(try parts.map { try $0.get() }.joined()) } catch {
      throw Diagnostic(.malformedInput, "a sentence cannot be read: \(error)", cure: "split it")
    }
  }
}
