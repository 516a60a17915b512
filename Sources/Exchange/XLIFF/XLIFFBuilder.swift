import TMX

/// Puts the units of an XLIFF document together from its tags and texts.
struct XLIFFBuilder: XMLBuilder {
  /// What is complete.
  enum Event {
    case entry(XLIFFEntry, XLIFFFile)
    case notice(TMXNotice)
  }

  private enum Place {
    case document, file, structure, unit, segment, source, segmented, target, inline, unknownInline, remark, data

    var isText: Bool { [.source, .segmented, .target, .inline, .unknownInline].contains(self) }
  }

  private static let depthLimit = 256
  private static let inlineLimit = 64
  private static let elementLimit = 100_000

  private(set) var version: XLIFFVersion?
  private var events: [Event] = []
  private var prefix = ""
  private var open: [Place] = []
  private var skipped = 0
  private var elements = 0
  private var file = XLIFFFile()
  private var entry = XLIFFEntry()
  private var segment = XLIFFEntry.Segment()
  private var remark = XLIFFEntry.Remark()
  private var content: [XLIFFNode] = []
  private var inlines: [XLIFFElement] = []
  /// How many bytes were read when the last unit was complete.
  private(set) var unitEnd = 0
  /// The content of a document that is just a `source`.
  private(set) var fragment: [XLIFFNode] = []
  private let isFragment: Bool

  /// Reads a document.
  init() { isFragment = false }

  /// Reads a document that is just a `source`.
  init(version: XLIFFVersion) {
    self.version = version
    isFragment = true
  }

  /// What has been completed since the last call.
  mutating func takeEvents() -> [Event] {
    defer { events.removeAll(keepingCapacity: true) }
    return events
  }

  // MARK: - Start tags

  mutating func start(_ scan: inout XMLScan) {
    elements += 1
    guard open.count + skipped < Self.depthLimit, inlines.count < Self.inlineLimit else {
      return scan.fail("elements within elements, more than \(inlines.count < Self.inlineLimit ? Self.depthLimit : Self.inlineLimit) deep")
    }
    guard elements <= Self.elementLimit else { return scan.fail("more than \(Self.elementLimit) elements in one unit") }
    let parent = open.last
    if parent?.isText == true { addText(&scan) } else if parent != .remark && parent != .data { _ = scan.dropText() }
    guard skipped == 0 else {
      skipped += 1
      return
    }
    let written = scan.name
    let colon = written.lastIndex(of: ":")
    let local = colon.map { String(written[written.index(after: $0)...]) } ?? written
    let writtenPrefix = colon.map { String(written[..<$0]) } ?? ""
    guard let parent else { return startDocument(local, writtenPrefix, &scan) }
    let place = writtenPrefix == prefix ? place(of: local, in: parent) : nil
    guard let place else {
      if parent.isText { warn("what stands in <\(written.prefix(40))> is left out of the text", &scan) }
      skipped = 1
      scan.keepsText = false
      return
    }
    open.append(place)
    scan.keepsText = place.isText || place == .remark || place == .data
    begin(place, local, TMXAttributes(scan.attributes), &scan)
  }

  private mutating func startDocument(_ local: String, _ prefix: String, _ scan: inout XMLScan) {
    self.prefix = prefix
    if isFragment {
      open.append(.source)
      scan.keepsText = true
      return
    }
    guard local == "xliff" else { return scan.fail("this is not XLIFF: the document is a <\(scan.name.prefix(40))>") }
    let attributes = TMXAttributes(scan.attributes)
    let written = attributes["version"] ?? ""
    if !["1.0", "1.1", "1.2", "2.0", "2.1"].contains(written) {
      warn(
        "the version \(written.isEmpty ? "is missing and" : "'\(written.prefix(20))'") is taken for \(written.hasPrefix("2") ? "2.1" : "1.2")",
        &scan)
    }
    version = written.hasPrefix("2") ? .v21 : .v12
    (file.source, file.target) = (attributes["srcLang"], attributes["trgLang"])
    open.append(.document)
  }

