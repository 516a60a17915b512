extension TMXSegment {
  /// The segment as a version and a level of TMX can hold it.
  ///
  /// - Level 1 has no inline elements: tags go with what stands in them, `sub` included; the content of `hi` stays as text.
  /// - TMX 1.1 has no `hi`, whose content stays, and no attributes of `sub`. From 1.2 on `sub` stands in tags only: elsewhere its content stays.
  /// - Before 1.4 `ut` holds text only: what stands in a `sub` in it stays.
  public func adapted(to version: TMXVersion, level: TMXWriter.Level) -> TMXSegment {
    if text != nil { return self }
    return level == .one ? TMXSegment(plainText) : TMXSegment(content: Self.adapted(content, in: nil, to: version))
  }

  private static func adapted(_ content: [TMXInline], in parent: TMXElement.Kind?, to version: TMXVersion) -> [TMXInline] {
    var result: [TMXInline] = []
    for piece in content {
      guard case .element(var element) = piece else {
        result.append(piece)
        continue
      }
      let isFlowing = parent == nil || parent == .hi || parent == .sub
      let isUnwrapped =
        switch element.kind {
        case .hi: version < .v12
        case .sub: parent == .ut ? version < .v14 : isFlowing && (version > .v11 || parent != nil)
        default: false
        }
      element.content = adapted(element.content, in: isUnwrapped ? parent : element.kind, to: version)
      if isUnwrapped {
        result += element.content
      } else {
        if element.kind == .sub, version < .v12 { element.attributes = [:] }
        result.append(.element(element))
      }
    }
    return result
  }
}
