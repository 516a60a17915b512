import CKernels

#if canImport(Glibc)
  import Glibc
#endif

/// How likely the words of one document are to be translations of single words of the other's: by the model, as cognates, or as equal numbers.
///
/// The ratio of a pair of words stands for t(e|g) / p(e): how much oftener e is met beside g than anywhere (Brown et al., "The mathematics of
/// statistical machine translation", 1993). It grows exponentially with the cosine of their vectors.
public struct WordTranslations: Sendable {
  /// The words of a document, one after another; a compound is as many words as it has known parts.
  public struct Words: Sendable {
    /// The index of each sentence's first word; one more entry than sentences.
    public fileprivate(set) var offsets = [0]
    /// How much each word says, 0…1 (`KnownWord.weight`).
    public fileprivate(set) var weights: [Float] = []
    /// Each word's vector; 0 is the null vector of words that the model does not know.
    fileprivate var types: [Int32] = []
    /// The spelling of the token that each word is or is a part of.
    fileprivate var spellings: [Int32] = []
    fileprivate var vectors: [Float]
    /// The keys of each spelling: parts of the letters, or of a number.
    fileprivate var keys: [[UInt32]] = []

    fileprivate init(_ profiles: [SentenceProfile], side: WordVectorModel.Side) {
      vectors = Array(repeating: 0, count: side.dimensions)
      var ids: [Int32: Int32] = [:]
      var spellingIDs: [[UInt32]: Int32] = [:]
      for profile in profiles {
        var (word, number, cognate) = (0, 0, 0)
        for token in profile.tokens {
          let known = profile.words[word..<min(profile.words.count, word + Int(token.words))]
          let numbers = profile.numbers[number..<min(profile.numbers.count, number + Int(token.numbers))]
          let grams = profile.cognates[cognate..<min(profile.cognates.count, cognate + Int(token.cognates))]
          (word, number, cognate) = (known.endIndex, numbers.endIndex, grams.endIndex)
          let spelling = numbers.map { UInt32(truncatingIfNeeded: $0 ^ $0 >> 32) | 1 << 31 } + grams
          guard !spelling.isEmpty || !known.isEmpty else { continue }
          let spellingID = spellingIDs[spelling] ?? Int32(spellingIDs.count)
          if spellingID == Int32(spellingIDs.count) {
            spellingIDs[spelling] = spellingID
            keys.append(spelling)
          }
          if known.isEmpty {
            types.append(0)
            weights.append(WordTranslations.weightOfUnknown)
            spellings.append(spellingID)
          }
          for word in known {
            weights.append(word.weight)
            spellings.append(spellingID)
            let id = ids[word.index] ?? Int32(ids.count + 1)
            types.append(id)
            if ids.updateValue(id, forKey: word.index) == nil { addVector(word, side) }
          }
        }
        offsets.append(types.count)
      }
    }

    private mutating func addVector(_ word: KnownWord, _ side: WordVectorModel.Side) {
      let start = vectors.count
      vectors += repeatElement(0, count: side.dimensions)
      side.add(Int(word.index), weight: 1, to: &vectors, at: start)
      var square: Float = 0
      for place in start..<vectors.count { square += vectors[place] * vectors[place] }
      let scale = square > 0 ? 1 / sqrtf(square) : 0
      for place in start..<vectors.count { vectors[place] *= scale }
    }

    /// The words of a sentence.
    public func words(of sentence: Int) -> Range<Int> { offsets[sentence]..<offsets[sentence + 1] }
  }

  /// The words of each side.
  public let german: Words
  public let english: Words
  private let dimensions: Int
  /// For each German spelling the English ones that are like it, and how much.
  private let cognates: [[(spelling: Int32, ratio: Float)]]

  /// Looks the vectors of all words up; `nil` when the model lacks a language.
  public init?(german: [SentenceProfile], english: [SentenceProfile], model: WordVectorModel, languages: (german: String, english: String)) {
    guard let ours = model.side(languages.german), let theirs = model.side(languages.english) else { return nil }
    self.german = Words(german, side: ours)
    self.english = Words(english, side: theirs)
    dimensions = model.dimensions
    cognates = Self.cognates(self.german.keys, self.english.keys)
  }

  /// exp(12 (cosine − .35)) in steps of 1/128.
  private static let ratios: [Float] = (0...128).map { expf(12 * (Float($0) / 128 - 0.35)) }

  /// What a word says that the model does not know: a name, a number.
  fileprivate static let weightOfUnknown: Float = 0.5

  /// A key of more spellings is no evidence.
  private static let mostHolders = 200

  /// The spellings that share more than half of their keys (Dice's coefficient), and exp(8 (coefficient − .5)).
  private static func cognates(_ ours: [[UInt32]], _ theirs: [[UInt32]]) -> [[(spelling: Int32, ratio: Float)]] {
    var holders: [UInt32: [Int32]] = [:]
    for (spelling, keys) in theirs.enumerated() { for key in keys { holders[key, default: []].append(Int32(spelling)) } }
    var shared = [Int32](repeating: 0, count: theirs.count)
    return ours.map { keys in
      var touched: [Int32] = []
      for key in keys {
        guard let found = holders[key], found.count <= mostHolders else { continue }
        for other in found {
          if shared[Int(other)] == 0 { touched.append(other) }
          shared[Int(other)] += 1
        }
      }
      var result: [(Int32, Float)] = []
      for other in touched {
        let dice = min(1, 2 * Float(shared[Int(other)]) / Float(keys.count + theirs[Int(other)].count))
        if dice > 0.5 { result.append((other, expf(8 * (dice - 0.5)))) }
        shared[Int(other)] = 0
      }
      return result
    }
  }

  /// The weighted sums of the ratios of two sentences' words: `german` has an entry for each word of the German one, the sum over the English
  /// words; `english` the other way round.
  public func compare(_ germanSentence: Int, _ englishSentence: Int) -> (german: [Float], english: [Float]) {
    let (ours, theirs) = (german.words(of: germanSentence), english.words(of: englishSentence))
    var sums = (german: [Float](repeating: 0, count: ours.count), english: [Float](repeating: 0, count: theirs.count))
    var ratios = [Float](repeating: 0, count: theirs.count)
    guard !ours.isEmpty, !theirs.isEmpty else { return sums }
    for (place, word) in ours.enumerated() {
      if german.types[word] == 0 {
        for other in ratios.indices { ratios[other] = 0 }
      } else {
        dot(word, theirs, into: &ratios)
        for other in ratios.indices { ratios[other] = Self.ratios[Int(max(0, min(1, ratios[other])) * 128)] }
      }
      for cognate in cognates[Int(german.spellings[word])] {
        for other in ratios.indices where english.spellings[theirs.lowerBound + other] == cognate.spelling {
          ratios[other] = max(ratios[other], cognate.ratio)
        }
      }
      for other in ratios.indices {
        sums.german[place] += ratios[other] * english.weights[theirs.lowerBound + other]
        sums.english[other] += ratios[other] * german.weights[word]
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
