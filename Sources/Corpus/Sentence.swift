/// A sentence of a document.
public struct Sentence: Hashable, Sendable {
  /// The sentence exactly as it stands in the document, line breaks inside it included; no white space at its ends.
  public var text: String
  /// UTF-8 byte offsets into `Document.text`, half-open.
  public var range: Range<Int>
  /// The index of the block it lies in, 0-based.
  public var block: Int

  /// Makes a sentence from its parts.
  public init(text: String, range: Range<Int>, block: Int) {
    self.text = text
    self.range = range
    self.block = block
  }

  /// The text on one line: every line break, with the blanks around it, is one space. All else stays as it is.
  public var line: String { text.joiningLines }
}

extension String {
  /// The text with every line break, and the spaces and tabs around it, turned into one space.
  public var joiningLines: String {
    guard unicodeScalars.contains(where: \.isLineBreak) else { return self }
    let pieces = unicodeScalars.split(whereSeparator: \.isLineBreak)
    return pieces.enumerated().map { index, piece in
      var piece = piece
      if index > 0 { piece = piece.drop(while: \.isBlank) }
      if index < pieces.count - 1 { while piece.last?.isBlank == true { piece.removeLast() } }
      return String(piece)
    }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension String {
  /// The text as a field between tabs: on one line, tabs turned into spaces.
  public var tabSeparatedField: String { String(String.UnicodeScalarView(joiningLines.unicodeScalars.map { $0 == "\t" ? " " : $0 })) }
}

extension Unicode.Scalar {
  /// Whether the scalar ends a line: LF, VT, FF, CR, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR (Unicode Standard, section 5.8).
  public var isLineBreak: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  fileprivate var isBlank: Bool { self == " " || self == "\t" }
}
