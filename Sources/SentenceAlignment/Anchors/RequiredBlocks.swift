import Corpus

/// What must hold between two documents, checked and put in order: blocks that do not overlap and rise on both sides, and walls that no bead crosses.
struct RequiredBlocks: Hashable, Sendable {
  /// Consecutive sentences of both sides that belong together; neither side is empty.
  struct Block: Hashable, Sendable {
    enum Rule: Hashable {
      /// They are in one bead, perhaps with others.
      case inOneBead
      /// They are exactly one bead, of a type that the aligner knows.
      case bead
      /// They are exactly one bead, of a type that it does not know: whatever it makes of them becomes one.
      case region
    }

    var german: Range<Int>
    var english: Range<Int>
    var rule: Rule
  }

  /// The blocks in order.
  var blocks: [Block] = []
  /// Boundaries between German sentences that no bead crosses, rising; so for English.
  var germanWalls: [Int] = []
  var englishWalls: [Int] = []

  var isEmpty: Bool { blocks.isEmpty && germanWalls.isEmpty && englishWalls.isEmpty }

  /// What must hold within a piece, whose edges cross no block.
  subscript(piece: DocumentPieces.Piece) -> RequiredBlocks {
    let (g, e) = (piece.german.lowerBound, piece.english.lowerBound)
    let first = blocks.partitioningIndex { $0.german.lowerBound >= g }
    let inside = blocks[first...].prefix { $0.german.upperBound <= piece.german.upperBound }
    return RequiredBlocks(
      blocks: inside.map { Block(german: $0.german.moved(-g), english: $0.english.moved(-e), rule: $0.rule) },
      germanWalls: germanWalls.filter(piece.german.contains).map { $0 - g },
      englishWalls: englishWalls.filter(piece.english.contains).map { $0 - e })
  }

  /// Whether an anchor that was found lies outside all blocks and crosses none.
  func admits(_ anchor: Anchor) -> Bool {
    let next = blocks.partitioningIndex { $0.german.upperBound > anchor.german }
    if next < blocks.count, anchor.german >= blocks[next].german.lowerBound || anchor.english >= blocks[next].english.lowerBound {
      return false
    }
    return next == 0 || anchor.english >= blocks[next - 1].english.upperBound
  }

  /// Puts the corners of the blocks between anchors that were found and that it admits.
  func joined(with found: [Anchor]) -> [Anchor] {
    guard !blocks.isEmpty else { return found }
    let corners = blocks.flatMap { block in
      let kind = block.rule == .inOneBead ? Anchor.Kind.required : .boundary
      return [(block.german.lowerBound, block.english.lowerBound), (block.german.upperBound, block.english.upperBound)].map {
        Anchor(german: $0.0, english: $0.1, weight: 0, kind: kind)
      }
    }
    return (corners + found).sorted { ($0.german, $0.english) < ($1.german, $1.english) }
  }

  /// The beads with those of a block that is a bead made one, which is certain.
  func sealed(_ beads: [Bead]) -> [Bead] {
    var rest = blocks.filter { $0.rule != .inOneBead }[...]
    var result: [Bead] = []
    for bead in beads {
      while let block = rest.first, block.german.upperBound <= bead.german.lowerBound, block.english.upperBound <= bead.english.lowerBound {
        rest.removeFirst()
      }
      guard let block = rest.first, block.german.lowerBound <= bead.german.lowerBound, block.english.lowerBound <= bead.english.lowerBound
      else {
        result.append(bead)
        continue
      }
      if result.last?.german != block.german || result.last?.english != block.english {
        result.append(Bead(german: block.german, english: block.english))
      }
    }
    return result
  }
}

extension Range<Int> {
  /// The range so much further on.
  func moved(_ distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
