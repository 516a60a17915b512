import ArgumentParser
import TranslationMemory

/// What is taken off matches.
struct PenaltyOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Points off where only numbers differ, from 1.", valueName: "points")) var numberPenalty = 1
  @Option(help: ArgumentHelp("Points off for each tag to be put in, taken out or moved; at most 5 in all.", valueName: "points"))
  var tagPenalty = 1
  @Option(help: ArgumentHelp("Points off for each full year since a unit was changed; at most 10 in all.", valueName: "points"))
  var agePenalty = 0
  @Option(help: ArgumentHelp("Points off for an aligner's confidence of 0; in proportion up to 1.", valueName: "points"))
  var confidencePenalty = 20
  @Option(help: ArgumentHelp("Points off for all of this memory.", valueName: "points")) var memoryPenalty = 0

  func validate() throws {
    let all = [tagPenalty, agePenalty, confidencePenalty, memoryPenalty]
    guard (1...100).contains(numberPenalty), all.allSatisfy((0...100).contains) else {
      throw ValidationError("Penalties are points, 0 to 100; that for numbers is 1 at least.")
    }
  }

  /// The rules, for a memory by its name.
  func rules(for memory: String) -> PenaltyRules {
    var rules = PenaltyRules()
    (rules.numbers, rules.tag, rules.age, rules.confidence) = (numberPenalty, tagPenalty, agePenalty, confidencePenalty)
    rules.memories = [memory: memoryPenalty]
    return rules
  }
}
