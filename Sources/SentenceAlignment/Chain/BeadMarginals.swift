import Corpus

/// What the posteriors of a chain say about its sentences and its band.
package struct BeadMarginals: Sendable {
  private let chain: SemiMarkovChain
  /// The probabilities of all beads.
  let posteriors: Posteriors
  /// The probability that each German sentence has no counterpart, 0…1.
  private var germanNull: [Double]
  /// The probability that each English sentence has no counterpart, 0…1.
  private var englishNull: [Double]
  /// For each row of the band, the largest posterior of a bead that starts at its lowest or its highest point, where the band and not the
  /// lattice ends there: the probability that the right path runs along the edge, and so perhaps outside.
  private(set) var edgeMass: [Double]

  /// Computes the marginals.
  package init(_ chain: SemiMarkovChain) {
    let posteriors = Posteriors(chain)
    let band = chain.band
    var germanNull = [Double](repeating: 0, count: band.german)
    var englishNull = [Double](repeating: 0, count: band.english)
    // Without any path the right one lies outside wherever the band ends.
    var edgeMass = [Double](repeating: posteriors.logPartition == -.infinity ? 1 : 0, count: band.rows.count)
    chain.forEachBead { source, destination, type, german, english in
      let shape = chain.types[type]
      let row = band.rows[german]
      let isAtEdge = (english == row.lowerBound && english > 0) || (english == row.upperBound - 1 && english < band.english)
      guard shape.isNull || isAtEdge else { return }
      let probability = posteriors.probability(source: source, destination: destination, type: type)
      if isAtEdge { edgeMass[german] = max(edgeMass[german], probability) }
      if shape.english == 0 { for sentence in german..<german + shape.german { germanNull[sentence] += probability } }
      if shape.german == 0 { for sentence in english..<english + shape.english { englishNull[sentence] += probability } }
    }
    self.chain = chain
    self.posteriors = posteriors
    self.germanNull = germanNull
    self.englishNull = englishNull
    self.edgeMass = edgeMass
  }

  /// The posterior probability of a bead, 0…1; of a null bead, that of its sentences having no counterpart.
  func confidence(_ bead: Bead) -> Double {
    if bead.english.isEmpty { return min(1, bead.german.reduce(1) { min($0, germanNull[$1]) }) }
    if bead.german.isEmpty { return min(1, bead.english.reduce(1) { min($0, englishNull[$1]) }) }
    guard let type = chain.types.firstIndex(of: bead.type), let source = chain.band.index(bead.german.lowerBound, bead.english.lowerBound),
      let destination = chain.band.index(bead.german.upperBound, bead.english.upperBound)
    else { return 0 }
    return posteriors.probability(source: source, destination: destination, type: type)
  }
}

extension SemiMarkovChain {
  /// The beads of the best path, each with its posterior probability as confidence; none when no path leads through the band.
  package func bestPath(confidence marginals: BeadMarginals) -> [Bead] {
    (bestPath() ?? []).map { Bead(german: $0.german, english: $0.english, confidence: marginals.confidence($0)) }
  }
}
