/// A piece of a segment: text, or an inline element.
public enum TMXInline: Hashable, Sendable {
  /// Text.
  case text(String)
  /// A tag of the document that the text comes from, or a mark in the text.
  case element(TMXElement)
}

/// An inline element of a segment with all its attributes (TMX 1.4b, content elements).
public struct TMXElement: Hashable, Sendable {
  /// The kinds of inline elements.
  public enum Kind: String, Hashable, Sendable {
    /// The beginning of a paired tag; `ept` with the same `i` ends it.
    case bpt
    /// The end of a paired tag.
    case ept
    /// A tag that stands alone.
    case ph
    /// Half of a pair whose other half is in another segment.
    case it
    /// A highlighted passage; its content is text of the segment.
    case hi
    /// Text inside a tag, such as a footnote or a title.
    case sub
    /// A tag of unknown kind (deprecated).
    case ut
  }

  /// The kind.
  public var kind: Kind
  /// The attributes: `i`, `x`, `type` and so on.
  public var attributes: TMXAttributes
  /// What it holds: the tag's own code, text in `hi` and `sub`.
  public var content: [TMXInline]

  /// Makes an element from its parts.
  public init(_ kind: Kind, attributes: TMXAttributes = [:], content: [TMXInline] = []) {
    self.kind = kind
    self.attributes = attributes
    self.content = content
  }
}
