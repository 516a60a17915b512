import CLibXML2
import Corpus

/// Where a writer's bytes go, a piece at a time and in order. What it throws ends the writing and reaches the caller.
public typealias ByteSink = (_ bytes: [UInt8]) throws -> Void

/// Writes XML 1.0 in UTF-8 through libxml2's `xmlTextWriter`, an element at a time; memory does not grow with the document.
///
/// Markup is escaped and a CR in a text is written as `&#13;`, so that a parser gives back the same text. Characters that XML forbids become
/// U+FFFD and are counted, see `XMLCharacters`.
package final class XMLWriter {
  private static let libraryIsReady: Void = xmlInitParser()
  private static let pieceSize = 1 << 16

  private let buffer: xmlBufferPtr
  private let writer: xmlTextWriterPtr
  private let sink: ByteSink

  /// How many characters were replaced because XML forbids them.
  package private(set) var replacedCharacters = 0

  /// Starts a document with its XML declaration and, when there is one, its document type: `<!DOCTYPE name SYSTEM "systemID">`.
  package init(documentType: (name: String, systemID: String)? = nil, sink: @escaping ByteSink) throws {
    Self.libraryIsReady
    guard let buffer = xmlBufferCreate() else { throw Self.failure }
    xmlBufferSetAllocationScheme(buffer, XML_BUFFER_ALLOC_DOUBLEIT)
    guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
      xmlBufferFree(buffer)
      throw Self.failure
    }
    self.buffer = buffer
    self.writer = writer
    self.sink = sink
    try check(xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil))
    if let documentType {
      try check(xmlTextWriterWriteDTD(writer, documentType.name, nil, documentType.systemID, nil))
      try check(xmlTextWriterWriteRaw(writer, "\n"))
    }
    // From here on: with indentation the library breaks the document type over two lines.
    try check(xmlTextWriterSetIndent(writer, 1))
  }

  deinit {
    xmlFreeTextWriter(writer)
    xmlBufferFree(buffer)
  }

  /// Opens an element; attributes without a value are left out.
  package func start(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) throws {
    try check(xmlTextWriterStartElement(writer, name))
    for case (let name, let value?) in attributes {
      try check(xmlTextWriterWriteAttribute(writer, name, legal(value)))
    }
  }

  /// Closes the innermost open element and hands the bytes on when there are many.
  package func end() throws {
    try check(xmlTextWriterEndElement(writer))
    try check(xmlTextWriterFlush(writer))
    if Int(xmlBufferLength(buffer)) >= Self.pieceSize { try handOn() }
  }

  /// Writes an element with what `content` writes inside it.
  package func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], content: () throws -> Void) throws {
    try start(name, attributes)
    try content()
    try end()
  }

  /// Writes an element that holds a text.
  package func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String) throws {
    try element(name, attributes) { try check(xmlTextWriterWriteString(writer, legal(text))) }
  }

  /// Closes all that is open and hands the last bytes on.
  package func finish() throws {
    try check(xmlTextWriterEndDocument(writer))
    try check(xmlTextWriterFlush(writer))
    try handOn()
  }

  private func legal(_ text: String) -> String {
    let (text, replaced) = XMLCharacters.legal(text)
    replacedCharacters += replaced
    return text
  }

  private func handOn() throws {
    let bytes = [UInt8](UnsafeBufferPointer(start: xmlBufferContent(buffer), count: Int(xmlBufferLength(buffer))))
    xmlBufferEmpty(buffer)
    if !bytes.isEmpty { try sink(bytes) }
  }

  private func check(_ result: CInt) throws {
    if result < 0 { throw Self.failure }
  }

  private static var failure: Diagnostic { Diagnostic(.inputOutput, "cannot write XML", cure: "free some memory") }
}
