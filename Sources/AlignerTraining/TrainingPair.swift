import BilingualModel
import Corpus
import SentenceAlignment

/// A pair of documents with gold beads, and all features of the beads that the first pass leaves in play, computed once.
struct TrainingPair {
  let name: String
  /// What files of the same kind have in common: the name before the last two dots.
  var group: String { name.split(separator: ".").dropLast(2).joined(separator: ".") }
  /// What the pair counts for in training.
  let weight: Double
  /// The gold beads, for scoring.
  let gold: Set<Bead>
  private let germanNulls: Set<Range<Int>>
  private let englishNulls: Set<Range<Int>>
  private let pair: ProfiledPair
  private let firstPass: AlignerWeights?
  private let encoded: (german: SentenceVectors, english: SentenceVectors)?
  private let beads: BeadCandidates
  /// The features of each candidate.
  private let features: [FeatureVector]
  /// Whether a path through the gold may hold each candidate.
  private let isAllowed: [Bool]

  /// Makes a pair from its sentences' profiles.
  ///
  /// Gold beads of a type that is not in `types`, and gold that is not contiguous, leave a rectangle in which every path is allowed: there
  /// the chain is free to choose, as with a hidden variable.
  /// - Parameters:
  ///   - firstPass: the weights of the first pass, whose types are used; without them, all beads near the gold are candidates.
  ///   - encoded: an encoder's vectors.
  /// - Throws: a `Diagnostic` when no path of the types fits the gold.
  init(
    name: String, weight: Double, _ pair: ProfiledPair, gold: [Bead], firstPass: AlignerWeights?,
    encoded: (german: SentenceVectors, english: SentenceVectors)?, types: [BeadType], halfWidth: Int
  ) throws {
    self.name = name
    self.weight = weight
    self.gold = Set(gold)
    germanNulls = Set(gold.filter(\.english.isEmpty).map(\.german))
    englishNulls = Set(gold.filter(\.german.isEmpty).map(\.english))
    self.pair = pair
    self.firstPass = firstPass
    self.encoded = encoded
    let rectangles = gold.filter { !types.contains($0.type) }
    let (germanCount, englishCount) = (gold.last?.german.upperBound ?? 0, gold.last?.english.upperBound ?? 0)
    var rows = [Range<Int>?](repeating: nil, count: germanCount + 1)
    // The second pass learns from what the first one leaves to it, and from the gold.
    let search = firstPass.map { PieceSearch.firstPass(pair, weights: $0) }
    if let search { rows = search.chain.band.rows }
    let halfWidth = search == nil ? halfWidth : 0
    for bead in gold {
      for row in bead.german.lowerBound...bead.german.upperBound {
        let (low, high) = (max(0, bead.english.lowerBound - halfWidth), bead.english.upperBound + halfWidth + 1)
        rows[row] = min(low, rows[row]?.lowerBound ?? low)..<max(high, rows[row]?.upperBound ?? high)
      }
    }
    let band = Band(rows: rows.map { $0 ?? 0..<englishCount + 1 }, english: englishCount)
    var evidence = search?.evidence ?? BeadEvidence(pair, band: band, longestBead: types.reduce(1) { max($0, $1.german, $1.english) })
    let goldSet = self.gold
    func isAllowed(_ bead: Bead) -> Bool {
      goldSet.contains(bead)
        || rectangles.contains {
          $0.german.lowerBound <= bead.german.lowerBound && bead.german.upperBound <= $0.german.upperBound
            && $0.english.lowerBound <= bead.english.lowerBound && bead.english.upperBound <= $0.english.upperBound
        }
    }
    let chain =
      firstPass.map { evidence.chain(band: band, weights: $0) }
      ?? SemiMarkovChain(
        band: band, types: types, scores: Array(repeating: 0, count: band.count * types.count), transitions: ChainTransitions())
    let beads = BeadCandidates(chain, Posteriors(chain), atLeast: firstPass == nil ? 0 : BeadCandidates.threshold, isKept: isAllowed)
    if firstPass != nil { evidence = evidence.detailed(pair, beads: beads) }
    if let encoded { evidence = evidence.encoded(encoded.german, encoded.english, beads: beads) }
    var features: [FeatureVector] = []
    for bead in beads.candidates {
      var vector = FeatureVector()
      let held = beads.bead(bead)
      evidence.addFeatures(german: held.german, english: held.english, to: &vector)
      features.append(vector)
    }
    self.features = features
    self.beads = beads
    let allowed = beads.candidates.map { isAllowed(beads.bead($0)) }
    self.isAllowed = allowed
    guard beads.chain(transitions: ChainTransitions(), scores: allowed.map { $0 ? 0 : -.infinity }).bestPath() != nil else {
      throw Diagnostic(
        .malformedInput, file: name, "no alignment of these bead types fits its beads", cure: "add the types 0-1, 1-0 and 1-1")
    }
  }

