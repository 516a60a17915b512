import TestSupport

@testable import TranslationMemory

/// Random texts and copies of them with edits.
struct RandomTexts {
  var random: SplitMix64
  let alphabet: [Character]

  mutating func text(_ lengths: ClosedRange<Int>) -> String {
    String((0..<Int.random(in: lengths, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
  }

  /// A copy with up to `edits` characters put in, taken out or replaced.
  mutating func edited(_ text: String, _ edits: Int) -> String {
    var characters = Array(text)
    for _ in 0..<Int.random(in: 0...edits, using: &random) {
      guard let new = alphabet.randomElement(using: &random) else { break }
      let place = Int.random(in: 0...characters.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: characters.insert(new, at: place)
      case 1 where place < characters.count: characters.remove(at: place)
      default: if place < characters.count { characters[place] = new }
      }
    }
    return String(characters)
  }
}

/// What a fuzzy look-up must find: every text measured with the plain algorithm.
func bruteForce(_ texts: [Int64: String], _ query: String, atLeast percent: Int, limit: Int) -> [FuzzyHit] {
  let query = Array(query.unicodeScalars)
  let hits = texts.map { id, text in
    let text = Array(text.unicodeScalars)
    return FuzzyHit(id: id, distance: EditDistance.between(query, text), length: max(query.count, text.count))
  }
  return Array(hits.filter { $0.percent >= percent }.sorted().prefix(limit))
}
