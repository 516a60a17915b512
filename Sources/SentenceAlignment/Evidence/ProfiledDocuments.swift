import BilingualModel

/// Two documents as the aligner sees them, from which it takes the sentences that it aligns together.
struct ProfiledDocuments: Sendable {
  let german: [SentenceProfile]
  let english: [SentenceProfile]
  /// The block of each sentence; `nil` when paragraph breaks are to be ignored.
  let germanBlocks: [Int]?
  let englishBlocks: [Int]?
  let model: (vectors: WordVectorModel, german: String, english: String)?

  /// Some sentences of both sides, by their indices in the order given.
  func pair(_ ours: some Collection<Int>, _ theirs: some Collection<Int>) -> ProfiledPair {
    ProfiledPair(
      german: ours.map { german[$0] }, english: theirs.map { english[$0] },
      germanBlocks: germanBlocks.map { blocks in ours.map { blocks[$0] } },
      englishBlocks: englishBlocks.map { blocks in theirs.map { blocks[$0] } }, model: model)
  }
}
