/// Puts headers and units together from the tags and texts of a document.
struct TMXBuilder: XMLBuilder {
  /// A place after which parsing can start anew, should what follows be broken: after `<body>` and after each unit.
  struct SafePoint {
    /// In the bytes that the parser was given.
    var offset: Int
    /// From 1.
    var line: Int
  }

  private let limits: TMXReader.Limits
  private let outlet: TMXOutlet
  /// Checks the tags as they come, if wanted.
  private(set) var conformance: TMXConformance?
  private let isChecking: Bool

  /// Notices about what is not complete.
  private var notices: [TMXNotice] = []
  var safePoint: SafePoint?
  /// Whether the header is complete and units follow.
  private(set) var isInBody = false

  /// The elements that are open; `nil` is one whose tags count for nothing.
  private var open: [TMXTag?] = []
  /// The innermost of them whose tags count.
  private var parent: TMXTag?
  /// How deep inside an element that is left out.
  private var skipped = 0
  private var elements = 0

  private var header: TMXHeader?
  private var version = TMXVersion.v14
  private var remark = TMXRemark(.note, text: "")
  private var unit = TMXUnit(variants: [])
  private var unitLine = 0
  private var segments = 0
  private var content: [TMXInline] = []
  private var inlines: [TMXElement] = []

  /// - Parameter outlet: Takes what is complete.
  init(limits: TMXReader.Limits, conformance: TMXConformance?, outlet: TMXOutlet) {
    self.limits = limits
    self.outlet = outlet
    self.conformance = conformance
    isChecking = conformance != nil
  }

  /// Prepares for a new parser, which starts after the safe point; what was not complete is forgotten.
  mutating func restart() {
    notices = []
    (open, parent) = ([], nil)
    skipped = 0
    elements = 0
    inlines = []
    content = []
    safePoint = nil
    conformance?.restart(inBody: isInBody)
  }

  // MARK: - Start tags

  /// Takes a start tag.
  mutating func start(_ scan: inout XMLScan) {
    elements += 1
    guard open.count + skipped < limits.depth else { return scan.fail("elements within elements, more than \(limits.depth) deep") }
    guard elements <= limits.elements else { return scan.fail("more than \(limits.elements) elements in one unit") }
    if isChecking { conformance?.start(scan) }
    let parent = parent
    let isInSegment = parent?.isText ?? false
    // In a remark the text goes on.
    let isRemark = parent == .note || parent == .prop
    if isInSegment { addText(&scan) } else if !isRemark { dropText(&scan) }
    guard skipped == 0 else {
      skipped += 1
      return
    }
    scan.keepsText = isInSegment || isRemark
    guard let tag = scan.tag, tag.mayStand(in: parent) else { return startUnknown(isText: isInSegment || isRemark, &scan) }
    if scan.isCapital { warn("the element \(scan.name) is read as \(tag.rawValue)", &scan) }
    open.append(tag)
    self.parent = tag
    scan.keepsText = tag.isText || tag == .note || tag == .prop
    switch tag {
    case .tmx: startDocument(&scan)
    case .header: header = TMXHeader(version: version, attributes: attributes(&scan))
    case .body: startBody(&scan)
    case .note, .prop:
      let (language, attributes) = languageAndAttributes(&scan)
      remark = TMXRemark(tag == .note ? .note : .prop, language: language, attributes: attributes, text: "")
    case .ude:
      let attributes = attributes(&scan)
      header?.encodings.append(TMXUserEncoding(attributes: attributes, maps: []))
    case .map:
      let map = attributes(&scan)
      if let last = header?.encodings.indices.last { header?.encodings[last].maps.append(map) }
    case .tu:
      unitLine = scan.line
      unit = TMXUnit(attributes: attributes(&scan), variants: [])
      unit.variants.reserveCapacity(2)
    case .tuv: startVariant(&scan)
    case .seg: warnOfAttributes(&scan)
    default:
      if let kind = tag.inline { inlines.append(TMXElement(kind, attributes: attributes(&scan))) }
    }
  }

  private mutating func startUnknown(isText: Bool, _ scan: inout XMLScan) {
    if open.isEmpty { return scan.fail("this is not TMX: the document is a <\(scan.name.prefix(40))>") }
    if scan.tag == .tu, open.contains(.tu) { return scan.fail("a unit within a unit") }
    if isText {
      warn("the tags of <\(scan.name.prefix(40))> are left out of the text", &scan)
      open.append(nil)
    } else {
      warn("the element <\(scan.name.prefix(40))> does not belong here and is left out", &scan)
      skipped = 1
    }
  }

  private mutating func startDocument(_ scan: inout XMLScan) {
    let written = attributes(&scan)["version"]
    // 1.4a and 1.4b are names of the specification, not of the format.
    let known = written.flatMap { text in TMXVersion.allCases.first { text == $0.rawValue || text.dropLast() == $0.rawValue } }
    if known == nil, !isInBody { warn("the version \(written.map { "'\($0.prefix(20))'" } ?? "is missing and") is taken for 1.4", &scan) }
    version = known ?? .v14
  }

  private mutating func startBody(_ scan: inout XMLScan) {
    warnOfAttributes(&scan)
    guard !isInBody else { return }
    if header == nil { warn("there is no header", &scan) }
    outlet.hand(.header(header ?? TMXHeader(version: version, attributes: [:])))
    isInBody = true
    settle(&scan, at: scan.endOfStartTag)
  }

