/// The bytes of a document that is being written, and the elements that are open: each on a line of its own unless it stands in text.
///
/// A value inside `XMLWriter`, so that one access check serves a whole tag.
struct XMLOutput {
  /// What has been written and not yet been taken.
  private(set) var bytes: [UInt8] = []
  /// How many characters were replaced because XML forbids them.
  private(set) var replacedCharacters = 0
  private var open: [String] = []
  /// Whether the start tag written last still lacks its end, since the element may turn out to be empty.
  private var isTagOpen = false

  /// Room for so many bytes is made at once.
  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Whether there are open elements.
  var isOpen: Bool { !open.isEmpty }

  /// Writes what stands before the first element.
  mutating func prologue(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Opens an element.
  mutating func start(_ name: String) {
    if isTagOpen {
      bytes.append(0x3E)
      bytes.append(0x0A)
    }
    indent()
    bytes.append(0x3C)
    bytes.append(contentsOf: name.utf8)
    open.append(name)
    isTagOpen = true
  }

  /// Writes an attribute of the element that was opened last.
  mutating func attribute(_ name: String, _ value: String) { replacedCharacters += XMLText.appendAttribute(name, value, to: &bytes) }

  /// Closes the innermost open element.
  mutating func end() {
    guard let name = open.popLast() else { return }
    if isTagOpen {
      bytes.append(0x2F)
      bytes.append(0x3E)
      bytes.append(0x0A)
      isTagOpen = false
    } else {
      indent()
      endTag(name)
    }
  }

  /// Closes the element that was opened last, which holds this text and nothing else.
  mutating func end(text: String) { end { XMLText.append(text, to: &$0) } }

  /// Closes the element that was opened last, which holds these pieces and nothing else.
  mutating func end(content: [TMXInline]) {
    if content.isEmpty { end() } else { end { XMLText.append(content, to: &$0) } }
  }

  /// Closes the element that was opened last, which holds what `append` appends; it returns how many characters were replaced.
  @inline(__always)
  mutating func end(_ append: (inout [UInt8]) -> Int) {
    guard let name = open.popLast() else { return }
    bytes.append(0x3E)
    replacedCharacters += append(&bytes)
    endTag(name)
  }

  /// Forgets the bytes, which have been taken.
  mutating func removeBytes() { bytes.removeAll(keepingCapacity: true) }

  private mutating func endTag(_ name: String) {
    bytes.append(0x3C)
    bytes.append(0x2F)
    bytes.append(contentsOf: name.utf8)
    bytes.append(0x3E)
    bytes.append(0x0A)
    isTagOpen = false
  }

  private mutating func indent() { for _ in 0..<open.count { bytes.append(0x20) } }
}