  /// What an element is; `nil` when it and all in it are left out.
  private func place(of name: String, in parent: Place) -> Place? {
    switch (parent, name) {
    case (.document, "file"): .file
    case (.file, "body"), (.file, "group"), (.structure, "group"), (.unit, "context-group"), (.unit, "notes"), (.unit, "originalData"):
      .structure
    case (.file, _) where name == version?.unit, (.structure, _) where name == version?.unit: .unit
    case (.unit, "segment") where version == .v21: .segment
    case (.unit, "source") where version == .v12, (.segment, "source"): .source
    case (.unit, "target") where version == .v12, (.segment, "target"): .target
    case (.unit, "seg-source") where version == .v12: .segmented
    case (.unit, "note"), (.structure, "note"), (.structure, "context"): open.contains(.unit) ? .remark : nil
    case (.structure, "data"): open.contains(.unit) ? .data : nil
    case _ where parent.isText: version?.inlines.contains(name) == true ? .inline : .unknownInline
    default: nil
    }
  }

  private mutating func begin(_ place: Place, _ name: String, _ attributes: TMXAttributes, _ scan: inout XMLScan) {
    switch place {
    case .file:
      if version == .v12 { (file.source, file.target) = (attributes["source-language"], attributes["target-language"]) }
      file.original = attributes["original"]
    case .unit:
      entry = XLIFFEntry()
      (entry.line, entry.attributes) = (scan.line, attributes)
      segment = XLIFFEntry.Segment()
    case .segment:
      segment = XLIFFEntry.Segment()
      segment.attributes = attributes
    case .source:
      segment.sourceAttributes = attributes
      content = []
    case .target:
      segment.targetAttributes = attributes
      content = []
    case .segmented: content = []
    case .inline: inlines.append(XLIFFElement(name: name, attributes: attributes.own))
    case .unknownInline: warn("the tags of <\(name.prefix(40))> are left out of the text", &scan)
    case .remark:
      remark = XLIFFEntry.Remark(
        type: name == "context" ? attributes["context-type"] ?? "" : attributes["category"],
        side: attributes["annotates"] ?? attributes["appliesTo"],
        language: attributes["xml:lang"])
    case .data: remark = XLIFFEntry.Remark(type: attributes["id"] ?? "")
    case .document, .structure: break
    }
  }

  // MARK: - End tags

  mutating func end(_ scan: inout XMLScan) {
    guard skipped == 0 else {
      skipped -= 1
      _ = scan.dropText()
      if skipped == 0 { scan.keepsText = keepsText }
      return
    }
    guard let place = open.popLast() else { return }
    defer { scan.keepsText = keepsText }
    if place.isText { addText(&scan) }
    switch place {
    case .inline: if let element = inlines.popLast() { add(.element(element)) }
    case .source:
      if isFragment { fragment = content }
      segment.source = content
    case .target: segment.target = content
    case .segmented: entry.segmented = content
    case .remark:
      remark.text = scan.takeText()
      entry.remarks.append(remark)
    case .data: entry.data.append((remark.type ?? "", scan.takeText()))
    case .segment: entry.segments.append(segment)
    case .unit:
      _ = scan.dropText()
      if version == .v12 { entry.segments = [segment] }
      events.append(.entry(entry, file))
      (elements, unitEnd) = (0, scan.consumed)
    case .unknownInline: break
    default: _ = scan.dropText()
    }
  }

  private var keepsText: Bool { open.last.map { $0.isText || $0 == .remark || $0 == .data } ?? false }

  private mutating func addText(_ scan: inout XMLScan) {
    let text = scan.takeText()
    if !text.isEmpty { add(.text(text)) }
  }

  private mutating func add(_ node: XLIFFNode) {
    func join(_ content: inout [XLIFFNode]) {
      guard case .text(let new) = node, case .text(var text)? = content.last else { return content.append(node) }
      content.removeLast()
      text += new
      content.append(.text(text))
    }
    if inlines.isEmpty { join(&content) } else { join(&inlines[inlines.count - 1].content) }
  }

  private mutating func warn(_ message: String, _ scan: inout XMLScan) {
    events.append(.notice(TMXNotice(.warning, line: scan.line, message)))
  }
}

extension TMXAttributes {
  /// Those that are XLIFF's own: none with a prefix.
  var own: TMXAttributes { TMXAttributes(all.filter { !$0.name.contains(":") }) }
}
