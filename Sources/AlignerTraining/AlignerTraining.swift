import ArgumentParser
import BilingualModel
import Corpus
import Foundation
import SentenceAlignment
import SentenceEncoding

/// Learns the aligner's weights by maximum likelihood.
@main struct AlignerTraining: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-aligner", abstract: "Learn the aligner's weights from gold alignments.",
    discussion: "Each GOLD file FOO.deen stands beside its sentences FOO.de and FOO.en, one a line.")

  @Argument(help: "Gold bead files; FILE@0.2 counts for a fifth.") var gold: [String]
  @Option(help: "Where the weights go.") var output: String?
  @Option(help: "Bead types, comma separated.") var types = "0-1,1-0,1-1,1-2,2-1,2-2,1-3,3-1"
  @Option(help: "Rounds of optimisation.") var rounds = 150
  @Option(help: "Train without every k-th file and score on it, for each k in turn.") var folds = 0
  @Option(help: "Weight of the square of each parameter.") var penalty = 1.0
  @Option(help: "The weights of a first pass, which leaves the beads to learn on; all near the gold when not given.") var firstPass: String?
  @Option(help: "A sentence encoder as for `align`, whose features are learnt too.") var encoder = "off"
  @Option(help: "Bilingual models, comma separated; each gold file uses the one for its languages.") var models: String?

  func run() async throws {
    let first = try firstPass.map { try AlignerWeights(parsing: String(contentsOfFile: $0, encoding: .utf8), file: $0) }
    let types =
      try first?.types
      ?? types.split(separator: ",").map { shape in
        let counts = shape.split(separator: "-").compactMap { Int($0) }
        guard counts.count == 2 else { throw ValidationError("'\(shape)' is no bead type") }
        return BeadType(german: counts[0], english: counts[1])
      }
    let models = try (models ?? "").split(separator: ",").map { try WordVectorModel(path: String($0)) }
    var corpora = try gold.sorted().map { try GoldCorpus(goldFile: $0, models: models) }
    if let encoder = try EncoderChoice(argument: encoder).encoder(warn: { print($0) }) {
      for index in corpora.indices { try await corpora[index].encode(with: encoder) }
    }
    let plain = try corpora.map { try pair($0, types: types, first: first, paragraphSeed: nil) }
    let broken = try corpora.enumerated().map { try pair($1, types: types, first: first, paragraphSeed: UInt64($0)) }
    if folds > 1 {
      var test: [(TrainingPair, [Bead])] = []
      var logLikelihood: [String: Double] = [:]
      for fold in 0..<folds {
        let kept = plain.indices.filter { $0 % folds != fold }
        let weights = Trainer(pairs: kept.map { plain[$0] } + kept.map { broken[$0] }, penalty: penalty).train(types: types, rounds: rounds)
        for index in plain.indices where index % folds == fold {
          test.append((plain[index], plain[index].align(weights)))
          logLikelihood[plain[index].group, default: 0] += plain[index].logLikelihood(weights).value
        }
      }
      for (group, value) in logLikelihood.sorted(by: { $0.key < $1.key }) { print("held out \(group): log likelihood \(value)") }
      report("held out", test)
    }
    guard let output else { return }
    let weights = Trainer(pairs: plain + broken, penalty: penalty).train(types: types, rounds: rounds)
    report("training", plain.map { ($0, $0.align(weights)) })
    try ("# The aligner's weights, learnt by tools/train-aligner; see AlignerWeights for the form.\n" + weights.text).write(
      toFile: output, atomically: true, encoding: .utf8)
  }

  /// A training pair, plain or with paragraph breaks put in at random: most breaks stand on both sides between beads, some on one side only.
  private func pair(_ corpus: GoldCorpus, types: [BeadType], first: AlignerWeights?, paragraphSeed: UInt64?) throws -> TrainingPair {
    var blocks: (german: [Int], english: [Int])?
    if let paragraphSeed {
      var random = Random(state: paragraphSeed &+ 1)
      var (ours, theirs) = (Set<Int>(), Set<Int>())
      for bead in corpus.gold {
        let draw = random.next() % 100
        if draw < 28 || (30..<32).contains(draw) { ours.insert(bead.german.lowerBound) }
        if draw < 30 { theirs.insert(bead.english.lowerBound) }
        for sentence in bead.german.dropFirst() where random.next() % 100 < 1 { ours.insert(sentence) }
        for sentence in bead.english.dropFirst() where random.next() % 100 < 1 { theirs.insert(sentence) }
      }
      blocks = (number(corpus.german.count, breaks: ours), number(corpus.english.count, breaks: theirs))
    }
    let pair = ProfiledPair(
      german: corpus.german, english: corpus.english, germanBlocks: blocks?.german, englishBlocks: blocks?.english,
      model: corpus.model.map { ($0, corpus.languages.german, corpus.languages.english) })
    return try TrainingPair(
      name: corpus.name, weight: corpus.weight, pair, gold: corpus.gold, firstPass: first, encoded: corpus.encoded, types: types,
      halfWidth: 25)
  }

  private func number(_ count: Int, breaks: Set<Int>) -> [Int] {
    var block = 0
    return (0..<count).map { sentence in
      if breaks.contains(sentence) { block += 1 }
      return block
    }
  }

  /// Prints, for each group of files (by the name before the last two dots): mean strict F1, F1 of nulls, and of the beads with a confidence of .95 and
  /// more their share and how many of them are right; then how confidence and truth compare.
  private func report(_ title: String, _ results: [(pair: TrainingPair, beads: [Bead])]) {
    var reliability = Reliability()
    let groups = Dictionary(grouping: results, by: \.pair.group)
    for (name, results) in groups.sorted(by: { $0.key < $1.key }) {
      var f1 = 0.0
      var (nulls, goldNulls, nullsRight) = (0, 0, 0)
      var group = Reliability()
      for (pair, found) in results {
        let hits = found.filter { pair.isGold($0) }
        let precision = Double(hits.count) / Double(max(found.count, 1))
        let recall = Double(hits.count { !$0.type.isNull }) / Double(max(pair.gold.count { !$0.type.isNull }, 1))
        f1 += precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
        nulls += found.count(where: \.type.isNull)
        nullsRight += hits.count(where: \.type.isNull)
        goldNulls += pair.gold.count(where: \.type.isNull)
        for bead in found { group.add(bead.confidence, isRight: pair.isGold(bead)) }
      }
      reliability.add(group)
      let nullF1 = 2 * Double(nullsRight) / Double(max(nulls + goldNulls, 1))
      print("\(title) \(name): strict F1 \(f1 / Double(results.count)), null F1 \(nullF1), \(group.summary)")
    }
    print("\(title) reliability by decile of confidence:\n\(reliability.table)")
  }
}

/// A linear congruential generator (Knuth's MMIX constants): the same breaks in every run.
private struct Random {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
