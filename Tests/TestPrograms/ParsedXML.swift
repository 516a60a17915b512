import Foundation
import FoundationXML

/// An element as an XML parser of another house (Foundation's) reads it.
public struct ParsedXML: Equatable {
  /// The name as written, prefix included.
  public var name: String
  /// The attributes.
  public var attributes: [String: String] = [:]
  /// The elements in it.
  public var children: [ParsedXML] = []
  /// The text directly in it.
  public var text = ""

  /// The children with a name.
  public func all(_ name: String) -> [ParsedXML] { children.filter { $0.name == name } }

  /// Every element with a name below this one, in document order.
  public func descendants(_ name: String) -> [ParsedXML] { children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) } }

  /// Parses a document; `nil` when it is not well-formed.
  public static func parse(_ bytes: [UInt8]) -> ParsedXML? {
    let builder = Builder()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = builder
    return parser.parse() ? builder.open.first?.children.first : nil
  }

  private final class Builder: NSObject, XMLParserDelegate {
    var open = [ParsedXML(name: "")]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String] = [:]
    ) {
      open.append(ParsedXML(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { open[open.count - 1].text += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      let element = open.removeLast()
      open[open.count - 1].children.append(element)
    }
  }
}
