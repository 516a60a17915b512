import TMX

/// Turns the text of an XLIFF unit into a segment of TMX.
///
/// Inline elements that TMX has an equal for become that, see `XLIFFCodes`. All others become tags whose native code is their XML, so that nothing is
/// lost: `<x id="1" ctype="lb"/>` becomes `<ph x="1" type="lb">&lt;x id="1" ctype="lb"/&gt;</ph>`; those that have text of the document in them
/// (`g`, `pc`, `mrk`) become `bpt` and `ept`. What starts or ends a pair whose other half is not there becomes `it`. `XLIFFEncoder` undoes it.
struct XLIFFDecoder {
  private let version: XLIFFVersion
  private let data: [String: String]
  /// The codes of `originalData` that must be kept since elements of XLIFF refer to them.
  private(set) var usedData: Set<String> = []
  /// The `i` of a pair, by what its halves have in common.
  private var pairs: [String: Int] = [:]
  private var reserved: Set<Int> = []
  private var nextNumber = 1
  private var unnamed = 0

  init(version: XLIFFVersion, data: [String: String]) { (self.version, self.data) = (version, data) }

  /// Reads a text. They are nested no deeper than `XLIFFBuilder` allows.
  mutating func segment(_ nodes: [XLIFFNode]) -> TMXSegment {
    findPairs(nodes)
    unnamed = 0
    return TMXSegment(content: content(nodes))
  }

  // MARK: - Pairs

  private func half(_ element: XLIFFElement) -> (key: String, isStart: Bool)? {
    let attributes = element.attributes
    switch (version, element.name) {
    case (.v12, "bpt"), (.v12, "bx"): return (attributes["rid"] ?? attributes["id"]).map { ($0, true) }
    case (.v12, "ept"), (.v12, "ex"): return (attributes["rid"] ?? attributes["id"]).map { ($0, false) }
    case (.v21, "sc"): return attributes["id"].map { ($0, true) }
    case (.v21, "ec"): return attributes["startRef"].map { ($0, false) }
    default: return nil
    }
  }

  private mutating func findPairs(_ nodes: [XLIFFNode]) {
    var halves: [String: [Bool]] = [:]
    var order: [String] = []
    func visit(_ nodes: [XLIFFNode]) {
      for case .element(let element) in nodes {
        if let (key, isStart) = half(element) {
          if halves[key] == nil { order.append(key) }
          halves[key, default: []].append(isStart)
        }
        visit(element.content)
      }
    }
    visit(nodes)
    (pairs, reserved, nextNumber) = ([:], [], 1)
    let keys = order.filter { halves[$0] == [true, false] }
    for key in keys {
      let number = version == .v12 ? key : String(key.dropFirst().prefix { $0 != "_" })
      if XLIFFCodes.isNumber(number), version == .v12 || key.hasPrefix("b"), let i = Int(number), reserved.insert(i).inserted {
        pairs[key] = i
      }
    }
    for key in keys where pairs[key] == nil { pairs[key] = number() }
  }

  /// A number that no pair has.
  private mutating func number() -> Int {
    while reserved.contains(nextNumber) { nextNumber += 1 }
    defer { nextNumber += 1 }
    return nextNumber
  }

  // MARK: - Elements

  private mutating func content(_ nodes: [XLIFFNode]) -> [TMXInline] {
    var result: [TMXInline] = []
    func add(_ new: [TMXInline]) {
      for piece in new {
        if case .text(let text) = piece, case .text(let before)? = result.last {
          result[result.count - 1] = .text(before + text)
        } else {
          result.append(piece)
        }
      }
    }
    for node in nodes {
      switch node {
      case .text(let text): add([.text(text)])
      case .element(let element): add(pieces(element))
      }
    }
    return result
  }

  private mutating func pieces(_ element: XLIFFElement) -> [TMXInline] {
    if version.wrappers.contains(element.name) {
      if let highlight = highlight(element) { return [.element(highlight)] }
      use(element)
      let i = String(number())
      let id = element.name == "mrk" ? nil : element.attributes["id"]
      let start = TMXElement(
        .bpt, attributes: ["i": i, "x": XLIFFCodes.isNumber(id) ? id : nil, "type": XLIFFCodes.type(element.attributes["ctype"])],
        content: [.text(element.startTag)])
      return [.element(start)] + content(element.content) + [
        .element(TMXElement(.ept, attributes: ["i": i], content: [.text("</\(element.name)>")]))
      ]
    }
    // Only inside another tag is it one.
    if element.name == "sub" { return content(element.content) }
    if let direct = version == .v12 ? direct12(element) : direct21(element) { return [.element(direct)] }
    use(element)
    return [.element(wrapped(element))]
  }

  private mutating func use(_ element: XLIFFElement) {
    for name in ["dataRef", "dataRefStart", "dataRefEnd"] {
      if let id = element.attributes[name], data[id] != nil { usedData.insert(id) }
    }
  }

  /// A tag whose code is the element's XML.
  private func wrapped(_ element: XLIFFElement) -> TMXElement {
    let half = half(element)
    let id = XLIFFCodes.isNumber(element.attributes["id"]) ? element.attributes["id"] : nil
    let type = XLIFFCodes.type(element.attributes["ctype"])
    let code = [TMXInline.text(element.xml)]
    if let half, let i = pairs[half.key] {
      return half.isStart
        ? TMXElement(.bpt, attributes: ["i": String(i), "x": id, "type": type], content: code)
        : TMXElement(.ept, attributes: ["i": String(i)], content: code)
    }
    let isEnd = half?.isStart == false || element.attributes["pos"] == "close" || element.name == "ec"
    let isHalf = half != nil || ["it", "sc", "ec", "bpt", "ept", "bx", "ex"].contains(element.name)
    return TMXElement(
      isHalf ? .it : .ph, attributes: ["pos": isHalf ? (isEnd ? "end" : "begin") : nil, "x": id, "type": type], content: code)
  }

