import TMX

/// Turns a segment of TMX into the text of an XLIFF unit: tags whose native code is an inline element of XLIFF become that element again, all others what
/// `XLIFFCodes` says.
struct XLIFFEncoder {
  private let version: XLIFFVersion
  /// The native codes for `originalData`.
  private(set) var data: [(id: String, text: String)] = []
  /// Whether tags were left out that stand where XLIFF has no place for them.
  private(set) var hasLost = false
  private var unnamed = 0
  private var starts: [String: String] = [:]

  init(version: XLIFFVersion) { self.version = version }

  /// The text of a segment.
  mutating func nodes(_ segment: TMXSegment) -> [XLIFFNode] {
    if let text = segment.text { return text.isEmpty ? [] : [.text(text)] }
    let adapted = segment.adapted(to: .v14, level: .two)
    if adapted != segment { hasLost = true }
    (unnamed, starts) = (0, [:])
    for tag in adapted.tags where tag.kind == .bpt { starts[tag.attributes["i"] ?? ""] = XLIFFCodes.startID(tag) }
    return list(adapted.content)
  }

  private mutating func list(_ content: [TMXInline]) -> [XLIFFNode] {
    let wrappers = wrappers(in: content)
    // The elements that are open, the outermost a list without a name.
    var open = [XLIFFElement(name: "")]
    for (index, piece) in content.enumerated() {
      switch (piece, wrappers[index]) {
      case (.text(let text), _): open[open.count - 1].content.append(.text(text))
      case (_, .start(let element)?): open.append(element)
      case (_, .end?):
        let element = open.removeLast()
        open[open.count - 1].content.append(.element(element))
      case (.element(let tag), nil): open[open.count - 1].content.append(.element(element(tag)))
      }
    }
    return open[0].content
  }

  private enum Wrapper {
    case start(XLIFFElement)
    case end
  }

  /// The tags that start and end an element of XLIFF around text, by their places; pairs that overlap are none.
  private func wrappers(in content: [TMXInline]) -> [Int: Wrapper] {
    var result: [Int: Wrapper] = [:]
    var open: [(index: Int, i: String?, element: XLIFFElement)] = []
    for (index, piece) in content.enumerated() {
      guard case .element(let tag) = piece, let code = tag.code else { continue }
      if tag.kind == .bpt, code.hasSuffix(">"), !code.hasSuffix("/>"),
        let element = XLIFFElement.parse(code.dropLast() + "/>", version), version.wrappers.contains(element.name)
      {
        open.append((index, tag.attributes["i"], element))
      } else if tag.kind == .ept, code.hasPrefix("</"),
        let place = open.lastIndex(where: { $0.i == tag.attributes["i"] && code == "</\($0.element.name)>" })
      {
        result[open[place].index] = .start(open[place].element)
        result[index] = .end
        open.removeSubrange(place...)
      }
    }
    return result
  }

  private mutating func element(_ tag: TMXElement) -> XLIFFElement {
    if let code = tag.code, let element = XLIFFElement.parse(code, version), names(tag.kind).contains(element.name) { return element }
    var element =
      version == .v12 ? XLIFFCodes.element12(tag, unnamed: &unnamed) : XLIFFCodes.element21(tag, starts: starts, unnamed: &unnamed)
    if tag.kind == .hi {
      element.content = list(tag.content)
    } else if version == .v12 {
      element.content = tag.content.map { piece in
        switch piece {
        case .text(let text): return .text(text)
        case .element(let sub) where sub.kind == .sub:
          var made = XLIFFCodes.element12(sub, unnamed: &unnamed)
          made.content = list(sub.content)
          return .element(made)
        case .element(let other):
          hasLost = true
          return .text(other.flat)
        }
      }
    } else if !tag.content.isEmpty {
      if tag.code == nil { hasLost = true }
      data.append(("tmx\(data.count + 1)", tag.flat))
      element.attributes["dataRef"] = data.last?.id
    }
    return element
  }

  /// The elements of XLIFF that a kind of tag can be.
  private func names(_ kind: TMXElement.Kind) -> Set<String> {
    switch (kind, version) {
    case (.ph, .v12): ["x", "ph"]
    case (.bpt, .v12): ["bx", "bpt"]
    case (.ept, .v12): ["ex", "ept"]
    case (.it, .v12): ["it", "bx", "ex", "bpt", "ept"]
    case (.ph, .v21): ["ph", "cp", "sm", "em"]
    case (.bpt, .v21): ["sc"]
    case (.ept, .v21): ["ec"]
    case (.it, .v21): ["sc", "ec"]
    default: []
    }
  }
}

extension TMXElement {
  /// The native code, when it is nothing but text.
  fileprivate var code: String? {
    guard content.count == 1, case .text(let text)? = content.first else { return nil }
    return text
  }

  /// All text in it.
  fileprivate var flat: String {
    content.reduce(into: "") { result, piece in
      switch piece {
      case .text(let text): result += text
      case .element(let element): result += element.flat
      }
    }
  }
}
