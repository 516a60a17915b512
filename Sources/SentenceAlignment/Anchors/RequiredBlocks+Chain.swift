import Corpus

extension SemiMarkovChain {
  /// The chain without the beads that break what must hold. Time is linear in the band's points.
  func holding(_ required: RequiredBlocks) -> SemiMarkovChain {
    guard !required.isEmpty else { return self }
    let rules = BeadRules(required, german: band.german, english: band.english)
    var scores = scores
    forEachBead { source, _, type, german, english in
      let shape = types[type]
      if !rules.allow(german: german..<german + shape.german, english: english..<english + shape.english) {
        scores[source * types.count + type] = -.infinity
      }
    }
    return SemiMarkovChain(band: band, types: types, scores: scores, transitions: transitions)
  }
}

/// Says of any bead whether required blocks and walls allow it.
private struct BeadRules {
  private let blocks: [RequiredBlocks.Block]
  /// The index of the block that each sentence lies in, −1 for none.
  private var germanBlocks: [Int]
  private var englishBlocks: [Int]
  private var germanWalls: [Bool]
  private var englishWalls: [Bool]

  init(_ required: RequiredBlocks, german: Int, english: Int) {
    blocks = required.blocks
    germanBlocks = Array(repeating: -1, count: german)
    englishBlocks = Array(repeating: -1, count: english)
    for (index, block) in blocks.enumerated() {
      for sentence in block.german { germanBlocks[sentence] = index }
      for sentence in block.english { englishBlocks[sentence] = index }
    }
    germanWalls = Array(repeating: false, count: german + 1)
    englishWalls = Array(repeating: false, count: english + 1)
    for wall in required.germanWalls { germanWalls[wall] = true }
    for wall in required.englishWalls { englishWalls[wall] = true }
  }

  func allow(german: Range<Int>, english: Range<Int>) -> Bool {
    for wall in german.dropFirst() where germanWalls[wall] { return false }
    for wall in english.dropFirst() where englishWalls[wall] { return false }
    for sentence in german where !block(germanBlocks[sentence], allows: german, english) { return false }
    for sentence in english where !block(englishBlocks[sentence], allows: german, english) { return false }
    return true
  }

  private func block(_ index: Int, allows german: Range<Int>, _ english: Range<Int>) -> Bool {
    guard index >= 0 else { return true }
    let block = blocks[index]
    switch block.rule {
    case .inOneBead: return german.holds(block.german) && english.holds(block.english)
    case .bead: return german == block.german && english == block.english
    case .region: return block.german.holds(german) && block.english.holds(english)
    }
  }
}
