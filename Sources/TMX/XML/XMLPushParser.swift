import CLibXML2

/// libxml2's SAX2 push parser for UTF-8 and what it fills: without entities, external subsets and the network, in constant memory.
///
/// A document type may name a definition, which is not loaded; what it declares is ignored, but an entity ends the parsing.
final class XMLPushParser {
  private static let libraryIsReady: Void = xmlInitParser()

  /// What libxml2's calls work on: values at a fixed place, without the reference counts and access checks that an object would cost at each call.
  private struct State {
    var scan = XMLScan()
    var builder: TMXBuilder
  }

  private let state: UnsafeMutablePointer<State>
  private let context: xmlParserCtxtPtr

  /// How many bytes it has been given.
  private(set) var fed = 0

  /// Starts a document; `nil` when there is no memory.
  init?(builder: TMXBuilder) {
    Self.libraryIsReady
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = { user, name, prefix, _, namespaces, _, count, defaulted, attributes in
      guard let state = XMLPushParser.state(user) else { return }
      let isGoingOn = state.pointee.scan.start(
        name, prefix: prefix, namespaces: namespaces, attributes: attributes, count: Int(count - defaulted))
      guard isGoingOn else { return }
      state.pointee.builder.start(&state.pointee.scan)
      if state.pointee.scan.fault != nil { xmlStopParser(state.pointee.scan.context) }
    }
    sax.endElementNs = { user, _, _, _ in
      guard let state = XMLPushParser.state(user), state.pointee.scan.fault == nil else { return }
      state.pointee.builder.end(&state.pointee.scan)
    }
    sax.characters = { XMLPushParser.state($0)?.pointee.scan.append($1, Int($2)) }
    sax.ignorableWhitespace = sax.characters
    sax.cdataBlock = sax.characters
    sax.entityDecl = { user, name, _, _, _, _ in XMLPushParser.state(user)?.pointee.scan.refuseEntity(name) }
    sax.unparsedEntityDecl = { user, name, _, _, _ in XMLPushParser.state(user)?.pointee.scan.refuseEntity(name) }
    sax.reference = { XMLPushParser.state($0)?.pointee.scan.failMarkup("Entity '\($1.map { String(cString: $0) } ?? "")' not defined") }
    sax.serror = { user, error in
      guard let error else { return }
      let isUndeclared = error.pointee.code == CInt(XML_WAR_UNDECLARED_ENTITY.rawValue)
      guard error.pointee.level == XML_ERR_FATAL || isUndeclared else { return }
      let message = error.pointee.message.map { String(cString: $0) } ?? "error \(error.pointee.code)"
      XMLPushParser.state(user)?.pointee.scan.failMarkup(String(message.prefix { !$0.isNewline }))
    }
    let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    state.initialize(to: State(builder: builder))
    guard let context = xmlCreatePushParserCtxt(&sax, state, nil, 0, nil) else {
      state.deinitialize(count: 1)
      state.deallocate()
      return nil
    }
    (self.state, self.context) = (state, context)
    state.pointee.scan.context = context
    // Limits are the caller's: libxml2's own would cut texts of ten million bytes.
    xmlCtxtUseOptions(context, CInt(XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
  }

  deinit {
    xmlFreeParserCtxt(context)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Parses the next bytes, unless there is a fault.
  func feed(_ bytes: ArraySlice<UInt8>) {
    guard fault == nil, !bytes.isEmpty else { return }
    fed += bytes.count
    bytes.withUnsafeBytes { raw in
      _ = xmlParseChunk(context, raw.bindMemory(to: CChar.self).baseAddress, CInt(clamping: raw.count), 0)
    }
  }

  /// Parses what is left; a document that is not complete is a fault.
  func finish() {
    guard fault == nil else { return }
    _ = xmlParseChunk(context, nil, 0, 1)
    if fault == nil, context.pointee.wellFormed == 0 { state.pointee.scan.failMarkup("Document is empty") }
  }

  /// What is made of the document.
  var builder: TMXBuilder {
    _read { yield state.pointee.builder }
    _modify { yield &state.pointee.builder }
  }

  /// Why parsing has ended.
  var fault: XMLScan.Fault? { state.pointee.scan.fault }

  /// The line that it has come to, from 1.
  var line: Int {
    get { state.pointee.scan.line }
    set { context.pointee.input?.pointee.line = CInt(clamping: newValue) }
  }

  /// How many bytes it has read, those of a token that is not complete left out.
  var consumed: Int { state.pointee.scan.consumed }

  private static func state(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<State>? { user?.assumingMemoryBound(to: State.self) }
}
