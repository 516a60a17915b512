import CLibXML2

/// What an `XMLPushParser` calls while it parses.
protocol XMLPushHandler: AnyObject {
  /// A start tag; the text before it is in `text`, the attributes in `attributes`, until the call returns.
  func start(_ name: XMLPushParser.Name, from parser: XMLPushParser)
  /// An end tag; the text before it is in `text`.
  func end(from parser: XMLPushParser)
}

/// libxml2's SAX2 push parser for UTF-8: without entities, external subsets and the network, in constant memory.
///
/// A document type may name a definition, which is not loaded; what it declares is ignored, but an entity ends the parsing.
final class XMLPushParser {
  /// The name of an element or an attribute.
  struct Name {
    /// As written, with the prefix.
    var text: String
    /// The element of TMX with this name, in any case.
    var tag: TMXTag?
    /// Whether it has a prefix other than `xml`.
    var isForeign: Bool
    /// Whether it has capital letters.
    var isCapital: Bool
    fileprivate var pointer: UnsafePointer<xmlChar>
    fileprivate var prefix: UnsafePointer<xmlChar>?
    /// The last value of an attribute with this name: often the next one is the same.
    fileprivate var lastValue = ""
  }

  /// Why the document cannot be parsed.
  struct Fault: Error {
    var message: String
    var line: Int
    /// Whether it is libxml2 that says so, and not a limit or a rule of ours.
    var isMarkup: Bool
  }

  private static let libraryIsReady: Void = xmlInitParser()

  private unowned let handler: any XMLPushHandler
  private var context: xmlParserCtxtPtr?
  /// The names that have occurred; libxml2 keeps each at one address.
  private var names: [Name] = []
  private var textBytes: [UInt8] = []

  /// The attributes of the start tag that was read last.
  private(set) var attributes: [TMXAttributes.Attribute] = []
  /// Whether one of them is not written as TMX's are: a name in capitals or with a prefix.
  private(set) var hasOddAttributes = false
  /// Whether it has namespace declarations.
  private(set) var declaresNamespaces = false
  /// Why parsing has ended.
  private(set) var fault: Fault?
  /// How many bytes it has been given.
  private(set) var fed = 0

