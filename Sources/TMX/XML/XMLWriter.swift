import Corpus

/// Where a writer's bytes go, a piece at a time and in order. What it throws ends the writing and reaches the caller.
public typealias ByteSink = (_ bytes: [UInt8]) throws -> Void

/// Writes XML 1.0 in UTF-8, an element at a time, each on a line of its own unless it stands in text; memory does not grow with the document.
///
/// A parser gives back every text as it went in; characters that XML forbids become U+FFFD and are counted, see `XMLText`.
package final class XMLWriter {
  private static let pieceSize = 1 << 16

  private let sink: ByteSink
  private var bytes: [UInt8] = []
  /// The elements that are open.
  private var open: [String] = []
  /// Whether the start tag written last still lacks its end, since the element may turn out to be empty.
  private var isTagOpen = false

  /// How many characters were replaced because XML forbids them.
  package private(set) var replacedCharacters = 0

  /// Starts a document with its XML declaration and, when there is one, its document type: `<!DOCTYPE name SYSTEM "systemID">`.
  package init(documentType: (name: String, systemID: String)? = nil, sink: @escaping ByteSink) {
    self.sink = sink
    bytes.reserveCapacity(Self.pieceSize * 2)
    write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    if let documentType { write("<!DOCTYPE \(documentType.name) SYSTEM \"\(documentType.systemID)\">\n") }
  }

  /// Opens an element; attributes without a value are left out.
  package func start(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
    startTag(name)
    for case (let name, let value?) in attributes { attribute(name, value) }
  }

  /// Opens an element with a language, when there is one, and further attributes.
  package func start(_ name: String, language: (name: String, value: String?), _ attributes: TMXAttributes) {
    startTag(name)
    if let value = language.value { attribute(language.name, value) }
    for item in attributes.all { attribute(item.name, item.value) }
  }

  /// Closes the innermost open element and hands the bytes on when there are many.
  package func end() throws {
    guard let name = open.popLast() else { return }
    if isTagOpen {
      write("/>\n")
      isTagOpen = false
    } else {
      indent()
      endTag(name)
    }
    if bytes.count >= Self.pieceSize { try handOn() }
  }

  /// Writes an element with what `content` writes inside it.
  package func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], content: () throws -> Void) throws {
    start(name, attributes)
    try content()
    try end()
  }

  /// Writes an element that holds a text.
  package func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String) throws {
    start(name, attributes)
    try end(text)
  }

  /// Closes the element that was opened last, which holds this text and nothing else.
  package func end(_ text: String) throws { try end { XMLText.append(text, to: &$0) } }

  /// Closes the element that was opened last, which holds these pieces and nothing else.
  func end(_ content: [TMXInline]) throws {
    if content.isEmpty { try end() } else { try end { XMLText.append(content, to: &$0) } }
  }

  /// Closes the element that was opened last, which holds what `append` appends, as XML without line breaks of its own; it returns how many
  /// characters were replaced.
  package func end(_ append: (inout [UInt8]) -> Int) throws {
    guard let name = open.popLast() else { return }
    write(">")
    isTagOpen = false
    replacedCharacters += append(&bytes)
    endTag(name)
    if bytes.count >= Self.pieceSize { try handOn() }
  }

  /// Closes all that is open and hands the last bytes on.
  package func finish() throws {
    while !open.isEmpty { try end() }
    try handOn()
  }

  private func startTag(_ name: String) {
    if isTagOpen { write(">\n") }
    indent()
    write("<")
    write(name)
    open.append(name)
    isTagOpen = true
  }

  private func endTag(_ name: String) {
    write("</")
    write(name)
    write(">\n")
  }

  private func attribute(_ name: String, _ value: String) { replacedCharacters += XMLText.appendAttribute(name, value, to: &bytes) }

  private func indent() { for _ in open { bytes.append(0x20) } }

  private func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private func handOn() throws {
    if !bytes.isEmpty { try sink(bytes) }
    bytes.removeAll(keepingCapacity: true)
  }
}