  private mutating func startVariant(_ scan: inout XMLScan) {
    let (language, attributes) = languageAndAttributes(&scan)
    if language == nil { warn("a variant without a language is taken for undetermined (und)", &scan) }
    unit.variants.append(TMXVariant(language: language ?? "und", attributes: attributes, segment: TMXSegment("")))
    segments = 0
  }

  // MARK: - End tags

  /// Takes an end tag.
  mutating func end(_ scan: inout XMLScan) {
    if isChecking { conformance?.end(scan) }
    guard skipped == 0 else {
      skipped -= 1
      _ = scan.dropText()
      return
    }
    guard let tag = open.popLast() ?? nil else {
      if parent?.isText == true { addText(&scan) }
      return
    }
    parent = open.last { $0 != nil } ?? nil
    defer { scan.keepsText = parent?.isText ?? false }
    switch tag {
    case .note, .prop:
      remark.text = scan.takeText()
      addRemark()
    case .seg:
      endSegment(&scan)
    case .tuv:
      dropText(&scan)
      if segments == 0 { warn("a variant without a segment is empty", &scan) }
    case .tu: endUnit(&scan)
    case .tmx, .header, .body, .ude, .map: dropText(&scan)
    default:
      addText(&scan)
      if let element = inlines.popLast() { add(.element(element)) }
    }
  }

  private mutating func endSegment(_ scan: inout XMLScan) {
    guard var last = unit.variants.indices.last else { return }
    // A second segment is a variant of its own: no text is lost.
    if segments == 1 {
      warn("a second segment becomes a variant of its own", &scan)
      unit.variants.append(unit.variants[last])
      last += 1
    }
    segments = 1
    if content.isEmpty {
      unit.variants[last].segment = TMXSegment(scan.takeText())
    } else {
      addText(&scan)
      unit.variants[last].segment = TMXSegment(content: content)
      content = []
    }
  }

  private mutating func endUnit(_ scan: inout XMLScan) {
    dropText(&scan)
    if unit.variants.isEmpty {
      warn("a unit without variants is left out", &scan)
    } else {
      var complete = TMXUnit(variants: [])
      swap(&complete, &unit)
      outlet.hand(.unit(complete, line: unitLine))
    }
    settle(&scan, at: scan.consumed)
  }

  private mutating func addRemark() {
    switch parent {
    case .header: header?.remarks.append(remark)
    case .tu: unit.remarks.append(remark)
    default: if let last = unit.variants.indices.last { unit.variants[last].remarks.append(remark) }
    }
  }

  /// Parsing may start anew here.
  private mutating func settle(_ scan: inout XMLScan, at offset: Int?) {
    handNotices()
    elements = 0
    if let offset { safePoint = SafePoint(offset: offset, line: scan.line) }
    if outlet.error != nil { scan.fail("the receiver of the units has failed") }
  }

  /// The document is complete.
  mutating func finish() { handNotices() }

  private mutating func handNotices() {
    if isChecking, let found = conformance?.takeViolations() { notices += found }
    guard !notices.isEmpty else { return }
    for notice in notices { outlet.hand(notice) }
    notices = []
  }

  // MARK: - Text and attributes

  private mutating func addText(_ scan: inout XMLScan) {
    let text = scan.takeText()
    if !text.isEmpty { add(.text(text)) }
  }

  private mutating func add(_ piece: TMXInline) {
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

  @inline(__always) private mutating func dropText(_ scan: inout XMLScan) {
    if scan.dropText() { warn("text outside segments is left out", &scan) }
  }

  private mutating func languageAndAttributes(_ scan: inout XMLScan) -> (String?, TMXAttributes) {
    // By far the most variants have just this.
    if let language = scan.onlyLanguage { return (language, [:]) }
    var attributes = attributes(&scan)
    let language = attributes["xml:lang"] ?? attributes["lang"]
    if attributes["xml:lang"] != nil { attributes["xml:lang"] = nil } else { attributes["lang"] = nil }
    return (language, attributes)
  }

  private mutating func attributes(_ scan: inout XMLScan) -> TMXAttributes {
    guard !scan.attributeTraits.isDisjoint(with: [.odd, .segmentType]) else { return TMXAttributes(scan.takeAttributes()) }
    var result = scan.attributeTraits.contains(.odd) ? tidied(&scan) : TMXAttributes(scan.takeAttributes())
    if let type = result["segtype"], type != type.lowercased() {
      warn("the segtype \(type.prefix(40)) is read as \(type.lowercased().prefix(40))", &scan)
      result["segtype"] = type.lowercased()
    }
    return result
  }

  private mutating func tidied(_ scan: inout XMLScan) -> TMXAttributes {
    var result: TMXAttributes = [:]
    for attribute in scan.attributes {
      let lower = attribute.name.lowercased()
      if attribute.name.contains(":"), !lower.hasPrefix("xml:") {
        warn("the attribute \(attribute.name.prefix(40)) has a prefix and is left out", &scan)
      } else if lower == attribute.name || scan.attributes.contains(where: { $0.name == lower }) {
        result[attribute.name] = attribute.value
      } else {
        warn("the attribute \(attribute.name.prefix(40)) is read as \(lower.prefix(40))", &scan)
        result[lower] = attribute.value
      }
    }
    return result
  }

  /// `seg` and `body` have none.
  private mutating func warnOfAttributes(_ scan: inout XMLScan) {
    if scan.hasAttributes { warn("the attributes of <\(scan.name)> are left out", &scan) }
  }

  private mutating func warn(_ message: String, _ scan: inout XMLScan) {
    notices.append(TMXNotice(.warning, line: scan.line, message))
  }
}
