import Corpus
import Segmentation

/// Puts SRX rules together from a document's elements, and checks that each stands where it may.
struct SRXBuilder {
  private let file: String
  private var rules: SRXRules
  /// The elements that are open.
  private var open: [String] = []
  /// How deep inside an element of another namespace.
  private var skipped = 0
  private var namespace = ""
  private var isOldVersion = false
  private var rule = SRXRules.Rule(isBreak: true, before: "", after: "")

  private var ruleCount = 0

  /// The most bytes of a pattern, the most languagerules and languagemaps, and the most rules.
  private static let (patternLimit, groupLimit, ruleLimit) = (100_000, 2_000, 50_000)

  /// Which elements may stand in which.
  private static let children: [String: Set<String>] = [
    "": ["srx"], "srx": ["header", "body"], "header": ["formathandle"], "body": ["languagerules", "maprules"],
    "languagerules": ["languagerule"], "languagerule": ["rule"], "rule": ["beforebreak", "afterbreak"],
    "maprules": ["languagemap", "maprule"], "maprule": ["languagemap"],
  ]

  init(file: String) {
    self.file = file
    rules = SRXRules(file: file, cascades: false, formatHandles: [], groups: [], maps: [])
  }

  /// Takes the next event of the document.
  mutating func take(_ event: XMLEvents.Event) throws {
    switch event {
    case .start(let name, let namespace, let attributes, let line):
      if open.isEmpty { self.namespace = namespace }
      if skipped > 0 || namespace != self.namespace {
        skipped += 1
      } else {
        try start(name, attributes, line)
        open.append(name)
      }
    case .end:
      if skipped > 0 { skipped -= 1 } else if open.popLast() == "rule" { rules.groups[rules.groups.count - 1].rules.append(rule) }
    case .text(let text, let line):
      guard skipped == 0 else { return }
      switch open.last {
      case "beforebreak": rule.before += text
      case "afterbreak": rule.after += text
      default:
        if text.contains(where: { !$0.isWhitespace }) {
          throw failure(line, "text outside beforebreak and afterbreak: '\(text.prefix(20))'")
        }
      }
      guard rule.before.utf8.count <= Self.patternLimit, rule.after.utf8.count <= Self.patternLimit else {
        throw failure(rule.line, "a pattern of more than \(Self.patternLimit) bytes")
      }
    }
  }

  private mutating func start(_ name: String, _ attributes: [String: String], _ line: Int) throws {
    let parent = open.last ?? ""
    guard Self.children[parent, default: []].contains(name) else {
      throw failure(line, parent.isEmpty ? "no SRX file, its root is '\(name)'" : "'\(name)' cannot stand in '\(parent)'")
    }
    func value(_ attribute: String) throws -> String {
      guard let value = attributes[attribute] else { throw failure(line, "'\(name)' has no attribute '\(attribute)'") }
      return value
    }
    func isYes(_ attribute: String, standard: Bool) throws -> Bool {
      switch attributes[attribute] {
      case "yes": return true
      case "no": return false
      case nil: return standard
      case .some(let other): throw failure(line, "\(attribute) is '\(other)'", cure: "write yes or no")
      }
    }
    switch name {
    case "srx":
      let version = attributes["version"] ?? "2.0"
      guard ["1.0", "2.0"].contains(version) else { throw failure(line, "SRX version '\(version)'", cure: "convert it to 2.0") }
      isOldVersion = version == "1.0"
    case "header":
      rules.segmentsSubflows = try isYes("segmentsubflows", standard: true)
      rules.cascades = try isYes("cascade", standard: false) && !isOldVersion
    case "formathandle":
      guard let kind = SRXRules.FormatHandle.Kind(rawValue: try value("type")) else {
        throw failure(line, "formathandle type '\(attributes["type"] ?? "")'", cure: "write start, end or isolated")
      }
      rules.formatHandles.append(SRXRules.FormatHandle(kind: kind, isIncluded: try isYes("include", standard: kind == .end)))
    case "languagerule":
      let groupName = try value("languagerulename")
      guard !rules.groups.contains(where: { $0.name == groupName }) else {
        throw failure(line, "a second languagerule '\(groupName)'", cure: "rename one or join them")
      }
      rules.groups.append(SRXRules.Group(name: groupName, rules: []))
    case "rule":
      ruleCount += 1
      rule = SRXRules.Rule(isBreak: try isYes("break", standard: true), before: "", after: "", line: line)
    case "beforebreak", "afterbreak":
      guard name == "beforebreak" ? rule.before.isEmpty : rule.after.isEmpty else { throw failure(line, "a second '\(name)' in a rule") }
    case "languagemap":
      rules.maps.append(SRXRules.Map(pattern: try value("languagepattern"), group: try value("languagerulename"), line: line))
    default: break
    }
    guard ruleCount <= Self.ruleLimit, rules.groups.count <= Self.groupLimit, rules.maps.count <= Self.groupLimit else {
      throw failure(line, "too many of '\(name)'", cure: "split the file")
    }
  }

  /// The rules, at the end of the document.
  func finish() throws -> SRXRules {
    guard !rules.groups.isEmpty else { throw failure(0, "no languagerule in it") }
    var rules = rules
    if rules.formatHandles.isEmpty { rules.formatHandles = SRXRules.FormatHandle.standard }
    try rules.verifyMaps()
    return rules
  }

  private func failure(_ line: Int, _ message: String, cure: String = "see the SRX 2.0 specification") -> Diagnostic {
    Diagnostic(.malformedInput, file: file, at: line > 0 ? .line(line) : nil, message, cure: cure)
  }
}
