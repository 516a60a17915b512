/// A text as a reader decoded it, with its blocks. The text is never changed: sentences are ranges of it.
public struct Document: Hashable, Sendable {
  /// The file's name as the user gave it, `-` for standard input.
  public var name: String
  /// The language the text is in.
  public var language: LanguageTag
  /// The charset it was decoded from, by its IANA name.
  public var encoding: String
  /// The whole decoded text, without a byte-order mark.
  public var text: String
  /// The blocks in order; they do not overlap, and what lies between them is white space.
  public var blocks: [Block]

  /// Makes a document from its parts.
  public init(name: String, language: LanguageTag, encoding: String = "UTF-8", text: String, blocks: [Block]) {
    self.name = name
    self.language = language
    self.encoding = encoding
    self.text = text
    self.blocks = blocks
  }

  /// The text of a range of UTF-8 byte offsets, as in `Block.range`; empty when the range does not lie within the text.
  public subscript(utf8 range: Range<Int>) -> Substring {
    let bytes = text.utf8
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return "" }
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return text[start..<bytes.index(start, offsetBy: range.count)]
  }
}

/// A stretch of text that no sentence crosses: a paragraph, a heading, a list item.
public struct Block: Hashable, Sendable {
  /// UTF-8 byte offsets into `Document.text`, half-open; white space at both ends is outside.
  public var range: Range<Int>
  /// The line in the file on which the block starts, 1-based.
  public var line: Int

  /// Makes a block from its parts.
  public init(range: Range<Int>, line: Int) {
    self.range = range
    self.line = line
  }
}
