import CKernels

/// How likely the words of one document are to be translations of single words of the other's: by the model, as cognates, or as equal numbers.
///
/// The ratio of a pair of words stands for t(e|g) / p(e): how much oftener e is met beside g than anywhere (Brown et al., "The mathematics of
/// statistical machine translation", 1993). It grows exponentially with the cosine of their vectors.
public struct WordTranslations: Sendable {
  /// The words of each side.
  public let german: DocumentWords
  public let english: DocumentWords
  private let sides: (german: WordVectorModel.Side, english: WordVectorModel.Side)
  /// For each German spelling the English ones that are like it, and how much.
  private let cognates: Cognates

  /// Looks the vectors of all words up; `nil` when the model lacks a language.
  public init?(german: [SentenceProfile], english: [SentenceProfile], model: WordVectorModel, languages: (german: String, english: String))
  {
    guard let ours = model.side(languages.german), let theirs = model.side(languages.english) else { return nil }
    self.german = DocumentWords(german, side: ours)
    self.english = DocumentWords(english, side: theirs)
    sides = (ours, theirs)
    cognates = Cognates(self.german, self.english)
  }

  /// The ratio of two words is exp(12 (cosine − .35)).
  private static let slope: Float = 12
  private static let middle: Float = 0.35

  /// The weighted sums of the ratios of a German sentence's words and those of each of some English sentences.
  public struct Comparison: Sendable {
    /// The English sentences.
    public let sentences: Range<Int>
    /// The sums over each English sentence's words, for each German word in turn.
    fileprivate var german: [Float]
    /// The sums over all German words, for each word of the English sentences.
    fileprivate var english: [Float]
    fileprivate let starts: ArraySlice<Int>

    /// The sum over the words of an English sentence for a German word, by its place in its sentence.
    public func german(_ place: Int, beside english: Int) -> Float { german[place * sentences.count + english - sentences.lowerBound] }

    /// The sum over the German words for a word of an English sentence, by its place there.
    public func english(_ place: Int, of sentence: Int) -> Float { english[starts[sentence] - starts[starts.startIndex] + place] }
  }

  /// Compares a German sentence with consecutive English ones.
  public func compare(_ sentence: Int, _ others: Range<Int>) -> Comparison {
    let ours = german.words(of: sentence)
    let starts = english.offsets[others.lowerBound...others.upperBound]
    let theirs = english.offsets[others.lowerBound]..<english.offsets[others.upperBound]
    var comparison = Comparison(
      sentences: others, german: Array(repeating: 0, count: ours.count * others.count), english: Array(repeating: 0, count: theirs.count),
      starts: starts)
    var ratios = [Float](repeating: 0, count: theirs.count)
    guard !ours.isEmpty, !theirs.isEmpty else { return comparison }
    for (place, word) in ours.enumerated() {
      writeRatios(of: word, theirs, to: &ratios)
      let weight = german.weights[word]
      for other in others {
        var sum: Float = 0
        for index in english.offsets[other] - theirs.lowerBound..<english.offsets[other + 1] - theirs.lowerBound {
          sum += ratios[index] * english.weights[theirs.lowerBound + index]
          comparison.english[index] += ratios[index] * weight
        }
        comparison.german[place * others.count + other - others.lowerBound] = sum
      }
    }
    return comparison
  }

  private func writeRatios(of word: Int, _ others: Range<Int>, to ratios: inout [Float]) {
    if german.units[word] == 0 {
      for index in ratios.indices { ratios[index] = 0 }
    } else {
      sides.german.cosines(
        Int(german.indices[word]), unit: german.units[word], with: sides.english, english.indices[others], units: english.units[others],
        into: &ratios)
      ratios.replaceWithExponentials(slope: Self.slope, middle: Self.middle)
    }
    for cognate in cognates[Int(german.spellings[word])] {
      for index in ratios.indices where english.spellings[others.lowerBound + index] == cognate.spelling {
        ratios[index] = max(ratios[index], cognate.ratio)
      }
    }
  }
}

extension [Float] {
  /// Replaces each value, or 0 for one below, by exp(`slope` · (value − `middle`)), to within 4 %.
  fileprivate mutating func replaceWithExponentials(slope: Float, middle: Float) {
    withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { kernel_exponentials(base, buffer.count, slope, middle) }
    }
  }
}