  /// Whether a bead is in the gold; nulls count wherever they stand among their neighbours.
  func isGold(_ bead: Bead) -> Bool {
    if bead.english.isEmpty { return germanNulls.contains(bead.german) }
    if bead.german.isEmpty { return englishNulls.contains(bead.english) }
    return gold.contains(Bead(german: bead.german, english: bead.english))
  }

  /// The log likelihood of the gold under some weights, and its gradient.
  func logLikelihood(_ weights: AlignerWeights) -> (value: Double, gradient: [Double]) {
    let scores = scores(weights)
    let free = beads.chain(transitions: weights.transitions, scores: scores)
    let held = beads.chain(transitions: weights.transitions, scores: zip(scores, isAllowed).map { $1 ? $0 : -.infinity })
    let (all, right) = (Posteriors(free, forTraining: true), Posteriors(held, forTraining: true))
    var gradient = [Double](repeating: 0, count: AlignerWeights.parameterCount(types: beads.types))
    add(right, of: held, to: &gradient, sign: 1)
    add(all, of: free, to: &gradient, sign: -1)
    return (right.logPartition - all.logPartition, gradient)
  }

  /// The alignment that the aligner finds with some weights in place of those of the pass that is trained.
  func align(_ weights: AlignerWeights) -> [Bead] {
    let usesSecond = firstPass != nil && pair.germanVectors != nil
    var search = PieceSearch(
      pair, weights: PassWeights(first: firstPass ?? weights, second: usesSecond ? weights : nil, encoder: weights))
    if let encoded { search.refine(german: encoded.german, english: encoded.english) }
    return search.beads.tempered
  }

  private func scores(_ weights: AlignerWeights) -> [Float] {
    let vector = weights.vector
    return features.indices.map { weights.biases[beads.candidates[$0].type] + features[$0].dot(vector) }
  }

  private func add(_ posteriors: Posteriors, of chain: SemiMarkovChain, to gradient: inout [Double], sign: Double) {
    let featureStart = beads.types.count
    let chainStart = featureStart + Feature.allCases.count
    let band = beads.band
    for (index, bead) in beads.candidates.enumerated() {
      let shape = beads.types[bead.type]
      guard let source = band.index(bead.german, bead.english),
        let destination = band.index(bead.german + shape.german, bead.english + shape.english)
      else { continue }
      let probability = posteriors.probability(source: source, destination: destination, type: bead.type)
      guard probability > 1e-7 else { continue }
      gradient[bead.type] += sign * probability
      for feature in Feature.allCases {
        gradient[featureStart + feature.rawValue] += sign * probability * Double(features[index][feature])
      }
      let state = ChainState(after: shape)
      guard state != .matched else { continue }
      gradient[chainStart] += sign * posteriors.probability(source: source, destination: destination, type: bead.type, after: state)
      if state == .englishNull {
        gradient[chainStart + 1] +=
          sign * posteriors.probability(source: source, destination: destination, type: bead.type, after: .germanNull)
      }
    }
  }
}

extension AlignerWeights {
  static func parameterCount(types: [BeadType]) -> Int { types.count + Feature.allCases.count + 2 }

  /// All parameters in one row: biases, weights, null-run, null-switch.
  var parameters: [Double] {
    get { (biases + weights + [nullRun, nullSwitch]).map(Double.init) }
    set {
      let values = newValue.map { Float($0) }
      biases = Array(values.prefix(types.count))
      weights = Array(values.dropFirst(types.count).prefix(Feature.allCases.count))
      nullRun = values[values.count - 2]
      nullSwitch = values[values.count - 1]
    }
  }
}
