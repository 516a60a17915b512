/// The passage of a variant (`seg`): text and inline elements.
///
/// ```swift
/// let segment = try TMXSegment(fragment: #"Press <bpt i="1">&lt;b></bpt>Start<ept i="1">&lt;/b></ept>."#)
/// segment.plainText      // Press Start.
/// segment.placeableText  // Press ￼Start￼.
/// ```
public struct TMXSegment: Hashable, Sendable {
  /// Nearly all segments are plain text: most of a memory's arrays are saved.
  private enum Storage: Hashable {
    case text(String)
    case pieces([TMXInline])
  }

  private var storage: Storage

  /// The pieces in order. The reader nests them at most `TMXReader.Limits.depth` deep.
  public var content: [TMXInline] {
    get {
      switch storage {
      case .text(let text): text.isEmpty ? [] : [.text(text)]
      case .pieces(let pieces): pieces
      }
    }
    set { self = TMXSegment(content: newValue) }
  }

  /// Makes a segment from its pieces.
  public init(content: [TMXInline]) {
    if content.isEmpty {
      storage = .text("")
    } else if content.count == 1, case .text(let text) = content[0] {
      storage = .text(text)
    } else {
      storage = .pieces(content)
    }
  }

  /// A segment without inline elements.
  public init(_ text: String) { storage = .text(text) }

  /// The text of a segment without inline elements; `nil` when it has some.
  public var text: String? {
    if case .text(let text) = storage { text } else { nil }
  }

  /// What stands for a tag in `placeableText`: U+FFFC, OBJECT REPLACEMENT CHARACTER.
  public static let placeable: Unicode.Scalar = "\u{FFFC}"

  /// The text without tags and what stands in them; the content of `hi` is part of it.
  public var plainText: String { flat(mark: "") }

  /// The text with one U+FFFC for each tag of `tags`: the form for matching.
  public var placeableText: String { flat(mark: String(Character(Self.placeable))) }

  /// The tags in order: all elements but `hi`, those inside `hi` included and those inside other tags not.
  public var tags: [TMXElement] {
    func tags(_ content: [TMXInline]) -> [TMXElement] {
      content.flatMap { piece in
        switch piece {
        case .text: [TMXElement]()
        case .element(let element): element.kind == .hi ? tags(element.content) : [element]
        }
      }
    }
    return tags(content)
  }

  private func flat(mark: String) -> String {
    if let text { return text }
    var result = ""
    func add(_ content: [TMXInline]) {
      for piece in content {
        switch piece {
        case .text(let text): result += text
        case .element(let element) where element.kind == .hi: add(element.content)
        case .element: result += mark
        }
      }
    }
    add(content)
    return result
  }

  /// The segment as XML without the `seg` around it: compact, lossless, and what `init(fragment:)` reads. Plain text without markup characters
  /// is its own fragment.
  public var fragment: String {
    var bytes: [UInt8] = []
    XMLText.append(content, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads what `fragment` gives.
  ///
  /// Throws a `Diagnostic` of kind `malformedInput` when it is not the XML of a segment.
  public init(fragment: String) throws {
    if fragment.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 || $0 < 0x20 }) {
      self = try TMXReading.segment(fragment)
    } else {
      self.init(fragment)
    }
  }
}
