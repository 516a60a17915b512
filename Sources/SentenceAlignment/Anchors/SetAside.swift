import Corpus

/// Takes sentences that are known, or all but known, to have no counterpart out of a document, and puts them back between the beads of the rest.
struct SetAside: Sendable {
  private let germanRuns: [Range<Int>]
  private let englishRuns: [Range<Int>]
  /// The sentences of each side that stay, by their indices in the document.
  let german: [Int]
  let english: [Int]
  /// What must hold between those that stay, by their new indices.
  let required: RequiredBlocks

  /// Sets the null sentences of some anchors aside.
  init(_ anchors: AnchorCheck, german: Int, english: Int) {
    self.init(
      germanRuns: anchors.germanNulls, englishRuns: anchors.englishNulls, required: RequiredBlocks(blocks: anchors.blocks), german: german,
      english: english)
  }

  /// Sets runs of sentences aside, in order and outside the blocks of what is required.
  init(germanRuns: [Range<Int>] = [], englishRuns: [Range<Int>] = [], required: RequiredBlocks, german: Int, english: Int) {
    (self.germanRuns, self.englishRuns) = (germanRuns, englishRuns)
    let ours = Self.rest(of: german, without: germanRuns)
    let theirs = Self.rest(of: english, without: englishRuns)
    (self.german, self.english) = (ours.kept, theirs.kept)
    let blocks = required.blocks.map { block in
      // No block holds a sentence that is set aside, so that its sentences stay neighbours.
      let (g, e) = (
        ours.kept.partitioningIndex { $0 >= block.german.lowerBound }, theirs.kept.partitioningIndex { $0 >= block.english.lowerBound }
      )
      return RequiredBlocks.Block(german: g..<g + block.german.count, english: e..<e + block.english.count, rule: block.rule)
    }
    self.required = RequiredBlocks(
      blocks: blocks, germanWalls: Self.walls(ours, with: required.germanWalls),
      englishWalls: Self.walls(theirs, with: required.englishWalls))
  }

  private static func rest(of count: Int, without runs: [Range<Int>]) -> (kept: [Int], walls: [Int]) {
    var (kept, walls, next): ([Int], [Int], Int) = ([], [], 0)
    kept.reserveCapacity(count)
    for run in runs {
      kept += next..<run.lowerBound
      if walls.last != kept.count { walls.append(kept.count) }
      next = run.upperBound
    }
    return (kept + Array(next..<count), walls)
  }

  private static func walls(_ rest: (kept: [Int], walls: [Int]), with others: [Int]) -> [Int] {
    guard !others.isEmpty else { return rest.walls }
    return Set(rest.walls + others.map { wall in rest.kept.partitioningIndex { $0 >= wall } }).sorted()
  }

  /// The beads of the whole documents, from those of the sentences that stayed. Each run that was set aside is one bead, or where `singly` is set one
  /// bead a sentence, as sure as the null bead next to it.
  func restored(_ beads: [Bead], singly: Bool = false) -> [Bead] {
    guard !germanRuns.isEmpty || !englishRuns.isEmpty else { return beads }
    var (ours, theirs) = (germanRuns[...], englishRuns[...])
    var (g, e) = (0, 0)
    var result: [Bead] = []
    func putBack(german: Bool) {
      while german, let run = ours.first, run.lowerBound == g {
        let confidence = result.last.map { $0.english.isEmpty ? $0.confidence : 0.5 } ?? 0.5
        result +=
          singly ? run.map { Bead(german: $0..<$0 + 1, english: e..<e, confidence: confidence) } : [Bead(german: run, english: e..<e)]
        g = run.upperBound
        ours.removeFirst()
      }
      while !german, let run = theirs.first, run.lowerBound == e {
        let confidence = result.last.map { $0.german.isEmpty ? $0.confidence : 0.5 } ?? 0.5
        result +=
          singly ? run.map { Bead(german: g..<g, english: $0..<$0 + 1, confidence: confidence) } : [Bead(german: g..<g, english: run)]
        e = run.upperBound
        theirs.removeFirst()
      }
    }
    for bead in beads {
      putBack(german: true)
      // German nulls come before English ones, as everywhere.
      if !bead.english.isEmpty { putBack(german: false) }
      result.append(Bead(german: g..<g + bead.german.count, english: e..<e + bead.english.count, confidence: bead.confidence))
      (g, e) = (g + bead.german.count, e + bead.english.count)
    }
    putBack(german: true)
    putBack(german: false)
    return result
  }
}
