/// The elements of TMX.
enum TMXTag: String, CaseIterable {
  case tmx, header, body, note, prop, ude, map, tu, tuv, seg
  case bpt, ept, ph, it, hi, sub, ut

  /// The kind of inline element; `nil` for the others.
  var inline: TMXElement.Kind? {
    switch self {
    case .bpt: .bpt
    case .ept: .ept
    case .ph: .ph
    case .it: .it
    case .hi: .hi
    case .sub: .sub
    case .ut: .ut
    default: nil
    }
  }

  /// Whether it is an inline element.
  var isInline: Bool {
    switch self {
    case .bpt, .ept, .ph, .it, .hi, .sub, .ut: true
    default: false
    }
  }

  /// Whether the text in it is part of a segment.
  var isText: Bool { self == .seg || isInline }

  /// Whether it may stand in another; any inline element may stand in any other here, which `TMXDefinition` is stricter about.
  func mayStand(in parent: TMXTag?) -> Bool {
    switch self {
    case .tmx: parent == nil
    case .header, .body: parent == .tmx
    case .note, .prop: parent == .header || parent == .tu || parent == .tuv
    case .ude: parent == .header
    case .map: parent == .ude
    case .tu: parent == .body
    case .tuv: parent == .tu
    case .seg: parent == .tuv
    default: parent?.isText ?? false
    }
  }
}
