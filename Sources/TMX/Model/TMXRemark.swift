/// A `note` or a `prop` of a header, a unit or a variant: what people and tools have written about it.
public struct TMXRemark: Hashable, Sendable {
  /// Which of the two it is.
  public enum Kind: String, Hashable, Sendable {
    /// A comment for people.
    case note
    /// A named value for tools; the attribute `type` has the name.
    case prop
  }

  /// Which of the two it is.
  public var kind: Kind
  /// The language of the text (`xml:lang`, in TMX 1.1 and 1.2 `lang`), as written; `nil` when it is not told.
  public var language: String?
  /// The other attributes: `type` of a `prop`, `o-encoding`.
  public var attributes: TMXAttributes
  /// The text, byte for byte.
  public var text: String

  /// Makes a remark from its parts.
  public init(_ kind: Kind, language: String? = nil, attributes: TMXAttributes = [:], text: String) {
    self.kind = kind
    self.language = language
    self.attributes = attributes
    self.text = text
  }
}

extension [TMXRemark] {
  /// The text of the first `prop` of this type.
  public func property(_ type: String) -> String? { first { $0.kind == .prop && $0.attributes["type"] == type }?.text }
}
