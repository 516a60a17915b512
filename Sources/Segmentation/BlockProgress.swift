/// How far the segmentation of a block has come that is read window by window: what a window needs to know of those before it.
struct BlockProgress {
  /// Rules see that many units behind a place; so close to a window's end nothing is decided before the next window.
  static let lookAhead = 4096
  /// A window starts that many units before the open sentence, more than any rule looks back.
  static let lookBack = 2048
  /// A sentence of more units is cut.
  static let longestSentence = 1 << 22

  /// The walk of the built-in rules; `nil` before it starts, and for languages without rules.
  private var scanner: BlockScanner?
  /// Up to where all is decided: a UTF-16 offset in the window.
  var decided = -1
  /// Where the open sentence starts: a UTF-16 offset in the window.
  private(set) var start = 0
  /// How many units the window has lost at its start since the last one.
  private var dropped = 0

  /// Lets the built-in rules walk on to what can be decided; gives their decisions, and whether there are symbols of other scripts.
  mutating func scan(
    _ block: BlockText, evidence: inout DocumentEvidence, orStart makeScanner: (BlockText, DocumentEvidence) -> BlockScanner
  ) -> ([Decision], hasForeignSymbols: Bool) {
    // Taken out, so that neither is copied.
    let taken = evidence.take()
    var scanner = scanner ?? makeScanner(block, taken)
    self.scanner = nil
    scanner.evidence = taken
    scanner.run(until: decided)
    evidence = scanner.evidence.take()
    decided = max(decided, scanner.offset)
    self.scanner = scanner
    return (scanner.decisions, scanner.hasForeignSymbols)
  }

  /// The sentences that decisions make: half-open UTF-16 offsets. The last one stays open unless the window is the block's last.
  mutating func sentences(in block: BlockText, endingAt decisions: [Decision], isLast: Bool) -> [Range<Int>] {
    var result: [Range<Int>] = []
    func end(at offset: Int) {
      let end = block.skipBlanks(before: offset, downTo: start)
      if end > start { result.append(start..<end) }
      start = block.skipBlanks(from: offset)
    }
    func cutUp(to offset: Int) {
      while offset - start > Self.longestSentence {
        let limit = start + Self.longestSentence
        end(at: (start + 1..<limit).last { block.kind($0).isBlank } ?? block.units.previousPlace(block.units.nextPlace(limit - 1)))
      }
    }
    start = block.skipBlanks(from: start)
    for decision in decisions where decision.isEnd && decision.offset > start {
      cutUp(to: decision.offset)
      end(at: decision.offset)
    }
    cutUp(to: decided)
    if isLast { end(at: block.count) }
    return result
  }

  /// Goes on to a window that is what `spend` left of the last one, with more at its end.
  mutating func goOn(in block: BlockText) { scanner?.goOn(in: block, dropped: dropped) }

  /// Gives up the units at a window's start that no rule needs any more.
  /// - Returns: how many.
  mutating func spend(_ block: BlockText) -> Int {
    let place = max(0, min(start, block.count) - Self.lookBack)
    dropped = block.units.previousPlace(block.units.nextPlace(place))
    decided -= dropped
    start -= dropped
    return dropped
  }
}
