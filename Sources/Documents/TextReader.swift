import Corpus
import FileIO

/// Reads plain text files into documents: charset, lines, paragraphs.
///
/// The text is decoded and otherwise never changed: soft hyphens, no-break spaces, zero-width characters, decomposed letters and line breaks of
/// any kind stay as they are. A byte-order mark is left out.
///
///     let document = try TextReader(language: .german).read("corpora/kim-putin/de.txt")
public struct TextReader: Sendable {
  /// The language of the text; it also helps to tell 8-bit charsets apart.
  public var language: LanguageTag
  /// The charset's name; `nil` finds it out (see `TextDecoder`).
  public var encoding: String?
  /// What makes a paragraph; `nil` finds it out (see `ParagraphStyle.detect`). Segmented input has its own rule.
  public var paragraphs: ParagraphStyle?

  /// Makes a reader from its options.
  public init(language: LanguageTag, encoding: String? = nil, paragraphs: ParagraphStyle? = nil) {
    self.language = language
    self.encoding = encoding
    self.paragraphs = paragraphs
  }

  /// Reads a file; `-` is standard input.
  /// - Throws: a `Diagnostic`: `.unreadableInput` and `.inputOutput` as `InputFile.read`, `.malformedInput` when the file is binary, empty or not
  ///   in its charset, `.usage` for an unknown `encoding`.
  public func read(_ path: String) throws -> Document { try document(try InputFile.read(path), name: path) }

  /// Makes a document of a file's bytes that are at hand already; `name` stands for the file in messages.
  /// - Throws: as `read`, but for the reading.
  public func document(_ bytes: [UInt8], name: String) throws -> Document { try document(try decode(bytes, name: name), name: name) }

  /// Makes a document of a text that is at hand already.
  /// - Throws: a `Diagnostic` `.malformedInput` when there is nothing but white space.
  public func document(_ text: String, name: String) throws -> Document {
    try document(DecodedText(text: text, charset: "UTF-8"), name: name)
  }

  /// Reads a file that is segmented already: each line is a sentence as it stands, without the white space at its ends; empty lines are
  /// paragraph breaks.
  ///
  /// A line that is empty or only white space is not a sentence, so gold beads count the other lines only. Lines end at LF, CR or CRLF; other
  /// line separators are part of the sentence, as for all tools that write such files.
  /// - Throws: as `read`.
  public func readSegmented(_ path: String) throws -> (document: Document, sentences: [Sentence]) {
    try segmented(try decode(try InputFile.read(path), name: path), name: path)
  }

  /// Makes a document of a segmented text that is at hand already; see `readSegmented`.
  /// - Throws: a `Diagnostic` `.malformedInput` when there is nothing but white space.
  public func segmentedDocument(_ text: String, name: String) throws -> (document: Document, sentences: [Sentence]) {
    try segmented(DecodedText(text: text, charset: "UTF-8"), name: name)
  }

  private func decode(_ bytes: [UInt8], name: String) throws -> DecodedText {
    try TextDecoder(file: name, language: language, encoding: encoding).decode(bytes)
  }

  private func document(_ decoded: DecodedText, name: String) throws -> Document {
    let lines = TextLine.lines(of: decoded.text, separators: .unicode)
    let style = paragraphs ?? ParagraphStyle.detect(lines)
    return try document(decoded, name: name, blocks: style.blocks(of: lines))
  }

  private func segmented(_ decoded: DecodedText, name: String) throws -> (document: Document, sentences: [Sentence]) {
    let lines = TextLine.lines(of: decoded.text, separators: .ascii)
    let document = try document(decoded, name: name, blocks: ParagraphStyle.block.blocks(of: lines))
    var sentences: [Sentence] = []
    var block = 0
    for line in lines where !line.isEmpty {
      if line.range.lowerBound >= document.blocks[block].range.upperBound { block += 1 }
      sentences.append(Sentence(text: String(document[utf8: line.range]), range: line.range, block: block))
    }
    return (document, sentences)
  }

  private func document(_ decoded: DecodedText, name: String, blocks: [Block]) throws -> Document {
    guard !blocks.isEmpty else { throw noText(name) }
    return Document(name: name, language: language, encoding: decoded.charset, text: decoded.text, blocks: blocks)
  }

  func noText(_ name: String) -> Diagnostic {
    Diagnostic(.malformedInput, file: name, "the file holds no text", cure: "check that it is the right file")
  }
}
