import TMX

extension TMXSegment {
  /// The segment as matching sees it. What tells a tag from others is its kind and its `type`; what stands in it is no text.
  public var matchPieces: [MatchText.Piece] {
    func pieces(_ content: [TMXInline]) -> [MatchText.Piece] {
      content.flatMap { piece -> [MatchText.Piece] in
        switch piece {
        case .text(let text): [.text(text)]
        case .element(let element) where element.kind == .hi: pieces(element.content)
        case .element(let element):
          [.tag(element.attributes["type"].map { "\(element.kind.rawValue) \($0)" } ?? element.kind.rawValue)]
        }
      }
    }
    return text.map { [.text($0)] } ?? pieces(content)
  }
}