  private mutating func highlight(_ element: XLIFFElement) -> TMXElement? {
    guard element.name == "mrk" else { return nil }
    var result = TMXElement(.hi)
    if version == .v12 {
      let type = element.attributes["mtype"]
      result.attributes = ["type": type == "x-hi" ? nil : type, "x": element.attributes["mid"]]
    } else {
      guard let (_, _, type) = Self.own(element.attributes["type"]), let id = element.attributes["id"], id.hasPrefix("h") else {
        return nil
      }
      result.attributes = ["type": type, "x": id.hasPrefix("h_") ? nil : String(id.dropFirst())]
    }
    guard result.attributes["x"] == nil || XLIFFCodes.isNumber(result.attributes["x"]), isSame(result, as: element) else { return nil }
    result.content = content(element.content)
    return result
  }

  /// Whether an element of TMX is written as this one; then it counts if it has no id.
  private mutating func isSame(_ made: TMXElement, as element: XLIFFElement) -> Bool {
    var count = unnamed
    var written =
      version == .v12
      ? XLIFFCodes.element12(made, unnamed: &count)
      : XLIFFCodes.element21(made, starts: startID(of: made, element), unnamed: &count)
    written.attributes["dataRef"] = element.attributes["dataRef"]
    func sorted(_ element: XLIFFElement) -> [String] { element.attributes.all.map { "\($0.name)=\($0.value)" }.sorted() }
    guard written.name == element.name, sorted(written) == sorted(element) else { return false }
    unnamed = count
    return true
  }

  private func startID(of made: TMXElement, _ element: XLIFFElement) -> [String: String] {
    guard made.kind == .ept, let i = made.attributes["i"], let start = element.attributes["startRef"] else { return [:] }
    return [i: start]
  }

  // MARK: - Elements that TMX has too

  private mutating func direct12(_ element: XLIFFElement) -> TMXElement? {
    let attributes = element.attributes
    let id = attributes["id"]
    let type = XLIFFCodes.type(attributes["ctype"])
    let x = XLIFFCodes.isNumber(id) ? id : nil
    var made: TMXElement
    switch element.name {
    case "bpt", "ept":
      guard let half = half(element), let i = pairs[half.key], String(i) == half.key else { return nil }
      made = TMXElement(half.isStart ? .bpt : .ept, attributes: ["i": half.key])
      if half.isStart, attributes["rid"] != nil { made.attributes["x"] = x }
      if half.isStart { made.attributes["type"] = type }
    case "it":
      made = TMXElement(.it, attributes: ["pos": attributes["pos"] == "close" ? "end" : "begin", "x": x, "type": type])
    case "ph" where attributes["ctype"] == XLIFFCodes.unknownTag: made = TMXElement(.ut, attributes: ["x": x])
    case "ph": made = TMXElement(.ph, attributes: ["x": x, "assoc": XLIFFCodes.shortAssociation(attributes["assoc"]), "type": type])
    default: return nil
    }
    guard element.content.allSatisfy(isCode), isSame(made, as: element) else { return nil }
    made.content = element.content.map { node in
      guard case .element(let sub) = node else { return .text(node.text) }
      return .element(
        TMXElement(
          .sub, attributes: ["datatype": sub.attributes["datatype"], "type": XLIFFCodes.type(sub.attributes["ctype"])],
          content: content(sub.content)))
    }
    return made
  }

  /// Whether a piece may stand in a tag of TMX.
  private func isCode(_ node: XLIFFNode) -> Bool {
    guard case .element(let element) = node else { return true }
    return element.name == "sub" && element.attributes.all.allSatisfy { $0.name == "datatype" || $0.name == "ctype" }
  }

  private mutating func direct21(_ element: XLIFFElement) -> TMXElement? {
    let attributes = element.attributes
    guard let (kind, association, type) = Self.own(attributes["subType"]) else { return nil }
    let number = attributes["id"].map { String($0.dropFirst()) }
    var made = TMXElement(kind)
    switch kind {
    case .bpt, .ept:
      guard let half = half(element), let i = pairs[half.key] else { return nil }
      made.attributes = ["i": String(i), "x": half.isStart ? half.key.split(separator: "_").dropFirst().first.map(String.init) : nil]
    case .it: made.attributes = ["pos": element.name == "ec" ? "end" : "begin"]
    default: break
    }
    if ![.bpt, .ept].contains(kind), XLIFFCodes.isNumber(number) { made.attributes["x"] = number }
    if kind == .ph { made.attributes["assoc"] = association }
    made.attributes["type"] = type
    guard isSame(made, as: element) else { return nil }
    if let code = attributes["dataRef"].flatMap({ data[$0] }), !code.isEmpty { made.content = [.text(code)] }
    return made
  }

  /// `tmx:ph;p;lb`: the kind, `assoc` and type of an element that was TMX's.
  private static func own(_ type: String?) -> (TMXElement.Kind, String?, String?)? {
    guard let type, type.hasPrefix("tmx:") else { return nil }
    let parts = type.dropFirst(4).split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let kind = TMXElement.Kind(rawValue: parts[0]) else { return nil }
    return (kind, parts[1].isEmpty ? nil : parts[1], parts[2].isEmpty ? nil : parts[2])
  }
}

extension XLIFFNode {
  /// The text of a piece of text.
  fileprivate var text: String { if case .text(let text) = self { text } else { "" } }
}
