import Corpus
import Glibc
import TestSupport
import Testing

@testable import SentenceAlignment

/// The chain against every path written out.
@Suite struct ChainTests {
  private static let types = ["0-1", "1-0", "1-1", "1-2", "2-1", "2-2", "1-3", "3-1"].map {
    let counts = $0.split(separator: "-").compactMap { Int($0) }
    return BeadType(german: counts[0], english: counts[1])
  }

  /// All paths from a point to the end of the band, as beads with their types' indices.
  private static func paths(
    _ chain: SemiMarkovChain, from german: Int, _ english: Int, after state: ChainState, score: Double, behind beads: [Bead],
    _ body: ([Bead], Double) -> Void
  ) {
    if german == chain.band.german, english == chain.band.english { return body(beads, score) }
    for (index, type) in chain.types.enumerated() {
      guard let point = chain.band.index(german, english), chain.band.index(german + type.german, english + type.english) != nil else {
        continue
      }
      let next = ChainState(after: type)
      let total = score + chain.transitions[state, next] + Double(chain.scores[point * chain.types.count + index])
      guard total > -.infinity else { continue }
      let bead = Bead(german: german..<german + type.german, english: english..<english + type.english)
      paths(chain, from: german + type.german, english + type.english, after: next, score: total, behind: beads + [bead], body)
    }
  }

  private static func randomChain(_ random: inout SplitMix64) -> SemiMarkovChain {
    let (german, english) = (Int.random(in: 0...5, using: &random), Int.random(in: 0...5, using: &random))
    var band = Band(german: german, english: english)
    if Bool.random(using: &random) {
      band = Band(
        rows: (0...german).map { _ in
          let low = Int.random(in: 0...english, using: &random)
          return low..<low + Int.random(in: 1...3, using: &random)
        }, english: english)
    }
    let scores = (0..<band.count * types.count).map { _ in Float.random(in: -4...2, using: &random) }
    var transitions = ChainTransitions()
    transitions[.germanNull, .germanNull] = 1.5
    transitions[.englishNull, .englishNull] = 0.7
    transitions[.germanNull, .englishNull] = -1
    return SemiMarkovChain(band: band, types: types, scores: scores, transitions: transitions)
  }

  @Test("The best path and the posteriors are those of every path written out", arguments: 0..<150)
  func bruteForce(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let chain = Self.randomChain(&random)
    var best: (beads: [Bead], score: Double)?
    var total = 0.0
    var mass: [Bead: Double] = [:]
    Self.paths(chain, from: 0, 0, after: .matched, score: 0, behind: []) { beads, score in
      if score > best?.score ?? -.infinity { best = (beads, score) }
      let probability = exp(score)
      total += probability
      // A null bead counts for its sentence, wherever it stands.
      for bead in beads { mass[Self.floating(bead), default: 0] += probability }
    }
    let expected = try #require(best)
    let marginals = BeadMarginals(chain)
    let found = chain.bestPath(confidence: marginals)
    #expect(found.map { Bead(german: $0.german, english: $0.english) } == expected.beads)
    #expect(abs(Posteriors(chain).logPartition - log(total)) < 1e-9)
    for bead in found {
      let probability = (mass[Self.floating(bead)] ?? 0) / total
      #expect(abs(bead.confidence - probability) < 1e-9, "\(bead)")
    }
  }

  private static func floating(_ bead: Bead) -> Bead {
    let (german, english) = (bead.english.isEmpty ? bead.german : 0..<0, bead.german.isEmpty ? bead.english : 0..<0)
    return bead.type.isNull ? Bead(german: german, english: english) : Bead(german: bead.german, english: bead.english)
  }

  @Test("The transition probabilities into a bead add up to the bead's", arguments: 0..<20)
  func transitions(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let chain = Self.randomChain(&random)
    let posteriors = Posteriors(chain, forTraining: true)
    chain.forEachBead { source, destination, type, _, _ in
      let sum = ChainState.allCases.reduce(0) {
        $0 + posteriors.probability(source: source, destination: destination, type: type, after: $1)
      }
      #expect(abs(sum - posteriors.probability(source: source, destination: destination, type: type)) < 1e-9)
    }
  }

  @Test("A lattice without a path has no alignment")
  func impossible() {
    let band = Band(german: 1, english: 0)
    let chain = SemiMarkovChain(
      band: band, types: [BeadType(german: 1, english: 1)], scores: [0, 0], transitions: ChainTransitions())
    #expect(chain.bestPath() == nil)
    #expect(Posteriors(chain).logPartition == -.infinity)
  }
}
