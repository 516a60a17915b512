import CLibXML2
import Glibc

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

  /// What a name asks the builder to look at.
  struct Traits: OptionSet {
    var rawValue: UInt8

    /// It is not written as TMX's names are: in capitals, or with a prefix other than `xml`.
    static let odd = Traits(rawValue: 1)
    /// It is `segtype`.
    static let segmentType = Traits(rawValue: 2)
    /// It is `xml:lang`.
    static let language = Traits(rawValue: 4)
  }

  /// The name of an element or an attribute.
  private struct Name {
    /// Its address and that of its prefix: libxml2 keeps each name at one place.
    var pointer: UnsafePointer<xmlChar>
    var prefix: UnsafePointer<xmlChar>?
    var tag: TMXTag?
    var traits: Traits
    /// As written, with the prefix.
    var text: String
    /// The last value of an attribute with this name: often the next one is the same.
    private var lastValue = ""

    init(_ pointer: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?) {
      (self.pointer, self.prefix) = (pointer, prefix)
      let local = String(cString: pointer)
      let prefixText = prefix.map { String(cString: $0) + ":" } ?? ""
      text = prefixText + local
      tag = prefix == nil ? TMXTag(rawValue: local.lowercased()) : nil
      traits = !["", "xml:"].contains(prefixText) || local.lowercased() != local ? .odd : []
      if text == "segtype" { traits.insert(.segmentType) }
      if text == "xml:lang" { traits.insert(.language) }
    }

    /// An attribute's value: where the document has an `&`, as a reference of any form, libxml2 leaves `&#38;` for a tree to be built from.
    mutating func value(_ bytes: UnsafeBufferPointer<xmlChar>) -> String {
      // Strings of up to 15 bytes need no memory: to make them is as quick as to compare them.
      if bytes.count > 15 {
        let isSame = lastValue.utf8.withContiguousStorageIfAvailable { last in
          guard last.count == bytes.count, let old = last.baseAddress, let new = bytes.baseAddress else { return false }
          return memcmp(old, new, bytes.count) == 0
        }
        if isSame == true { return lastValue }
      }
      var value = String(decoding: bytes, as: UTF8.self)
      if bytes.contains(0x26) { value.replace("&#38;", with: "&") }
      if bytes.count > 15 { lastValue = value }
      return value
    }
  }

  private var names: [Name] = []
  /// The index in `names` that a name with this hash had last.
  private var lastIndices = [Int](repeating: 0, count: 64)
  private var element = 0
  /// The text since the tag before, in the first bytes of a buffer that stays.
  private var textBuffer: [UInt8] = []
  private var textCount = 0

  /// The element of TMX that has the name of the tag, in any case of letters.
  private(set) var tag: TMXTag?
  private var attributeList: [TMXAttributes.Attribute] = []
  /// The value of `xml:lang` where it is the only attribute, as in nearly all variants: it needs no list.
  private(set) var onlyLanguage: String?
  /// What the names of the attributes ask for.
  private(set) var attributeTraits: Traits = []
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
  var isCapital: Bool { names.indices.contains(element) && names[element].traits.contains(.odd) }

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

  /// Whether the start tag that was read last has attributes.
  var hasAttributes: Bool { onlyLanguage != nil || !attributeList.isEmpty }

  /// The attributes of the start tag that was read last.
  package var attributes: [TMXAttributes.Attribute] { onlyLanguage.map { [.init(name: "xml:lang", value: $0)] } ?? attributeList }

  /// The attributes of the start tag that was read last; they are taken away.
  mutating func takeAttributes() -> [TMXAttributes.Attribute] {
    guard onlyLanguage == nil else { return attributes }
    var taken: [TMXAttributes.Attribute] = []
    swap(&taken, &attributeList)
    return taken
  }

  /// The text since the tag before; it is taken away.
  package mutating func takeText() -> String {
    guard textCount > 0 else { return "" }
    let text = textBuffer.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[..<textCount]), as: UTF8.self) }
    forgetText()
    return text
  }

  /// Whether there is text other than white space since the tag before.
  var hasText: Bool { hasStrayText || textBuffer[..<textCount].contains { $0 > 0x20 } }

  /// Takes the text since the tag before away, and says whether it was more than white space.
  package mutating func dropText() -> Bool {
    guard hasStrayText || textCount > 0 else { return false }
    let hasText = hasText
    forgetText()
    return hasText
  }

  private mutating func forgetText() {
    textCount = 0
    if textBuffer.count > 1 << 16 { textBuffer = [] }
    hasStrayText = false
  }

  /// Takes text as libxml2 gives it.
  mutating func append(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
    guard fault == nil, let bytes else { return }
    guard keepsText else {
      if !hasStrayText { hasStrayText = UnsafeBufferPointer(start: bytes, count: count).contains { $0 > 0x20 } }
      return
    }
    let missing = textCount + count - textBuffer.count
    if missing > 0 { textBuffer.append(contentsOf: repeatElement(0, count: max(missing, textBuffer.count, 1 << 10))) }
    textBuffer.withUnsafeMutableBytes { buffer in
      if let start = buffer.baseAddress { memcpy(start + textCount, bytes, count) }
    }
    textCount += count
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
    if !attributeList.isEmpty { attributeList = [] }
    if onlyLanguage != nil { onlyLanguage = nil }
    attributeTraits = []
    if count == 1, let values, let name = values[0], let start = values[3], let end = values[4],
      case let known = index(of: name, values[1]), names[known].traits == .language
    {
      onlyLanguage = names[known].value(UnsafeBufferPointer(start: start, count: end - start))
    } else if count > 0, let values {
      takeAttributes(values, count)
    }
    declaresNamespaces = namespaces > 0
    element = index(of: name, prefix)
    tag = names[element].tag
    return true
  }

  private mutating func takeAttributes(_ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int) {
    attributeList.reserveCapacity(count)
    for place in stride(from: 0, to: 5 * count, by: 5) {
      guard let name = values[place], let start = values[place + 3], let end = values[place + 4] else { continue }
      let known = index(of: name, values[place + 1])
      attributeTraits.formUnion(names[known].traits)
      let value = names[known].value(UnsafeBufferPointer(start: start, count: end - start))
      attributeList.append(TMXAttributes.Attribute(name: names[known].text, value: value))
    }
  }

  @inline(__always) private mutating func index(of name: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?) -> Int {
    let hash = (Int(bitPattern: name) >> 1 ^ Int(bitPattern: name) >> 7) & 63
    let last = lastIndices[hash]
    if last < names.count, names[last].pointer == name, names[last].prefix == prefix { return last }
    return search(name, prefix, hash)
  }

  private mutating func search(_ name: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ hash: Int) -> Int {
    let index = names.firstIndex { $0.pointer == name && $0.prefix == prefix } ?? add(name, prefix)
    lastIndices[hash] = index
    return index
  }

  private mutating func add(_ name: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?) -> Int {
    // A document of a thousand names is no TMX; searching must not get slow.
    if names.count == 128 { names.removeAll(keepingCapacity: true) }
    names.append(Name(name, prefix: prefix))
    return names.count - 1
  }
}
