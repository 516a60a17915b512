/// Puts headers and units together from the tags and texts of a document.
final class TMXBuilder: XMLPushHandler {
  /// A place after which parsing can start anew, should what follows be broken: after `<body>` and after each unit.
  struct SafePoint {
    /// In the bytes that the parser was given.
    var offset: Int
    /// From 1.
    var line: Int
  }

  private let limits: TMXReader.Limits
  private let conformance: TMXConformance?

  /// What is complete, up to the safe point.
  private var events: [TMXReader.Event] = []
  /// Notices about what is not complete.
  private var notices: [TMXNotice] = []
  var safePoint: SafePoint?
  /// Whether the header is complete and units follow.
  private(set) var isInBody = false

  /// The elements that are open; `nil` is one whose tags count for nothing.
  private var open: [TMXTag?] = []
  /// How deep inside an element that is left out.
  private var skipped = 0
  private var elements = 0

  private var header: TMXHeader?
  private var version = TMXVersion.v1_4
  private var remark = TMXRemark(.note, text: "")
  private var unit = TMXUnit(variants: [])
  private var unitLine = 0
  private var variant = TMXVariant(language: "", segment: TMXSegment(""))
  private var segments = 0
  private var content: [TMXInline] = []
  private var inlines: [TMXElement] = []

  init(limits: TMXReader.Limits, conformance: TMXConformance?) {
    self.limits = limits
    self.conformance = conformance
  }

  /// What has been completed since the last call.
  func takeEvents() -> [TMXReader.Event] {
    defer { events.removeAll(keepingCapacity: true) }
    return events
  }

  /// Prepares for a new parser, which starts after the safe point; what was not complete is forgotten.
  func restart() {
    notices = []
    open = []
    skipped = 0
    elements = 0
    inlines = []
    safePoint = nil
    conformance?.restart(inBody: isInBody)
  }

  // MARK: - Start tags

  func start(_ name: XMLPushParser.Name, from parser: XMLPushParser) {
    elements += 1
    guard open.count + skipped < limits.depth else { return parser.fail("elements within elements, more than \(limits.depth) deep") }
    guard elements <= limits.elements else { return parser.fail("more than \(limits.elements) elements in one unit") }
    conformance?.start(name, from: parser)
    let parent = parent
    // In a remark the text goes on.
    let isRemark = parent == .note || parent == .prop
    if isInSegment { addText(parser) } else if !isRemark { dropText(parser) }
    guard skipped == 0 else {
      skipped += 1
      return
    }
    guard let tag = name.tag, tag.mayStand(in: parent) else { return startUnknown(name, isText: isInSegment || isRemark, parser) }
    if name.isCapital { warn("the element \(name.text) is read as \(tag.rawValue)", parser) }
    open.append(tag)
    switch tag {
    case .tmx: startDocument(parser)
    case .header: header = TMXHeader(version: version, attributes: attributes(parser))
    case .body: startBody(parser)
    case .note, .prop:
      let (language, attributes) = languageAndAttributes(parser)
      remark = TMXRemark(tag == .note ? .note : .prop, language: language, attributes: attributes, text: "")
    case .ude: header?.encodings.append(TMXUserEncoding(attributes: attributes(parser), maps: []))
    case .map:
      if let last = header?.encodings.indices.last { header?.encodings[last].maps.append(attributes(parser)) }
    case .tu:
      unitLine = parser.line
      unit = TMXUnit(attributes: attributes(parser), variants: [])
    case .tuv: startVariant(parser)
    case .seg: content = []
    default:
      if let kind = tag.inline { inlines.append(TMXElement(kind, attributes: attributes(parser))) }
    }
  }

  private func startUnknown(_ name: XMLPushParser.Name, isText: Bool, _ parser: XMLPushParser) {
    if open.isEmpty { return parser.fail("this is not TMX: the document is a <\(name.text.prefix(40))>") }
    if name.tag == .tu, open.contains(.tu) { return parser.fail("a unit within a unit") }
    if isText {
      warn("the tags of <\(name.text.prefix(40))> are left out of the text", parser)
      open.append(nil)
    } else {
      warn("the element <\(name.text.prefix(40))> does not belong here and is left out", parser)
      skipped = 1
    }
  }

  private func startDocument(_ parser: XMLPushParser) {
    let written = attributes(parser)["version"]
    // 1.4a and 1.4b are names of the specification, not of the format.
    let known = written.flatMap { text in TMXVersion.allCases.first { text == $0.rawValue || text.dropLast() == $0.rawValue } }
    if known == nil, !isInBody { warn("the version \(written.map { "'\($0.prefix(20))'" } ?? "is missing and") is taken for 1.4", parser) }
    version = known ?? .v1_4
  }

  private func startBody(_ parser: XMLPushParser) {
    guard !isInBody else { return }
    if header == nil { warn("there is no header", parser) }
    events.append(.header(header ?? TMXHeader(version: version, attributes: [:])))
    isInBody = true
    settle(parser, at: parser.endOfStartTag)
  }

