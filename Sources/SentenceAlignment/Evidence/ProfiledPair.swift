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
  let germanVectors: SentenceVectors?
  let englishVectors: SentenceVectors?
  /// The words of both sides; `nil` without a model for both languages.
  let translations: WordTranslations?

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
    translations = model.flatMap {
      WordTranslations(german: german, english: english, model: $0.vectors, languages: ($0.german, $0.english))
    }
    englishVectors = model.flatMap { SentenceVectors(english, model: $0.vectors, language: $0.english) }
  }
}
