/// SRX decides at places between characters, several of which may lie in the white space between two sentences: »Ja.|␣|Nein«. To the segmenter they
/// are one, and stand where the white space starts.
extension BlockText {
  /// One decision for each stretch of white space, from decisions in order: the first that breaks, else the first.
  func onePerGap(_ decisions: [Decision]) -> [Decision] {
    var result: [Decision] = []
    var gapEnd = -1
    for decision in decisions {
      if decision.offset > gapEnd || result.isEmpty {
        let start = skipBlanks(before: decision.offset, downTo: max(0, gapEnd))
        gapEnd = skipBlanks(from: start)
        result.append(decision.moved(to: start))
      } else if let last = result.last, decision.isEnd, !last.isEnd {
        result[result.count - 1] = decision.moved(to: last.offset)
      }
    }
    return result
  }

  /// The stretches of white space at which decisions stand.
  func gaps(at decisions: [Decision]) -> [ClosedRange<Int>] {
    decisions.map { $0.offset...skipBlanks(from: $0.offset) }
  }
}

extension Decision {
  fileprivate func moved(to offset: Int) -> Decision { Decision(offset: offset, isEnd: isEnd, rule: rule, line: line) }
}

extension [Decision] {
  /// The decisions with those of `others` in the place of the ones at the same offset, and with their breaks elsewhere.
  func overruled(by others: [Decision]) -> [Decision] {
    let byOffset = Dictionary(others.map { ($0.offset, $0) }, uniquingKeysWith: { first, _ in first })
    let offsets = Set(map(\.offset))
    let added = others.filter { $0.isEnd && !offsets.contains($0.offset) }
    return (map { byOffset[$0.offset] ?? $0 } + added).sorted { $0.offset < $1.offset }
  }
}