  private func startVariant(_ parser: XMLPushParser) {
    let (language, attributes) = languageAndAttributes(parser)
    if language == nil { warn("a variant without a language is taken for undetermined (und)", parser) }
    variant = TMXVariant(language: language ?? "und", attributes: attributes, segment: TMXSegment(""))
    segments = 0
  }

  // MARK: - End tags

  func end(from parser: XMLPushParser) {
    conformance?.end(from: parser)
    guard skipped == 0 else {
      skipped -= 1
      _ = parser.dropText()
      return
    }
    guard let tag = open.popLast() ?? nil else {
      if isInSegment { addText(parser) }
      return
    }
    switch tag {
    case .note, .prop:
      remark.text = parser.takeText()
      addRemark()
    case .seg:
      addText(parser)
      // A second segment is a variant of its own: no text is lost.
      if segments == 1 {
        warn("a second segment becomes a variant of its own", parser)
        unit.variants.append(variant)
      }
      segments = 1
      variant.segment = TMXSegment(content: content)
    case .tuv:
      dropText(parser)
      if segments == 0 { warn("a variant without a segment is empty", parser) }
      unit.variants.append(variant)
    case .tu: endUnit(parser)
    case .tmx, .header, .body, .ude, .map: dropText(parser)
    default:
      addText(parser)
      if let element = inlines.popLast() { add(.element(element)) }
    }
  }

  private func endUnit(_ parser: XMLPushParser) {
    dropText(parser)
    if unit.variants.isEmpty {
      warn("a unit without variants is left out", parser)
    } else {
      events.append(.unit(unit, line: unitLine))
    }
    settle(parser, at: parser.consumed)
  }

  private func addRemark() {
    switch open.last ?? nil {
    case .header: header?.remarks.append(remark)
    case .tu: unit.remarks.append(remark)
    default: variant.remarks.append(remark)
    }
  }

  /// Parsing may start anew here.
  private func settle(_ parser: XMLPushParser, at offset: Int?) {
    if let found = conformance?.takeViolations() { notices += found }
    events += notices.map { .notice($0) }
    notices.removeAll(keepingCapacity: true)
    elements = 0
    if let offset { safePoint = SafePoint(offset: offset, line: parser.line) }
  }

  /// The document is complete.
  func finish() {
    if let found = conformance?.takeViolations() { notices += found }
    events += notices.map { .notice($0) }
    notices = []
  }

  // MARK: - Text and attributes

  /// The innermost element whose tags count.
  private var parent: TMXTag? { open.last { $0 != nil } ?? nil }

  private var isInSegment: Bool { parent == .seg || !inlines.isEmpty }

  private func addText(_ parser: XMLPushParser) {
    let text = parser.takeText()
    if !text.isEmpty { add(.text(text)) }
  }

  private func add(_ piece: TMXInline) {
    // Text on both sides of a tag that is left out is one text.
    func join(_ content: inout [TMXInline]) {
      guard case .text(let new) = piece, case .text(var text)? = content.last else { return content.append(piece) }
      // The old piece goes first, so that the text grows in place.
      content.removeLast()
      text += new
      content.append(.text(text))
    }
    if inlines.isEmpty { join(&content) } else { join(&inlines[inlines.count - 1].content) }
  }

  private func dropText(_ parser: XMLPushParser) {
    if parser.dropText() { warn("text outside segments is left out", parser) }
  }

  private func languageAndAttributes(_ parser: XMLPushParser) -> (String?, TMXAttributes) {
    // By far the most variants have just this.
    if parser.attributes.count == 1, parser.attributes[0].name == "xml:lang" { return (parser.attributes[0].value, [:]) }
    var attributes = attributes(parser)
    let language = attributes["xml:lang"] ?? attributes["lang"]
    if attributes["xml:lang"] != nil { attributes["xml:lang"] = nil } else { attributes["lang"] = nil }
    return (language, attributes)
  }

  private func attributes(_ parser: XMLPushParser) -> TMXAttributes {
    guard !parser.attributes.isEmpty else { return [:] }
    var result = TMXAttributes(parser.attributes)
    if parser.hasOddAttributes { result = tidied(parser) }
    if let type = result["segtype"], type != type.lowercased() {
      warn("the segtype \(type.prefix(40)) is read as \(type.lowercased().prefix(40))", parser)
      result["segtype"] = type.lowercased()
    }
    return result
  }

  private func tidied(_ parser: XMLPushParser) -> TMXAttributes {
    var result: TMXAttributes = [:]
    for attribute in parser.attributes {
      let lower = attribute.name.lowercased()
      if attribute.name.contains(":"), !lower.hasPrefix("xml:") {
        warn("the attribute \(attribute.name.prefix(40)) has a prefix and is left out", parser)
      } else if lower == attribute.name || parser.attributes.contains(where: { $0.name == lower }) {
        result[attribute.name] = attribute.value
      } else {
        warn("the attribute \(attribute.name.prefix(40)) is read as \(lower.prefix(40))", parser)
        result[lower] = attribute.value
      }
    }
    return result
  }

  private func warn(_ message: String, _ parser: XMLPushParser) {
    notices.append(TMXNotice(.warning, line: parser.line, message))
  }
}
