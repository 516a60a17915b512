import BilingualModel

/// A pair of documents as the aligner sees it: each sentence's profile and block, and both sides' keys weighed against each other.
package struct ProfiledPair: Sendable {
  let german: [SentenceProfile]
  let english: [SentenceProfile]
  /// The block of each sentence; `nil` when paragraph breaks are to be ignored.
  let germanBlocks: [Int]?
  let englishBlocks: [Int]?
  let cognates: SparseVectors
  let numbers: SparseVectors
  /// The sentences' vectors; `nil` without a model for both languages.
  package let germanVectors: SentenceVectors?
  let englishVectors: SentenceVectors?
  private let model: (vectors: WordVectorModel, german: String, english: String)?

  /// Weighs the keys of both sides. Time is linear in their number, apart from sorting each sentence's.
  package init(
    german: [SentenceProfile], english: [SentenceProfile], germanBlocks: [Int]?, englishBlocks: [Int]?,
    model: (vectors: WordVectorModel, german: String, english: String)? = nil
  ) {
    self.german = german
    self.english = english
    self.germanBlocks = germanBlocks
    self.englishBlocks = englishBlocks
    cognates = SparseVectors(german: german.map(\.cognates), english: english.map(\.cognates))
    numbers = SparseVectors(german: german.map(\.numbers), english: english.map(\.numbers))
    germanVectors = model.flatMap { SentenceVectors(german, model: $0.vectors, language: $0.german) }
    self.model = model
    englishVectors = model.flatMap { SentenceVectors(english, model: $0.vectors, language: $0.english) }
  }

  /// The words of the sentences that contested beads may hold; `nil` without a model for both languages.
  func translations(_ beads: BeadCandidates) -> WordTranslations? {
    guard let model else { return nil }
    var isNeeded = [Bool](repeating: false, count: english.count)
    for row in beads.rows { for sentence in row { isNeeded[sentence] = true } }
    return WordTranslations(
      german: zip(german, beads.rows).map { $1.isEmpty ? SentenceProfile() : $0 },
      english: zip(english, isNeeded).map { $1 ? $0 : SentenceProfile() }, model: model.vectors, languages: (model.german, model.english))
  }
}
