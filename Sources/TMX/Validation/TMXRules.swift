import Corpus

/// The rules of TMX that a document type definition cannot say (TMX 1.4b; what TMXValidator checks too).
struct TMXRules {
  /// A tag that variants must share.
  private struct Match: Hashable {
    var tag: TMXTag
    var x: String
  }

  private static let dates: Set = ["creationdate", "changedate", "lastusagedate"]
  private static let languages: Set = ["xml:lang", "lang", "adminlang"]

  private var headerSource: String?
  private var unitSource: String?
  private var unitLine = 0
  private var variantLanguages: [String] = []
  private var matches: [[Match]] = []
  /// The `i` of pairs in this segment: whether the end has been met.
  private var pairs: [String: Bool] = [:]
  private var hasCodes = false
  private var hasBase = false

  private var violations: [TMXNotice] = []

  /// What was found since the last call.
  mutating func takeViolations() -> [TMXNotice] {
    defer { violations.removeAll(keepingCapacity: true) }
    return violations
  }

  /// Prepares for a new parser on the rest of the document.
  mutating func restart(inBody: Bool) {
    violations = []
    if !inBody { headerSource = nil }
  }

  /// Takes a start tag.
  mutating func start(_ tag: TMXTag, _ attributes: [TMXAttributes.Attribute], line: Int) {
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    for attribute in attributes { check(attribute, line: line) }
    switch tag {
    case .header: headerSource = value("srclang")
    case .ude: (hasBase, hasCodes) = (value("base") != nil, false)
    case .map: if value("code") != nil { hasCodes = true }
    case .tu: (unitSource, unitLine, variantLanguages, matches) = (value("srclang") ?? headerSource, line, [], [])
    case .tuv:
      variantLanguages.append((value("xml:lang") ?? value("lang") ?? "").lowercased())
      matches.append([])
      pairs = [:]
    case .bpt:
      if let i = value("i"), pairs.updateValue(false, forKey: i) != nil { report("two bpt with i '\(i.prefix(20))' in one segment", line) }
    case .ept:
      if let i = value("i") {
        switch pairs[i] {
        case nil: report("an ept with i '\(i.prefix(20))' without a bpt before it", line)
        case true?: report("two ept with i '\(i.prefix(20))' in one segment", line)
        case false?: pairs[i] = true
        }
      }
    default: break
    }
    if tag.inline != nil, let x = value("x"), !matches.isEmpty { matches[matches.count - 1].append(Match(tag: tag, x: x)) }
  }

  /// Takes an end tag.
  mutating func end(_ tag: TMXTag, line: Int) {
    switch tag {
    case .ude: if hasCodes, !hasBase { report("a ude whose maps have codes lacks the attribute base", line) }
    case .seg:
      for i in pairs.filter({ !$0.value }).keys.sorted() { report("a bpt with i '\(i.prefix(20))' without an ept", line) }
      pairs = [:]
    case .tu:
      if let source = unitSource?.lowercased(), source != TMXHeader.allLanguages, !variantLanguages.contains(source) {
        report("no variant in the source language \(source.prefix(40))", unitLine)
      }
      if let first = matches.first(where: { !$0.isEmpty }) {
        func key(_ matches: [Match]) -> [String] { matches.map { "\($0.tag.rawValue) \($0.x)" }.sorted() }
        if matches.contains(where: { key($0) != key(first) }) { report("the variants differ in the x of their tags", unitLine) }
      }
    default: break
    }
  }

  private mutating func check(_ attribute: TMXAttributes.Attribute, line: Int) {
    let (name, value) = (attribute.name, attribute.value)
    func refuse(_ rule: String) { report("\(name) is '\(value.prefix(40))', \(rule)", line) }
    if Self.dates.contains(name) {
      if Timestamp(basic: value) == nil { refuse("not a date such as 20240131T081500Z") }
    } else if Self.languages.contains(name) || name == "srclang" {
      if LanguageTag(value) == nil, !(name == "srclang" && value == TMXHeader.allLanguages) { refuse("not a language such as de-AT") }
    } else if ["usagecount", "i", "x"].contains(name) {
      if value.isEmpty || !value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { refuse("not a number") }
    } else if name == "unicode" {
      let digits = value.dropFirst(2)
      if !value.hasPrefix("#x") || digits.isEmpty || !digits.allSatisfy(\.isHexDigit) { refuse("not a code such as #xF8FF") }
    } else if name == "assoc", !["p", "f", "b"].contains(value) {
      refuse("not p, f or b")
    }
  }

  private mutating func report(_ message: String, _ line: Int) { violations.append(TMXNotice(.violation, line: line, message)) }
}
