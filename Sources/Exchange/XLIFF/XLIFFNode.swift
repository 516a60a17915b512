import Corpus
import TMX

/// A piece of a text in XLIFF.
enum XLIFFNode: Hashable {
  case text(String)
  case element(XLIFFElement)
}

/// An inline element of XLIFF.
struct XLIFFElement: Hashable {
  var name: String
  var attributes: TMXAttributes = [:]
  var content: [XLIFFNode] = []

  /// The start tag as XML.
  var startTag: String {
    var bytes: [UInt8] = []
    appendStart(to: &bytes)
    return String(decoding: bytes + [0x3E], as: UTF8.self)
  }

  /// The element as XML.
  var xml: String {
    var bytes: [UInt8] = []
    [XLIFFNode.element(self)].append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The start tag but for its end.
  @discardableResult fileprivate func appendStart(to bytes: inout [UInt8]) -> Int {
    bytes.append(contentsOf: "<\(name)".utf8)
    return attributes.all.reduce(0) { $0 + XMLText.appendAttribute($1.name, $1.value, to: &bytes) }
  }

  /// Reads the XML of one element, as `xml` writes it; `nil` for anything else.
  static func parse(_ xml: String, _ version: XLIFFVersion) -> XLIFFElement? {
    guard xml.utf8.first == 0x3C, xml.utf8.last == 0x3E, xml.utf8.count < 1 << 16,
      version.inlines.contains(String(xml.dropFirst().prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }))
    else { return nil }
    let builder = XLIFFBuilder(version: version)
    guard let parser = XMLPushParser(builder: builder) else { return nil }
    parser.feed(Array("<source>\(xml)</source>".utf8)[...])
    parser.finish()
    guard parser.fault == nil, parser.builder.fragment.count == 1, case .element(let element)? = parser.builder.fragment.first,
      element.xml == xml
    else { return nil }
    return element
  }
}

extension [XLIFFNode] {
  /// Appends the pieces as XML and returns how many characters were replaced. They are nested no deeper than a reader allows.
  @discardableResult func append(to bytes: inout [UInt8]) -> Int {
    var replaced = 0
    for node in self {
      switch node {
      case .text(let text): replaced += XMLText.append(text, to: &bytes)
      case .element(let element):
        replaced += element.appendStart(to: &bytes)
        if element.content.isEmpty {
          bytes.append(contentsOf: "/>".utf8)
        } else {
          bytes.append(0x3E)
          replaced += element.content.append(to: &bytes)
          bytes.append(contentsOf: "</\(element.name)>".utf8)
        }
      }
    }
    return replaced
  }

  /// The text of all of it, that of codes included.
  var flat: String {
    reduce(into: "") { result, node in
      switch node {
      case .text(let text): result += text
      case .element(let element): result += element.content.flat
      }
    }
  }
}