  /// Starts a document; `nil` when there is no memory.
  init?(handler: any XMLPushHandler) {
    Self.libraryIsReady
    self.handler = handler
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = { XMLPushParser.parser($0)?.start($1, prefix: $2, namespaces: $4, attributes: $8, count: Int($6 - $7)) }
    sax.endElementNs = { user, _, _, _ in XMLPushParser.parser(user)?.end() }
    sax.characters = { XMLPushParser.parser($0)?.append($1, Int($2)) }
    sax.ignorableWhitespace = sax.characters
    sax.cdataBlock = sax.characters
    sax.entityDecl = { user, name, _, _, _, _ in XMLPushParser.parser(user)?.refuseEntity(name) }
    sax.unparsedEntityDecl = { user, name, _, _, _ in XMLPushParser.parser(user)?.refuseEntity(name) }
    sax.reference = { XMLPushParser.parser($0)?.failMarkup("Entity '\($1.map { String(cString: $0) } ?? "")' not defined") }
    sax.serror = { user, error in
      guard let error, let parser = XMLPushParser.parser(user) else { return }
      let isUndeclared = error.pointee.code == CInt(XML_WAR_UNDECLARED_ENTITY.rawValue)
      guard error.pointee.level == XML_ERR_FATAL || isUndeclared else { return }
      let message = error.pointee.message.map { String(cString: $0) } ?? "error \(error.pointee.code)"
      parser.failMarkup(String(message.prefix { !$0.isNewline }))
    }
    context = xmlCreatePushParserCtxt(&sax, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    guard context != nil else { return nil }
    // Limits are the caller's: libxml2's own would cut texts of ten million bytes.
    xmlCtxtUseOptions(context, CInt(XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
  }

  deinit { xmlFreeParserCtxt(context) }

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
    if fault == nil, let context, context.pointee.wellFormed == 0 { failMarkup("Document is empty") }
  }

  /// Ends the parsing.
  func fail(_ message: String) {
    if fault == nil { fault = Fault(message: message, line: line, isMarkup: false) }
    xmlStopParser(context)
  }

  /// The line that it has come to, from 1.
  var line: Int {
    get { max(1, Int(context?.pointee.input?.pointee.line ?? 1)) }
    set { context?.pointee.input?.pointee.line = CInt(clamping: newValue) }
  }

  /// How many bytes it has read, those of a token that is not complete left out.
  var consumed: Int { xmlByteConsumed(context) }

  /// Where the start tag ends that was read last, in bytes from the start; `nil` when its element is empty.
  var endOfStartTag: Int? { context?.pointee.input?.pointee.cur?.pointee == 0x3E ? consumed + 1 : nil }

  /// The text since the tag before; it is taken away.
  func takeText() -> String {
    defer { textBytes.removeAll(keepingCapacity: textBytes.capacity < 1 << 16) }
    return textBytes.isEmpty ? "" : String(decoding: textBytes, as: UTF8.self)
  }

  /// Whether there is text other than white space since the tag before.
  var hasText: Bool { textBytes.contains { $0 != 0x20 && $0 != 0x0A && $0 != 0x09 && $0 != 0x0D } }

  /// Takes the text since the tag before away, and says whether it was more than white space.
  func dropText() -> Bool {
    defer { textBytes.removeAll(keepingCapacity: textBytes.capacity < 1 << 16) }
    return hasText
  }

  private static func parser(_ user: UnsafeMutableRawPointer?) -> XMLPushParser? {
    user.map { Unmanaged<XMLPushParser>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(
    _ name: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, namespaces: CInt,
    attributes values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) {
    guard fault == nil, let name else { return }
    attributes.removeAll(keepingCapacity: true)
    hasOddAttributes = false
    for number in 0..<count {
      // Five pointers an attribute: name, prefix, namespace, start and end of the value.
      guard let name = values?[5 * number], let start = values?[5 * number + 3], let end = values?[5 * number + 4] else { continue }
      let known = index(of: name, values?[5 * number + 1])
      if names[known].isForeign || names[known].isCapital { hasOddAttributes = true }
      attributes.append(
        TMXAttributes.Attribute(name: names[known].text, value: value(UnsafeBufferPointer(start: start, count: end - start), known)))
    }
    declaresNamespaces = namespaces > 0
    handler.start(names[index(of: name, prefix)], from: self)
  }

  private func value(_ bytes: UnsafeBufferPointer<xmlChar>, _ known: Int) -> String {
    let isSame = names[known].lastValue.utf8.withContiguousStorageIfAvailable { $0.elementsEqual(bytes) } ?? false
    if !isSame { names[known].lastValue = String(decoding: bytes, as: UTF8.self) }
    return names[known].lastValue
  }

  private func index(of name: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?) -> Int {
    if let index = names.firstIndex(where: { $0.pointer == name && $0.prefix == prefix }) { return index }
    // A document of a thousand names is no TMX; searching must not get slow.
    if names.count == 128 { names.removeAll(keepingCapacity: true) }
    let local = String(cString: name)
    let full = prefix.map { String(cString: $0) + ":" + local }
    names.append(
      Name(
        text: full ?? local, tag: full == nil ? TMXTag(rawValue: local.lowercased()) : nil,
        isForeign: full.map { !$0.hasPrefix("xml:") } ?? false,
        isCapital: local.lowercased() != local, pointer: name, prefix: prefix))
    return names.count - 1
  }

  private func end() {
    guard fault == nil else { return }
    handler.end(from: self)
  }

  private func append(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
    guard fault == nil else { return }
    textBytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
  }

  private func failMarkup(_ message: String) {
    if fault == nil { fault = Fault(message: message, line: line, isMarkup: true) }
  }

  private func refuseEntity(_ name: UnsafePointer<xmlChar>?) {
    let name = name.map { String(cString: $0) } ?? ""
    // TMX 1.1's own definition repeats what XML has predefined.
    if !["lt", "gt", "amp", "apos", "quot"].contains(name) { fail("the document type declares the entity '\(name.prefix(40))'") }
  }
}
