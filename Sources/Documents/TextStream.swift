import Corpus
import FileIO

/// Reads a plain text of any length in parts, with bounded memory.
///
/// The text is decoded and cut into blocks as by `TextReader`, but charset and style of paragraphs are found out from its first MiB. A pipe that
/// pauses for half a second before that, behind a whole line, is judged by what has come. When later bytes are not text in the charset, that is an error. Blocks of
/// over 1 MiB come in pieces. Not thread-safe.
///
///     let stream = try TextStream("-", reader: TextReader(language: .german))
///     while let event = try stream.next() { … }
public final class TextStream {
  /// What comes next.
  public enum Event: Sendable {
    /// A part of the text, 256 KiB or one block, less before a pause and at the end.
    case part(DocumentPart)
    /// For now, nothing more comes: time to pass on what is done.
    case pause
  }

  private static let headSize = 1 << 20
  /// What counts as a pause before the head is whole, and later, in milliseconds.
  private static let (headPause, pause) = (500, 100)

  private let name: String
  private let reader: TextReader
  private let source: any ByteSource
  private var decoding: TextDecoding?
  private var blocks = BlockFinder(.line)
  private var isAtEnd = false
  private var isPaused = false
  /// Bytes of the file that were read.
  public private(set) var bytesRead = 0

  /// Makes a stream of bytes.
  /// - Parameter name: the file's name for messages and documents.
  public init(_ source: some ByteSource, name: String, reader: TextReader) {
    self.source = source
    self.name = name
    self.reader = reader
  }

  /// The charset; empty before the first part.
  public var encoding: String { decoding?.charset ?? "" }
  /// How many blocks the parts so far held.
  public var blockCount: Int { blocks.blockCount }

  /// The next part, a pause, or `nil` at the end.
  /// - Throws: a `Diagnostic`: what the source throws, `.malformedInput` when the text is binary, not in its charset (with the offset) or empty,
  ///   `.usage` for an unknown charset.
  public func next() throws -> Event? {
    if decoding == nil { try readHead() }
    while true {
      if let part = part(atLeast: isAtEnd ? 1 : BlockFinder.partSize) { return .part(part) }
      if isAtEnd {
        guard blockCount > 0 else { throw reader.noText(name) }
        return nil
      }
      if !isPaused, source.isPaused(for: Self.pause) {
        if let part = part(atLeast: 1) { return .part(part) }
        isPaused = true
        return .pause
      }
      isPaused = false
      let bytes = try read()
      blocks.add(try decoding?.decode(bytes, isLast: isAtEnd) ?? "", isLast: isAtEnd)
    }
  }

  private func read() throws -> [UInt8] {
    let bytes = try source.read()
    bytesRead += bytes.count
    isAtEnd = bytes.isEmpty
    return bytes
  }

  private func readHead() throws {
    var head: [UInt8] = []
    while head.count < Self.headSize, !isAtEnd {
      if head.contains(where: { $0 == 0x0A || $0 == 0x0D }), source.isPaused(for: Self.headPause) { break }
      head += try read()
    }
    let decoder = TextDecoder(file: name, language: reader.language, encoding: reader.encoding)
    let decoding = try TextDecoding(decoder, head: head, isWhole: isAtEnd)
    let text = try decoding.decode(head, isLast: isAtEnd)
    blocks = BlockFinder(reader.paragraphs ?? ParagraphStyle.detect(TextLine.sample(of: text, isWhole: isAtEnd)))
    blocks.add(text, isLast: isAtEnd)
    self.decoding = decoding
  }

  private func part(atLeast count: Int) -> DocumentPart? {
    let firstBlock = blockCount
    guard let part = blocks.take(atLeast: count) else { return nil }
    let local = part.blocks.map { block in
      Block(range: block.range.lowerBound - part.start..<block.range.upperBound - part.start, line: block.line)
    }
    let document = Document(name: name, language: reader.language, encoding: encoding, text: part.text, blocks: local)
    return DocumentPart(
      document: document, start: part.start, firstBlock: firstBlock, continuesBlock: part.continuesBlock, isOpen: part.isOpen)
  }
}
