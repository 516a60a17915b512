import CLibXML2
import Corpus

/// An XML document as a sequence of elements and texts, by libxml2's `xmlTextReader`, without entities and without the network.
struct XMLEvents: ~Copyable {
  enum Event {
    /// A start tag; the namespace is empty when there is none.
    case start(name: String, namespace: String, attributes: [String: String], line: Int)
    case end
    case text(String, line: Int)
  }

  private let file: String
  private let reader: xmlTextReaderPtr
  /// The bytes, which the reader does not copy.
  private let bytes: UnsafeMutableBufferPointer<CChar>
  /// Whether an element without content was started, whose end the reader does not report.
  private var mustEnd = false

  private static let maxDepth = 32
  private static let libraryIsReady: Void = xmlInitParser()

  init(_ bytes: [UInt8], file: String) throws {
    Self.libraryIsReady
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(1, bytes.count))
    for (index, byte) in bytes.enumerated() { copy.initializeElement(at: index, to: CChar(bitPattern: byte)) }
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    xmlResetLastError()
    guard !bytes.isEmpty, let reader = xmlReaderForMemory(copy.baseAddress, CInt(clamping: bytes.count), nil, nil, CInt(options)) else {
      copy.deallocate()
      throw Diagnostic(.malformedInput, file: file, "the file is empty", cure: "check that it is the right file")
    }
    self.bytes = copy
    self.reader = reader
    self.file = file
  }

  deinit {
    xmlFreeTextReader(reader)
    bytes.deallocate()
  }

  /// The next event; `nil` at the end.
  mutating func next() throws -> Event? {
    if mustEnd {
      mustEnd = false
      return .end
    }
    while true {
      let result = xmlTextReaderRead(reader)
      guard result >= 0 else { throw malformed }
      guard result == 1 else { return nil }
      switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        guard xmlTextReaderDepth(reader) < Self.maxDepth else { throw failure("elements within elements, more than \(Self.maxDepth) deep") }
        mustEnd = xmlTextReaderIsEmptyElement(reader) == 1
        return .start(
          name: string(xmlTextReaderConstLocalName(reader)), namespace: string(xmlTextReaderConstNamespaceUri(reader)),
          attributes: attributes,
          line: line)
      case XML_READER_TYPE_END_ELEMENT.rawValue: return .end
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue,
        XML_READER_TYPE_WHITESPACE.rawValue:
        return .text(string(xmlTextReaderConstValue(reader)), line: line)
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue:
        if let document = xmlTextReaderCurrentDoc(reader), document.pointee.intSubset?.pointee.entities != nil {
          throw failure("the document type declares entities", cure: "remove the declaration")
        }
      case XML_READER_TYPE_ENTITY_REFERENCE.rawValue: throw failure("a reference to an entity", cure: "write the text itself")
      default: break
      }
    }
  }

  /// The line of what was read last; a node that knows none has the line up to which the parser has read.
  private var line: Int {
    let known = xmlTextReaderCurrentNode(reader).map { Int(xmlGetLineNo($0)) } ?? 0
    return known > 0 ? known : max(1, Int(xmlTextReaderGetParserLineNumber(reader)))
  }

  /// The attributes without a namespace.
  private var attributes: [String: String] {
    var result: [String: String] = [:]
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      if xmlTextReaderConstNamespaceUri(reader) == nil {
        result[string(xmlTextReaderConstName(reader))] = string(xmlTextReaderConstValue(reader))
      }
    }
    _ = xmlTextReaderMoveToElement(reader)
    return result
  }

  private func string(_ text: UnsafePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }

  private func failure(_ message: String, cure: String = "check that it is an SRX file") -> Diagnostic {
    Diagnostic(.malformedInput, file: file, at: .line(line), message, cure: cure)
  }

  /// What libxml2 has to say about markup that is not well-formed.
  private var malformed: Diagnostic {
    guard let error = xmlGetLastError(), error.pointee.code != CInt(XML_ERR_DOCUMENT_EMPTY.rawValue) else {
      return Diagnostic(.malformedInput, file: file, "this is not XML", cure: "check that it is an SRX file")
    }
    let reason = error.pointee.message.map { String(cString: $0) } ?? "error \(error.pointee.code)"
    let message = reason.prefix { !$0.isNewline }
    return Diagnostic(
      .malformedInput, file: file, at: .line(max(1, Int(error.pointee.line))), "the XML is not well-formed: \(message)",
      cure: "correct the markup")
  }
}
