import Corpus

/// Checks the tags of a document, as they come, against the definition of its version.
///
/// The rules that no definition can say are in `TMXRules`.
struct TMXConformance {
  private struct Frame {
    /// `nil` for an element that TMX does not have.
    var tag: TMXTag?
    var content: TMXDefinition.Content
    /// How many of a sequence's last elements there were.
    var count = 0
    /// Whether the sequence's first elements are over.
    var isPastFirst = false
  }

  private let level: TMXWriter.Level
  private var definition = TMXDefinition(.v14)
  private var rules = TMXRules()
  private var frames: [Frame] = []
  private var violations: [TMXNotice] = []
  private var hasHeader = false
  /// Whether the parser has been given the start tags of `tmx` and `body` anew.
  private var isResumed = false

  /// The version that the document says it has; `nil` when it says none that is known.
  private(set) var version: TMXVersion?
  /// Whether there are inline elements, which makes it level 2.
  private(set) var hasInlineElements = false

  init(level: TMXWriter.Level) { self.level = level }

  /// What was found since the last call.
  mutating func takeViolations() -> [TMXNotice] {
    let rulesFound = rules.takeViolations()
    defer { violations.removeAll(keepingCapacity: true) }
    return rulesFound.isEmpty ? violations : (violations + rulesFound).sorted { $0.line < $1.line }
  }

  /// Prepares for a new parser on the rest of the document.
  mutating func restart(inBody: Bool) {
    violations = []
    frames = []
    rules.restart(inBody: inBody)
    isResumed = inBody
    if !inBody { hasHeader = false }
  }

  /// Takes a start tag.
  mutating func start(_ scan: XMLScan) {
    let line = scan.line
    let parent = frames.last
    if let parent { checkPlace(of: scan.tag, in: parent, text: scan.hasText, line: line) }
    guard let tag = scan.tag else {
      if parent == nil || parent?.tag != nil { report("TMX has no element <\(scan.name.prefix(40))>", line) }
      frames.append(Frame(tag: nil, content: .mixed([])))
      return
    }
    frames.append(Frame(tag: tag, content: definition.content(of: tag)))
    // The tags that make a document of the rest are not the file's.
    if isResumed, tag == .tmx || tag == .body { return }
    if tag == .tmx { startDocument(scan) }
    if scan.isCapital { report("the element \(scan.name) must be written \(tag.rawValue)", line) }
    if tag.inline != nil {
      hasInlineElements = true
      if level == .one { report("\(tag.rawValue) is an inline element, which level 1 does not have", line) }
    }
    checkAttributes(of: tag, scan, line: line)
    rules.start(tag, scan.attributes, line: line)
  }

  /// Takes an end tag.
  mutating func end(_ scan: XMLScan) {
    guard let frame = frames.popLast(), let tag = frame.tag else { return }
    let line = scan.line
    checkText(in: frame, text: scan.hasText, line: line)
    if case .sequence(_, let last, _) = frame.content, frame.count == 0 {
      report("\(tag.rawValue) has no \(last.rawValue)", line)
    }
    rules.end(tag, line: line)
  }

  private mutating func startDocument(_ scan: XMLScan) {
    version = scan.attributes.first { $0.name == "version" }.flatMap { TMXVersion(rawValue: $0.value) }
    definition = TMXDefinition(version ?? .v14)
    if version == nil, let written = scan.attributes.first(where: { $0.name == "version" })?.value {
      report("the version is '\(written.prefix(20))', not 1.1, 1.2, 1.3 or 1.4", scan.line)
    }
  }

  private mutating func checkPlace(of tag: TMXTag?, in parent: Frame, text: Bool, line: Int) {
    checkText(in: parent, text: text, line: line)
    guard let parentTag = parent.tag, let tag else { return }
    let index = frames.count - 1
    let isAllowed: Bool
    switch parent.content {
    case .empty: isAllowed = false
    case .any(let tags), .mixed(let tags): isAllowed = tags.contains(tag)
    case .sequence(let first, let last, let isMany):
      if tag == last {
        frames[index].isPastFirst = true
        frames[index].count += 1
        if parent.count > 0, !isMany { return report("\(parentTag.rawValue) has a second \(tag.rawValue)", line) }
        if tag == .body, !parent.isPastFirst, !isResumed, parent.count == 0, !hasHeader { report("tmx has no header", line) }
        return
      }
      isAllowed = first.contains(tag)
      if tag == .header, parentTag == .tmx {
        if hasHeader { report("tmx has a second header", line) }
        hasHeader = true
      }
      if isAllowed, parent.isPastFirst { return report("\(tag.rawValue) stands after \(last.rawValue)", line) }
    }
    if !isAllowed { report("\(tag.rawValue) may not stand in \(parentTag.rawValue) in TMX \(definition.version.rawValue)", line) }
  }

  private mutating func checkText(in frame: Frame, text: Bool, line: Int) {
    guard text, let tag = frame.tag else { return }
    if case .mixed = frame.content { return }
    report("\(tag.rawValue) holds text", line)
  }

  private mutating func checkAttributes(of tag: TMXTag, _ scan: XMLScan, line: Int) {
    if scan.declaresNamespaces { report("\(tag.rawValue) declares a namespace", line) }
    let allowed = definition.attributes(of: tag)
    for attribute in scan.attributes {
      guard let known = allowed.first(where: { $0.name == attribute.name }) else {
        report("\(tag.rawValue) has no attribute \(attribute.name.prefix(40)) in TMX \(definition.version.rawValue)", line)
        continue
      }
      if !known.values.isEmpty, !known.values.contains(attribute.value) {
        let values = known.values.joined(separator: ", ")
        report("\(attribute.name) of \(tag.rawValue) is '\(attribute.value.prefix(40))', not one of: \(values)", line)
      }
    }
    for known in allowed where known.isRequired && !scan.attributes.contains(where: { $0.name == known.name }) {
      report("\(tag.rawValue) lacks the attribute \(known.name)", line)
    }
  }

  private mutating func report(_ message: String, _ line: Int) { violations.append(TMXNotice(.violation, line: line, message)) }
}
