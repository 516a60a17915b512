import CKernels

#if canImport(Glibc)
  import Glibc
#endif

/// How likely the words of one document are to be translations of single words of the other's, by the model.
///
/// The ratio of a pair of words stands for t(e|g) / p(e): how much oftener e is met beside g than anywhere (Brown et al., "The mathematics of
/// statistical machine translation", 1993). It grows exponentially with the cosine of their vectors.
public struct WordTranslations: Sendable {
  /// The known words of a document, one after another.
  public struct Words: Sendable {
    /// The index of each sentence's first word; one more entry than sentences.
    public let offsets: [Int]
    /// How much each word says (`KnownWord.weight`).
    public let weights: [Float]
    fileprivate let types: [Int32]
    fileprivate let vectors: [Float]

    fileprivate init(_ profiles: [SentenceProfile], side: WordVectorModel.Side) {
      var offsets = [0]
      var (weights, types, vectors): ([Float], [Int32], [Float]) = ([], [], [])
      var ids: [Int32: Int32] = [:]
      for profile in profiles {
        for word in profile.words {
          weights.append(word.weight)
          if let id = ids[word.index] {
            types.append(id)
            continue
          }
          let id = Int32(ids.count)
          ids[word.index] = id
          types.append(id)
          let start = vectors.count
          vectors += repeatElement(0, count: side.dimensions)
          side.add(Int(word.index), weight: 1, to: &vectors, at: start)
          var square: Float = 0
          for place in start..<vectors.count { square += vectors[place] * vectors[place] }
          let scale = square > 0 ? 1 / sqrtf(square) : 0
          for place in start..<vectors.count { vectors[place] *= scale }
        }
        offsets.append(types.count)
      }
      (self.offsets, self.weights, self.types, self.vectors) = (offsets, weights, types, vectors)
    }

    /// The words of a sentence.
    public func words(of sentence: Int) -> Range<Int> { offsets[sentence]..<offsets[sentence + 1] }
  }

  /// The words of each side.
  public let german: Words
  public let english: Words
  private let dimensions: Int

  /// Looks the vectors of all words up; `nil` when the model lacks a language.
  public init?(german: [SentenceProfile], english: [SentenceProfile], model: WordVectorModel, languages: (german: String, english: String)) {
    guard let ours = model.side(languages.german), let theirs = model.side(languages.english) else { return nil }
    self.german = Words(german, side: ours)
    self.english = Words(english, side: theirs)
    dimensions = model.dimensions
  }

  /// exp(12 (cosine − .35)) in steps of 1/128.
  private static let ratios: [Float] = (0...128).map { expf(12 * (Float($0) / 128 - 0.35)) }

  /// The weighted sums of the ratios of two sentences' words: `german` has an entry for each word of the German one, the sum over the English
  /// words; `english` the other way round.
  public func compare(_ germanSentence: Int, _ englishSentence: Int) -> (german: [Float], english: [Float]) {
    let (ours, theirs) = (german.words(of: germanSentence), english.words(of: englishSentence))
    var sums = (german: [Float](repeating: 0, count: ours.count), english: [Float](repeating: 0, count: theirs.count))
    var cosines = [Float](repeating: 0, count: theirs.count)
    guard !ours.isEmpty, !theirs.isEmpty else { return sums }
    for (place, word) in ours.enumerated() {
      dot(word, theirs, into: &cosines)
      for other in cosines.indices {
        let ratio = Self.ratios[Int(max(0, min(1, cosines[other])) * 128)]
        sums.german[place] += ratio * english.weights[theirs.lowerBound + other]
        sums.english[other] += ratio * german.weights[word]
      }
    }
    return sums
  }

  private func dot(_ word: Int, _ others: Range<Int>, into cosines: inout [Float]) {
    german.vectors.withUnsafeBufferPointer { ours in
      english.vectors.withUnsafeBufferPointer { theirs in
        english.types.withUnsafeBufferPointer { types in
          cosines.withUnsafeMutableBufferPointer { out in
            guard let query = ours.baseAddress, let rows = theirs.baseAddress, let picks = types.baseAddress, let out = out.baseAddress else {
              return
            }
            kernel_dot_picked(
              query + Int(german.types[word]) * dimensions, rows, picks + others.lowerBound, others.count, dimensions, out)
          }
        }
      }
    }
  }
}
