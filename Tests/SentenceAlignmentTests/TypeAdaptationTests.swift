import Corpus
import TestSupport
import Testing

@testable import SentenceAlignment

@Suite struct TypeAdaptationTests {
  private static let types = [BeadType(german: 1, english: 1), BeadType(german: 1, english: 2), BeadType(german: 0, english: 1)]

  private static let weights: AlignerWeights = {
    var weights = AlignerWeights()
    (weights.types, weights.biases, weights.shares) = (types, [0, 0, 0], [0.9, 0.06, 0.04])
    return weights
  }()

  /// A chain over `count` German and twice as many English sentences: a German sentence takes two English ones, or one, and the next is a null.
  /// - Parameter gain: what 1-2 has over 1-1 and 0-1 in the first half; in the second nothing tells them apart.
  private static func chain(_ count: Int, gain: Float) -> SemiMarkovChain {
    let band = Band(rows: (0...count).map { max(0, 2 * $0 - 2)..<min(2 * count, 2 * $0 + 2) + 1 }, english: 2 * count)
    var scores = [Float](repeating: -.infinity, count: band.count * types.count)
    func set(_ german: Int, _ english: Int, _ type: Int, _ score: Float) {
      if let point = band.index(german, english) { scores[point * types.count + type] = score }
    }
    for sentence in 0..<count {
      set(sentence, 2 * sentence, 0, 0)
      set(sentence, 2 * sentence, 1, sentence < count / 2 ? gain : 0)
      set(sentence + 1, 2 * sentence + 1, 2, 0)
    }
    return SemiMarkovChain(band: band, types: types, scores: scores, transitions: ChainTransitions())
  }

  private static func confidences(_ chain: SemiMarkovChain) -> [Double] {
    let marginals = BeadMarginals(chain)
    return (0..<chain.band.german).map {
      marginals.confidence(Bead(german: $0..<$0 + 1, english: 2 * $0..<2 * $0 + 2))
    }
  }

  @Test(
    "What is frequent where the text is clear becomes likelier elsewhere; where there is no doubt, nothing changes", arguments: [4, 40])
  func frequent(count: Int) throws {
    let chain = Self.chain(count, gain: 30)
    let adapted = TypeAdaptation(Self.weights).adapted(chain)
    let (before, after) = (Self.confidences(chain), Self.confidences(adapted))
    for sentence in 0..<count / 2 { #expect(abs(after[sentence] - 1) < 1e-6) }
    for sentence in count / 2..<count {
      #expect(abs(before[sentence] - 0.5) < 1e-6)
      #expect(after[sentence] > 0.5)
    }
  }

  @Test("The longer the document, the more it counts, up to a bound")
  func bounded() throws {
    let confidences = [4, 40, 400, 800].map { Self.confidences(TypeAdaptation(Self.weights).adapted(Self.chain($0, gain: 30))).last ?? 0 }
    #expect(confidences[0] < confidences[1])
    #expect(confidences[1] < confidences[2])
    #expect(abs(confidences[2] - confidences[3]) < 0.01)
  }

  @Test("A document that is as the training texts are stays as it is")
  func usual() throws {
    var weights = Self.weights
    weights.shares = [1 / 3, 1 / 3, 1 / 3]
    let chain = Self.chain(40, gain: 0)
    // Half of the sentences take two English ones: of three beads there one is of each type.
    let adapted = TypeAdaptation(weights).adapted(chain)
    for (before, after) in zip(Self.confidences(chain), Self.confidences(adapted)) { #expect(abs(before - after) < 1e-4) }
  }
}
