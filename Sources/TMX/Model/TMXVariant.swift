/// A passage in one language (`tuv`).
public struct TMXVariant: Hashable, Sendable {
  /// The language as the file writes it (`xml:lang`, in TMX 1.1 and 1.2 `lang`); `und` when the file does not tell.
  public var language: String
  /// The other attributes: `creationdate`, `usagecount` and so on.
  public var attributes: TMXAttributes
  /// The notes and properties, in order.
  public var remarks: [TMXRemark]
  /// The passage.
  public var segment: TMXSegment

  /// Makes a variant from its parts.
  public init(language: String, attributes: TMXAttributes = [:], remarks: [TMXRemark] = [], segment: TMXSegment) {
    self.language = language
    self.attributes = attributes
    self.remarks = remarks
    self.segment = segment
  }
}
