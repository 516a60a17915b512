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

/// The plain algorithm for the distance, apart from the module's own.
func plainDistance(_ a: [UInt32], _ b: [UInt32]) -> Int {
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}

/// All texts, measured one by one and ranked: what look-ups must find is a start of it.
func ranked(_ texts: [Int64: String], _ query: String) -> [FuzzyHit] {
  let query = query.unicodeScalars.map(\.value)
  return texts.map { id, text in
    let text = text.unicodeScalars.map(\.value)
    return FuzzyHit(id: id, distance: plainDistance(query, text), length: max(query.count, text.count))
  }.sorted()
}
