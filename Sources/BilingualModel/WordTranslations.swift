#if canImport(Glibc)
  import Glibc
#endif

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

  /// exp(12 (cosine − .35)) in steps of 1/128.
  private static let ratios: [Float] = (0...128).map { expf(tune("BETA", 12) * (Float($0) / 128 - tune("C", 0.35))) }

  /// The weighted sums of the ratios of two sentences' words: `german` has an entry for each word of the German one, the sum over the English
  /// words; `english` the other way round.
  public func compare(_ germanSentence: Int, _ englishSentence: Int) -> (german: [Float], english: [Float]) {
    let (ours, theirs) = (german.words(of: germanSentence), english.words(of: englishSentence))
    var sums = (german: [Float](repeating: 0, count: ours.count), english: [Float](repeating: 0, count: theirs.count))
    var ratios = [Float](repeating: 0, count: theirs.count)
    guard !ours.isEmpty, !theirs.isEmpty else { return sums }
    for (place, word) in ours.enumerated() {
      if german.units[word] == 0 {
        for other in ratios.indices { ratios[other] = 0 }
      } else {
        sides.german.cosines(
          Int(german.indices[word]), unit: german.units[word], with: sides.english, english.indices[theirs], units: english.units[theirs],
          into: &ratios)
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
}
public func tune(_ name: String, _ value: Float) -> Float { getenv(name).flatMap { Float(String(cString: $0)) } ?? value }
