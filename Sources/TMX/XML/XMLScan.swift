import CLibXML2

/// What the parser has come to: the tag it has just read, and the text before it.
package struct XMLScan {
  /// Why a document cannot be parsed.
  package struct Fault: Error {
    /// What is wrong, in lower case.
    package var message: String
    /// From 1.
    package var line: Int
    /// Whether it is libxml2 that says so, and not a limit or a rule of ours.
    package var isMarkup: Bool
  }

  /// The name of an element or an attribute.
  private struct Name {
    /// Its address and that of its prefix: libxml2 keeps each name at one place.
    var pointer: UnsafePointer<xmlChar>
    var prefix: UnsafePointer<xmlChar>?
    var tag: TMXTag?
    /// Whether it is written in capitals or has a prefix other than `xml`.
    var isOdd: Bool
    /// Whether it is `xml:lang`.
    var isLanguage: Bool
    /// Whether it is `segtype`.
    var isSegmentType: Bool
    /// As written, with the prefix.
    var text: String
    /// The last value of an attribute with this name: often the next one is the same.
    var lastValue = ""
  }

  private var names: [Name] = []
  /// The index in `names` that a name with this hash had last.
  private var lastIndices = [Int](repeating: 0, count: 64)
  private var element = 0
  private var textBytes: [UInt8] = []

  /// The element of TMX that has the name of the tag, in any case of letters.
  private(set) var tag: TMXTag?
  /// The attributes of the start tag that was read last.
  package private(set) var attributes: [TMXAttributes.Attribute] = []
  /// Whether one of them is not written as TMX's are: a name in capitals or with a prefix.
  private(set) var hasOddAttributes = false
  /// Whether one of them is `segtype`.
  private(set) var hasSegmentType = false
  /// Whether `xml:lang` is the only one, as of nearly all variants.
  private(set) var isJustLanguage = false
  /// Whether the tag has namespace declarations.
  private(set) var declaresNamespaces = false
  /// Why parsing has ended.
  package private(set) var fault: Fault?

  /// Whether text is kept; else it is only noticed, since most of it is white space between elements.
  package var keepsText = false
  private var hasStrayText = false
  /// The parser's state.
  var context: xmlParserCtxtPtr?

  /// The name of the tag as written.
  package var name: String { names.indices.contains(element) ? names[element].text : "" }

  /// Whether the name of a tag of TMX is written in capitals.
  var isCapital: Bool { names.indices.contains(element) && names[element].isOdd }

  /// The line that it has come to, from 1.
  package var line: Int { max(1, Int(context?.pointee.input?.pointee.line ?? 1)) }

  /// How many bytes were read, those of a token that is not complete left out.
  package var consumed: Int {
    guard let input = context?.pointee.input?.pointee, let current = input.cur, let base = input.base else { return 0 }
    return Int(input.consumed) + (current - base)
  }

  /// Where the start tag ends that was read last, in bytes from the start; `nil` when its element is empty.
  var endOfStartTag: Int? { context?.pointee.input?.pointee.cur?.pointee == 0x3E ? consumed + 1 : nil }

  /// Ends the parsing, for a rule or a limit of ours.
  package mutating func fail(_ message: String) {
    if fault == nil { fault = Fault(message: message, line: line, isMarkup: false) }
  }

  /// Ends the parsing since the document is not well-formed.
  mutating func failMarkup(_ message: String) {
    if fault == nil { fault = Fault(message: message, line: line, isMarkup: true) }
  }

  /// The text since the tag before; it is taken away.
  package mutating func takeText() -> String {
    guard !textBytes.isEmpty else { return "" }
    let text = String(decoding: textBytes, as: UTF8.self)
    forgetText()
    return text
  }

  /// Whether there is text other than white space since the tag before.
  var hasText: Bool { hasStrayText || textBytes.contains { $0 > 0x20 } }

  /// Takes the text since the tag before away, and says whether it was more than white space.
  package mutating func dropText() -> Bool {
    guard hasStrayText || !textBytes.isEmpty else { return false }
    let hasText = hasText
    forgetText()
    return hasText
  }

  private mutating func forgetText() {
    textBytes.removeAll(keepingCapacity: textBytes.capacity < 1 << 16)
    hasStrayText = false
  }

  /// Takes text as libxml2 gives it.
  mutating func append(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
    let bytes = UnsafeBufferPointer(start: bytes, count: count)
    if fault != nil {
      return
    } else if keepsText {
      textBytes.append(contentsOf: bytes)
    } else if !hasStrayText {
      hasStrayText = bytes.contains { $0 > 0x20 }
    }
  }

  /// Takes the declaration of an entity.
  mutating func refuseEntity(_ name: UnsafePointer<xmlChar>?) {
    let name = name.map { String(cString: $0) } ?? ""
    // TMX 1.1's own definition repeats what XML has predefined.
    guard !["lt", "gt", "amp", "apos", "quot"].contains(name) else { return }
    fail("the document type declares the entity '\(name.prefix(40))'")
    xmlStopParser(context)
  }

  /// Takes a start tag as libxml2 gives it: five pointers an attribute, which are name, prefix, namespace, start and end of the value.
  /// - Returns: whether parsing goes on.
  mutating func start(
    _ name: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, namespaces: CInt,
    attributes values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) -> Bool {
    guard fault == nil, let name else { return false }
    attributes.removeAll(keepingCapacity: true)
    (hasOddAttributes, hasSegmentType, isJustLanguage) = (false, false, false)
    for number in 0..<count {
      guard let name = values?[5 * number], let start = values?[5 * number + 3], let end = values?[5 * number + 4] else { continue }
      let known = index(of: name, values?[5 * number + 1])
      if names[known].isOdd { hasOddAttributes = true }
      if names[known].isSegmentType { hasSegmentType = true }
      if count == 1, names[known].isLanguage { isJustLanguage = true }
      let bytes = UnsafeBufferPointer(start: start, count: end - start)
      let isSame = names[known].lastValue.utf8.withContiguousStorageIfAvailable { $0.elementsEqual(bytes) } ?? false
      if !isSame { names[known].lastValue = Self.value(bytes) }
      attributes.append(TMXAttributes.Attribute(name: names[known].text, value: names[known].lastValue))
    }
    declaresNamespaces = namespaces > 0
    element = index(of: name, prefix)
    tag = names[element].tag
    return true
  }

  /// An attribute's value: where the document has an `&`, as a reference of any form, libxml2 leaves `&#38;` for a tree to be built from.
  private static func value(_ bytes: UnsafeBufferPointer<xmlChar>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.contains(0x26) ? text.replacing("&#38;", with: "&") : text
  }

  private mutating func index(of name: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?) -> Int {
    let hash = (Int(bitPattern: name) >> 1 ^ Int(bitPattern: name) >> 7) & 63
    let last = lastIndices[hash]
    if last < names.count, names[last].pointer == name, names[last].prefix == prefix { return last }
    let index = names.firstIndex { $0.pointer == name && $0.prefix == prefix } ?? add(name, prefix)
    lastIndices[hash] = index
    return index
  }

  private mutating func add(_ name: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?) -> Int {
    // A document of a thousand names is no TMX; searching must not get slow.
    if names.count == 128 { names.removeAll(keepingCapacity: true) }
    let local = String(cString: name)
    let prefixText = prefix.map { String(cString: $0) + ":" } ?? ""
    names.append(
      Name(
        pointer: name, prefix: prefix, tag: prefix == nil ? TMXTag(rawValue: local.lowercased()) : nil,
        isOdd: !["", "xml:"].contains(prefixText) || local.lowercased() != local,
        isLanguage: prefixText + local == "xml:lang", isSegmentType: prefixText + local == "segtype", text: prefixText + local))
    return names.count - 1
  }
}
