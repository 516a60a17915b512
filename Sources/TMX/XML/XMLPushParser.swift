import CLibXML2

/// libxml2's SAX2 push parser for UTF-8 and what it fills: without entities, external subsets and the network, in constant memory.
///
/// A document type may name a definition, which is not loaded; what it declares is ignored, but an entity ends the parsing.
package final class XMLPushParser<Builder: XMLBuilder> {
  private let state: UnsafeMutablePointer<XMLParserState>
  private let made: UnsafeMutablePointer<Builder>
  private let context: xmlParserCtxtPtr

  /// How many bytes it has been given.
  package private(set) var fed = 0

  /// Starts a document; `nil` when there is no memory.
  package init?(builder: Builder) {
    var sax = XMLParserState.handler()
    let made = UnsafeMutablePointer<Builder>.allocate(capacity: 1)
    made.initialize(to: builder)
    let state = UnsafeMutablePointer<XMLParserState>.allocate(capacity: 1)
    state.initialize(to: XMLParserState(builder: made, type: Builder.self))
    guard let context = xmlCreatePushParserCtxt(&sax, state, nil, 0, nil) else {
      Self.free(state, made)
      return nil
    }
    (self.state, self.made, self.context) = (state, made, context)
    state.pointee.scan.context = context
    // Limits are the caller's: libxml2's own would cut texts of ten million bytes.
    xmlCtxtUseOptions(context, CInt(XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
  }

  deinit {
    xmlFreeParserCtxt(context)
    Self.free(state, made)
  }

  private static func free(_ state: UnsafeMutablePointer<XMLParserState>, _ made: UnsafeMutablePointer<Builder>) {
    state.deinitialize(count: 1)
    state.deallocate()
    made.deinitialize(count: 1)
    made.deallocate()
  }

  /// Parses the next bytes, unless there is a fault.
  package func feed(_ bytes: ArraySlice<UInt8>) {
    guard fault == nil, !bytes.isEmpty else { return }
    fed += bytes.count
    bytes.withUnsafeBytes { raw in
      _ = xmlParseChunk(context, raw.bindMemory(to: CChar.self).baseAddress, CInt(clamping: raw.count), 0)
    }
  }

  /// Parses what is left; a document that is not complete is a fault.
  package func finish() {
    guard fault == nil else { return }
    _ = xmlParseChunk(context, nil, 0, 1)
    if fault == nil, context.pointee.wellFormed == 0 { state.pointee.scan.failMarkup("Document is empty") }
  }

  /// What is made of the document.
  package var builder: Builder {
    _read { yield made.pointee }
    _modify { yield &made.pointee }
  }

  /// Why parsing has ended.
  package var fault: XMLScan.Fault? { state.pointee.scan.fault }

  /// The line that it has come to, from 1.
  package var line: Int {
    get { state.pointee.scan.line }
    set { context.pointee.input?.pointee.line = CInt(clamping: newValue) }
  }

  /// How many bytes it has read, those of a token that is not complete left out.
  package var consumed: Int { state.pointee.scan.consumed }
}
