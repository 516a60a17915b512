/// A part of a document that is too long to be held whole: some of its blocks, or a piece of one long block.
public struct DocumentPart: Hashable, Sendable {
  /// The part as a document of its own: its blocks' ranges are offsets into its text, their lines those of the file.
  public var document: Document
  /// Where its text starts in the whole document's text, in UTF-8 bytes.
  public var start: Int
  /// The index of its first block in the whole document, 0-based.
  public var firstBlock: Int
  /// Whether it starts inside a block, of which the part before is a piece.
  public var continuesBlock: Bool
  /// Whether its last block goes on in the next part. The part then holds a piece of that block and nothing else.
  public var isOpen: Bool

  /// Makes a part of its fields.
  public init(document: Document, start: Int, firstBlock: Int, continuesBlock: Bool = false, isOpen: Bool = false) {
    self.document = document
    self.start = start
    self.firstBlock = firstBlock
    self.continuesBlock = continuesBlock
    self.isOpen = isOpen
  }

  /// Whether it holds whole blocks only, so that it can be segmented by itself.
  public var isWhole: Bool { !continuesBlock && !isOpen }
}
