import Corpus

/// What makes a paragraph in a plain text.
public enum ParagraphStyle: String, Sendable, CaseIterable {
  /// Each line is a paragraph.
  case line
  /// Lines up to an empty line are a paragraph: hard-wrapped text. The block keeps its line breaks.
  case block

  /// The narrowest column, in characters, that is taken for hard-wrapped text; lists of words are narrower.
  private static let narrowestColumn = 36
  /// The least share of breaks inside a sentence in hard-wrapped text. In German about half of all breaks are such, in English more; in text with
  /// a paragraph a line hardly any.
  private static let insideShare = 0.25

  /// Finds out the style of a text from the breaks between two lines that are not empty.
  ///
  /// The text is `block` when most breaks follow a *full* line, one that the next line's first word did not fit in, and at a quarter of all breaks
  /// the line is full and the sentence goes on: the next line starts with a lower-case letter, or this one ends in a hyphen or a comma. The column's
  /// width is the 90th percentile of the lines before a break; under 36 characters it is a list. So neither verse (sentences go on, but lines are
  /// not full), nor lists, dialogue, headings or glossaries are taken for hard-wrapped text.
  static func detect(_ lines: [TextLine]) -> ParagraphStyle {
    var breaks = 0
    var histogram = [Int](repeating: 0, count: 1024)
    forEachBreak(lines) { line, _ in
      breaks += 1
      histogram[min(line.length, histogram.count - 1)] += 1
    }
    var longer = breaks / 10
    var width = histogram.count - 1
    while width > 0, histogram[width] <= longer {
      longer -= histogram[width]
      width -= 1
    }
    guard breaks > 0, width >= narrowestColumn else { return .line }
    var (full, inside) = (0, 0)
    forEachBreak(lines) { line, next in
      guard line.length + 1 + next.firstWordLength > width else { return }
      full += 1
      if next.startsInLowerCase || line.endsUnfinished { inside += 1 }
    }
    return full * 2 > breaks && Double(inside) >= insideShare * Double(breaks) ? .block : .line
  }

  private static func forEachBreak(_ lines: [TextLine], _ body: (TextLine, TextLine) -> Void) {
    for (line, next) in zip(lines, lines.dropFirst()) where !line.isEmpty && !next.isEmpty { body(line, next) }
  }

  /// The blocks that lines make in this style.
  func blocks(of lines: [TextLine]) -> [Block] {
    var blocks: [Block] = []
    var isOpen = false
    for line in lines {
      if isOpen, !line.isEmpty {
        let last = blocks.count - 1
        blocks[last].range = blocks[last].range.lowerBound..<line.range.upperBound
      } else if !line.isEmpty {
        blocks.append(Block(range: line.range, line: line.number))
      }
      isOpen = self == .block && !line.isEmpty
    }
    return blocks
  }
}
