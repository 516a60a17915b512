import Corpus
import ICUText

/// A block that comes in pieces (`DocumentPart`), because it is too long to be held whole.
///
/// What is found is what would be found in the whole block, with these exceptions: the rules see 4,096 UTF-16 units ahead, so a longer run of
/// white space, marks or emoji may hide an end; ICU's rules, for other scripts and languages, start again at each sentence; and a sentence of
/// over 4 Mi units is cut at a white space. Memory is that of the pieces' length and of the longest sentence.
///
///     var open = OpenBlock()
///     for piece in pieces { sentences += try segmenter.segment(piece, in: &open, evidence: &evidence) }
public struct OpenBlock {
  private var progress = BlockProgress()
  /// The text from a little before the open sentence on, and where it starts in the document.
  private var text = ""
  private var start = 0
  /// Text that waits until a window is worth the look at what was seen before.
  private var waiting = ""

  /// Makes a block of which nothing has been seen.
  public init() {}

  /// Adds a piece; gives the window that can be looked at now, its start in the document, and the decisions and sentences that are new in it.
  fileprivate mutating func add<Found>(
    _ piece: DocumentPart, _ find: (_ text: UTF16Text, _ start: Int, _ progress: inout BlockProgress) throws -> [Found]
  ) throws -> [Found] {
    if text.isEmpty && waiting.isEmpty { start = piece.start }
    waiting += piece.document.text
    // A window that starts with a long open sentence pays for it, so it has at least as much that is new.
    guard !piece.isOpen || waiting.utf8.count >= text.utf8.count else { return [] }
    text += waiting
    waiting = ""
    let window = UTF16Text(text)
    let block = BlockText(units: window.units)
    progress.goOn(in: block)
    let found = try find(window, start, &progress)
    let spent = progress.spend(block)
    text = window[spent..<block.count]
    start += window.utf8Offset(ofUTF16: spent)
    return found
  }
}

extension SentenceSegmenter {
  /// The sentences of a long block that a further piece of it completes; `Sentence.range` and `.block` count in the whole document. What came before
  /// in the document gave `evidence`, which the block adds to.
  ///
  /// Throws as `segment`.
  public func segment(_ piece: DocumentPart, in open: inout OpenBlock, evidence: inout DocumentEvidence) throws -> [Sentence] {
    if !piece.continuesBlock { evidence.reach(piece.start) }
    return try open.add(piece) { text, start, progress in
      let decisions = try decisions(in: text, &progress, evidence: &evidence, isLast: !piece.isOpen)
      return progress.sentences(in: BlockText(units: text.units), endingAt: decisions, isLast: !piece.isOpen).map { sentence in
        let range = start + text.utf8Offset(ofUTF16: sentence.lowerBound)..<start + text.utf8Offset(ofUTF16: sentence.upperBound)
        return Sentence(text: text[sentence], range: range, block: piece.firstBlock)
      }
    }
  }

  /// The places of a long block that a further piece of it lets decide; `Explanation.offset` and `.block` count in the whole document.
  ///
  /// Throws as `segment`.
  public func explain(_ piece: DocumentPart, in open: inout OpenBlock, evidence: inout DocumentEvidence) throws -> [Explanation] {
    if !piece.continuesBlock { evidence.reach(piece.start) }
    return try open.add(piece) { text, start, progress in
      let decisions = try decisions(in: text, &progress, evidence: &evidence, isLast: !piece.isOpen)
      _ = progress.sentences(in: BlockText(units: text.units), endingAt: decisions, isLast: !piece.isOpen)
      return decisions.map { explanation(of: $0, in: text, block: piece.firstBlock, start: start) }
    }
  }
}
