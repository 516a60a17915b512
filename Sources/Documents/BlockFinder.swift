import Corpus

/// Finds the blocks of a text that comes in chunks, and hands them out in parts.
///
/// It holds at most about a part and an unfinished block; of a block of over `pieceSize` bytes it hands out pieces. White space between blocks
/// is not held.
struct BlockFinder {
  /// A part holds about so many bytes, or one block.
  static let partSize = 1 << 18
  /// A block of more bytes is handed out in pieces.
  static let pieceSize = 1 << 20
  /// White space of more bytes belongs to the piece it follows, even should the block end behind it.
  private static let longGap = 1 << 16

  let style: ParagraphStyle
  /// Blocks that were handed out; a piece counts when it is the last.
  private(set) var blockCount = 0

  /// The text that is held, in UTF-8, and its offset in the whole text, as all offsets below are.
  private var bytes: [UInt8] = []
  private var start = 0
  private var scanned = 0
  private var lineStart = 0
  private var line = 1
  /// Whether a piece of the line was handed out, so that it is not empty.
  private var lineHasText = false
  /// Finished blocks.
  private var blocks: [Block] = []
  /// The unfinished one: its finished lines.
  private var open: Block?
  /// Whether pieces of the first block were handed out.
  private var isInPieces = false

  init(_ style: ParagraphStyle) { self.style = style }

  /// Adds the text's next chunk.
  /// - Parameter isLast: whether it is the last.
  mutating func add(_ text: String, isLast: Bool) {
    drop()
    bytes.append(utf8: text[...].utf8)
    // A copy of the reference: the lines' ends change this value while they are found.
    let held = bytes
    var offset = scanned - start
    TextLine.forEachEnd(in: held.span, from: &offset, .unicode, isWhole: isLast) { end, next in
      endLine(at: start + end, in: held.span)
      lineStart = start + next
    }
    scanned = start + offset
    if isLast { closeBlock() }
  }

  /// Gives up text that was handed out or is white space between blocks.
  private mutating func drop() {
    if blocks.isEmpty, open == nil, scanned - lineStart >= Self.longGap, !lineHasText {
      lineStart = start + TextLine.trimmed(lineStart - start..<scanned - start, in: bytes.span).lowerBound
    }
    let kept = blocks.first?.range.lowerBound ?? open?.range.lowerBound ?? lineStart
    bytes.removeFirst(kept - start)
    start = kept
  }

  private mutating func endLine(at end: Int, in held: Span<UInt8>) {
    let local = lineStart - start..<end - start
    let range = TextLine.trimmed(local, in: held)
    if range.isEmpty && !lineHasText {
      closeBlock()
    } else {
      let lower = open?.range.lowerBound ?? start + range.lowerBound
      let upper = range.isEmpty ? open?.range.upperBound ?? lower : start + range.upperBound
      open = Block(range: lower..<max(lower, upper), line: open?.line ?? line)
      if style == .line { closeBlock() }
    }
    lineHasText = false
    line += 1
  }

  private mutating func closeBlock() {
    if let open { blocks.append(open) }
    open = nil
  }

  /// The next part that is at least so long, or a piece of a long block; `nil` when there is none yet.
  mutating func take(atLeast bytes: Int) -> (text: String, start: Int, blocks: [Block], continuesBlock: Bool, isOpen: Bool)? {
    guard let first = blocks.first else { return takePiece() }
    if isInPieces {
      isInPieces = false
      blocks.removeFirst()
      blockCount += 1
      return (text(first.range), first.range.lowerBound, [first], true, false)
    }
    let limit = first.range.lowerBound + Self.partSize
    let count = max(1, blocks.firstIndex { $0.range.upperBound > limit } ?? blocks.count)
    let range = first.range.lowerBound..<blocks[count - 1].range.upperBound
    let isFull = count < blocks.count || range.count >= bytes || openSize >= Self.pieceSize
    guard isFull else { return nil }
    let taken = Array(blocks.prefix(count))
    blocks.removeFirst(count)
    blockCount += count
    return (text(range), range.lowerBound, taken, false, false)
  }

  private var openSize: Int { scanned - (open?.range.lowerBound ?? lineStart) }

  private mutating func takePiece() -> (text: String, start: Int, blocks: [Block], continuesBlock: Bool, isOpen: Bool)? {
    guard openSize >= Self.pieceSize else { return nil }
    let current = TextLine.trimmed(lineStart - start..<scanned - start, in: bytes.span)
    let lower = open?.range.lowerBound ?? (lineHasText ? lineStart : start + current.lowerBound)
    var upper = current.isEmpty ? open?.range.upperBound ?? lower : start + current.upperBound
    if scanned - upper >= Self.longGap { upper = scanned }
    guard upper - lower >= Self.pieceSize else { return nil }
    let piece = Block(range: lower..<upper, line: open?.line ?? line)
    lineHasText = lineHasText || !current.isEmpty
    // The rest of the block starts here.
    open = Block(range: upper..<upper, line: piece.line)
    lineStart = max(lineStart, upper)
    defer { isInPieces = true }
    return (text(piece.range), lower, [piece], isInPieces, true)
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.lowerBound - start..<range.upperBound - start], as: UTF8.self)
  }
}
