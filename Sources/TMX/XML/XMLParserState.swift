import CLibXML2

/// What libxml2's calls work on: values at a fixed place, without the reference counts and access checks that an object would cost at each call.
struct XMLParserState {
  private static let libraryIsReady: Void = xmlInitParser()

  var scan = XMLScan()
  /// The builder, which `type` knows.
  let builder: UnsafeMutableRawPointer
  let type: any XMLBuilder.Type

  /// The calls that libxml2 makes, with a pointer to a state.
  static func handler() -> xmlSAXHandler {
    libraryIsReady
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = { user, name, prefix, _, namespaces, _, count, defaulted, attributes in
      guard let state = XMLParserState.at(user) else { return }
      let isGoingOn = state.pointee.scan.start(
        name, prefix: prefix, namespaces: namespaces, attributes: attributes, count: Int(count - defaulted))
      guard isGoingOn else { return }
      state.pointee.type.start(state.pointee.builder, &state.pointee.scan)
      if state.pointee.scan.fault != nil { xmlStopParser(state.pointee.scan.context) }
    }
    sax.endElementNs = { user, _, _, _ in
      guard let state = XMLParserState.at(user), state.pointee.scan.fault == nil else { return }
      state.pointee.type.end(state.pointee.builder, &state.pointee.scan)
    }
    sax.characters = { XMLParserState.at($0)?.pointee.scan.append($1, Int($2)) }
    sax.ignorableWhitespace = sax.characters
    sax.cdataBlock = sax.characters
    sax.entityDecl = { user, name, _, _, _, _ in XMLParserState.at(user)?.pointee.scan.refuseEntity(name) }
    sax.unparsedEntityDecl = { user, name, _, _, _ in XMLParserState.at(user)?.pointee.scan.refuseEntity(name) }
    sax.reference = { XMLParserState.at($0)?.pointee.scan.failMarkup("Entity '\($1.map { String(cString: $0) } ?? "")' not defined") }
    sax.serror = { user, error in
      guard let error else { return }
      let isUndeclared = error.pointee.code == CInt(XML_WAR_UNDECLARED_ENTITY.rawValue)
      guard error.pointee.level == XML_ERR_FATAL || isUndeclared else { return }
      let message = error.pointee.message.map { String(cString: $0) } ?? "error \(error.pointee.code)"
      XMLParserState.at(user)?.pointee.scan.failMarkup(String(message.prefix { !$0.isNewline }))
    }
    return sax
  }

  private static func at(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLParserState>? {
    user?.assumingMemoryBound(to: XMLParserState.self)
  }
}
