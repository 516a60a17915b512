import Corpus

/// Where a writer's bytes go, a piece at a time and in order. What it throws ends the writing and reaches the caller.
public typealias ByteSink = (_ bytes: [UInt8]) throws -> Void

/// Writes XML 1.0 in UTF-8, an element at a time, each on a line of its own unless it stands in text; memory does not grow with the document.
///
/// A parser gives back every text as it went in; characters that XML forbids become U+FFFD and are counted, see `XMLText`.
package final class XMLWriter {
  private static let pieceSize = 1 << 16

  private let sink: ByteSink
  private var output = XMLOutput(capacity: XMLWriter.pieceSize * 2)

  /// How many characters were replaced because XML forbids them.
  package var replacedCharacters: Int { output.replacedCharacters }

  /// Starts a document with its XML declaration and, when there is one, its document type: `<!DOCTYPE name SYSTEM "systemID">`.
  package init(documentType: (name: String, systemID: String)? = nil, sink: @escaping ByteSink) {
    self.sink = sink
    output.prologue("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    if let documentType { output.prologue("<!DOCTYPE \(documentType.name) SYSTEM \"\(documentType.systemID)\">\n") }
  }

  /// Opens an element; attributes without a value are left out.
  package func start(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
    output.start(name)
    for case (let name, let value?) in attributes { output.attribute(name, value) }
  }

  /// Opens an element with a language, when there is one, and further attributes.
  package func start(_ name: String, language: (name: String, value: String?), _ attributes: TMXAttributes) {
    output.start(name)
    if let value = language.value { output.attribute(language.name, value) }
    for item in attributes.all { output.attribute(item.name, item.value) }
  }

  /// Closes the innermost open element and hands the bytes on when there are many.
  package func end() throws {
    output.end()
    try handOn(atLeast: Self.pieceSize)
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
  package func end(_ text: String) throws {
    output.end(text: text)
    try handOn(atLeast: Self.pieceSize)
  }

  /// Closes the element that was opened last, which holds these pieces and nothing else.
  func end(_ content: [TMXInline]) throws {
    output.end(content: content)
    try handOn(atLeast: Self.pieceSize)
  }

  /// Closes the element that was opened last, which holds what `append` appends, as XML without line breaks of its own; it returns how many
  /// characters were replaced.
  package func end(_ append: (inout [UInt8]) -> Int) throws {
    output.end(append)
    try handOn(atLeast: Self.pieceSize)
  }

  /// Closes all that is open and hands the last bytes on.
  package func finish() throws {
    while output.isOpen { try end() }
    try handOn(atLeast: 1)
  }

  private func handOn(atLeast count: Int) throws {
    guard output.bytes.count >= count else { return }
    try sink(output.bytes)
    output.removeBytes()
  }
}
