import Corpus
import TMX

/// Reads the catalogues of GNU gettext (its manual, "The Format of PO Files").
///
/// - `msgid` and `msgstr` are the variants; the language is the header entry's `Language`, that of the source its `X-Source-Language`, else the options'.
/// - Each form of a plural is a unit: the first has `msgid`, the others `msgid_plural`, with the properties `x-po-plural` (its number), `x-po-msgid` and
///   `x-po-msgid-plural`.
/// - `#` is a note, `#.`, `#:`, `#,` and `msgctxt` are properties; previous sources (`#|`) are not read.
/// - Left out and counted: entries without a translation, fuzzy ones unless asked for, obsolete ones (`#~`).
struct POParser: LineParser {
  private let options: UnitReadingOptions
  private var languages: (translation: String, source: String)
  private var entry = POEntry()
  /// What a line that is only a string adds to.
  private enum Target {
    case context, source, plural
    case translation(Int)
  }
  private var target: Target?

  init(options: UnitReadingOptions) {
    self.options = options
    languages = (options.languages.translation.description, options.languages.source.description)
  }

  static func charset(_ first: [UInt8]) -> String? {
    let name = String(decoding: first, as: UTF8.self).firstMatch(of: /"Content-Type:[^"\n]*charset=([A-Za-z0-9._:\-]+)/.ignoresCase())?.1
    // The name in a template that nobody has filled in.
    return name.flatMap { $0 == "CHARSET" ? nil : String($0) }
  }

  mutating func add(_ line: String, number: Int, to output: UnitOutput) throws {
    let text = line.trimmed
    // What a writer of text sets apart is apart: a string after an empty line belongs to nothing.
    guard !text.isEmpty else { return entry.translations.isEmpty ? () : try complete(output) }
    if text.hasPrefix("#") { return try comment(text, number, output) }
    if text.hasPrefix("\"") {
      guard let target else { throw LineFault(message: "a string without a keyword before it") }
      guard let string = POText.unquoted(text.utf8) else { throw LineFault(message: "a string that does not end") }
      return append(string, to: target)
    }
    guard let (keyword, index, rest) = Self.keyword(text) else {
      throw LineFault(message: "neither a comment nor a keyword with a string: '\(text.prefix(40))'")
    }
    guard let string = POText.unquoted(rest) else { throw LineFault(message: "a string that does not end") }
    if keyword == "msgctxt" || keyword == "msgid", !entry.translations.isEmpty { try complete(output) }
    if entry.line == 0 { entry.line = number }
    let new: Target
    switch keyword {
    case "msgctxt": (new, entry.context) = (.context, "")
    case "msgid": (new, entry.source) = (.source, "")
    case "msgid_plural": (new, entry.plural) = (.plural, "")
    default:
      guard entry.source != nil, entry.translations[index] == nil else { throw LineFault(message: "a msgstr without a msgid") }
      new = .translation(index)
    }
    target = new
    append(string, to: new)
  }

  /// The keyword at the start of a line, its number in brackets (0 when there is none), and the string after it.
  private static func keyword(_ line: Substring) -> (keyword: String, number: Int, rest: Substring.UTF8View)? {
    let bytes = line.utf8
    guard let quote = bytes.firstIndex(of: 0x22) else { return nil }
    let start = String(line[..<quote].trimmed)
    if ["msgctxt", "msgid", "msgid_plural", "msgstr"].contains(start) { return (start, 0, bytes[quote...]) }
    guard start.hasPrefix("msgstr["), start.hasSuffix("]"), let number = Int(start.dropFirst(7).dropLast()), (0..<100).contains(number)
    else {
      return nil
    }
    return ("msgstr", number, bytes[quote...])
  }

  private mutating func append(_ string: String, to target: Target) {
    switch target {
    case .context: entry.context = (entry.context ?? "") + string
    case .source: entry.source = (entry.source ?? "") + string
    case .plural: entry.plural = (entry.plural ?? "") + string
    case .translation(let number): entry.translations[number, default: ""] += string
    }
  }

  private mutating func comment(_ text: Substring, _ number: Int, _ output: UnitOutput) throws {
    if text.hasPrefix("#~") {
      if Self.keyword(text.dropFirst(2).trimmed)?.keyword == "msgid" { output.leaveOut("obsolete") }
      return
    }
    if !entry.translations.isEmpty { try complete(output) }
    if entry.line == 0 { entry.line = number }
    let rest = text.dropFirst(2)
    let content = String(rest.hasPrefix(" ") ? rest.dropFirst() : rest)
    switch text.dropFirst().first {
    case ".": entry.extracted.append(content)
    case ":": entry.references.append(content)
    case ",": entry.flags += content.split(separator: ",").map { String($0.trimmed) }
    case "|": break
    // The blank after the mark belongs to it.
    default: entry.notes.append(String(text.dropFirst().first == " " ? rest : text.dropFirst()))
    }
  }

  mutating func finish(_ output: UnitOutput) throws {
    if !entry.translations.isEmpty { return try complete(output) }
    if entry.source != nil || entry.context != nil { throw LineFault(message: "an entry without a msgstr", line: entry.line) }
  }

  private mutating func complete(_ output: UnitOutput) throws {
    defer { (entry, target) = (POEntry(), nil) }
    guard let source = entry.source else { return }
    if source.isEmpty, entry.context == nil { return try header(output) }
    try output.begin(TMXHeader(options))
    if entry.flags.contains("fuzzy"), !options.fuzzy { return output.leaveOut("fuzzy") }
    for (number, translation) in entry.translations.sorted(by: { $0.key < $1.key }) {
      let isSingular = entry.plural == nil || (number == 0 && entry.translations.count > 1)
      guard !translation.isEmpty || options.untranslated else {
        output.leaveOut("untranslated")
        continue
      }
      let texts = [(languages.source, isSingular ? source : entry.plural ?? source), (languages.translation, translation)]
      try output.hand(
        TMXUnit(
          remarks: remarks(number: number),
          variants: texts.filter { !$1.isEmpty }.map { TMXVariant(language: $0, segment: TMXSegment($1)) }), line: entry.line)
    }
  }

  private func remarks(number: Int) -> [TMXRemark] {
    typealias Property = POEntry.Property
    var remarks = entry.notes.isEmpty ? [] : [TMXRemark(.note, text: entry.notes.joined(separator: "\n"))]
    func add(_ type: String, _ text: String?) {
      if let text, !text.isEmpty { remarks.append(TMXRemark(.prop, attributes: ["type": type], text: text)) }
    }
    add(Property.extracted, entry.extracted.joined(separator: "\n"))
    add(Property.reference, entry.references.joined(separator: "\n"))
    add(Property.flags, entry.flags.joined(separator: ", "))
    let context = entry.context.map {
      $0.firstRange(of: POEntry.duplicateMark).map { range in String(entry.context?[..<range.lowerBound] ?? "") } ?? $0
    }
    add(Property.context, context)
    if let plural = entry.plural {
      add(Property.number, String(number))
      add(Property.singularSource, entry.source)
      add(Property.pluralSource, plural)
    }
    return remarks
  }

  private mutating func header(_ output: UnitOutput) throws {
    let text = entry.translations[0] ?? ""
    for line in text.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      // A locale's name, such as de_DE.UTF-8@euro.
      let value = line[line.index(after: colon)...].trimmed.prefix { $0 != "." && $0 != "@" }
      guard let tag = LanguageTag(String(value.map { $0 == "_" ? "-" : $0 })) else { continue }
      switch line[..<colon].lowercased() {
      case "language": languages.translation = tag.description
      case "x-source-language": languages.source = tag.description
      default: break
      }
    }
    var header = TMXHeader(options)
    header.attributes["srclang"] = languages.source
    header.remarks = [TMXRemark(.prop, attributes: ["type": POEntry.Property.header], text: text)]
    try output.begin(header)
  }
}
