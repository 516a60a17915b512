import Corpus
import TMX

/// Writes XLIFF 1.2 or 2.1, a `file` for each run of units from the same original; the inverse of `XLIFFReading`.
///
/// - Units have their `tuid` as id where that is an XML name token that was not used before; else an id `_u1` is made up.
/// - The source comes first. Empty variants cannot be told from missing ones. A unit without a text in either language is left out.
/// - All that XLIFF has no place for stands in a `context` (1.2) or a `note` with a `category` (2.1), of types that `XLIFFPath` names: attributes,
///   properties, the language of a variant where it is not the file's. Lost are only the language and charset of a property, and of a note the charset and,
///   in 2.1, the language.
final class XLIFFEmitter: UnitEmitter {
  private var counted = UnitTally()
  private let version: XLIFFVersion
  private let pair: UnitPair
  private let level: TMXWriter.Level
  private let xml: XMLWriter
  private let date: String?
  private var original: String?
  private var ids: Set<Int> = []
  private var number = 0
  private var files = 0

  private static let unitAttributes: Set = [
    "approved", "translate", "reformat", "datatype", "phase-name", "restype", "resname", "extradata", "help-id", "menu", "menu-option",
    "menu-name",
    "coord", "font", "css-style", "style", "exstyle", "extype", "maxbytes", "minbytes", "size-unit", "maxheight", "minheight", "maxwidth",
    "minwidth",
    "charclass",
  ]
  private static let targetAttributes: Set = [
    "state", "state-qualifier", "phase-name", "resname", "coord", "font", "css-style", "style", "exstyle", "equiv-trans",
  ]
  private static let states12: Set = [
    "final", "needs-adaptation", "needs-l10n", "needs-review-adaptation", "needs-review-l10n", "needs-review-translation",
    "needs-translation", "new",
    "signed-off", "translated",
  ]
  private static let unitAttributes21: Set = ["name", "canResegment", "translate", "srcDir", "trgDir", "type"]

  init(version: XLIFFVersion, header: TMXHeader, pair: UnitPair, level: TMXWriter.Level, sink: @escaping ByteSink) throws {
    (self.version, self.pair, self.level) = (version, pair, level)
    date = header.attributes[date: "creationdate"]?.extended
    xml = XMLWriter(sink: sink)
    if version == .v12 {
      xml.start("xliff", ["version": version.rawValue, "xmlns": version.namespace])
    } else {
      xml.start("xliff", ["version": version.rawValue, "xmlns": version.namespace, "srcLang": pair.source, "trgLang": pair.translation])
    }
  }

  var tally: UnitTally {
    var tally = counted
    tally.replacedCharacters = xml.replacedCharacters
    return tally
  }

  func write(_ unit: TMXUnit) throws {
    let (source, translation, others) = pair.variants(of: unit)
    let texts = [source, translation].map {
      $0.map { level == .one ? $0.segment.adapted(to: .v14, level: .one) : $0.segment } ?? TMXSegment("")
    }
    guard texts.contains(where: { !$0.content.isEmpty }) else {
      counted.leftOut["without a text in either language", default: 0] += 1
      return
    }
    try startFile(unit.remarks.property(XLIFFPath.original) ?? XLIFFFile.unknownOriginal)
    var encoder = XLIFFEncoder(version: version)
    let nodes = texts.map { encoder.nodes($0) }
    counted.lose(
      .tags, if: encoder.hasLost || (level == .one && [source, translation].contains { $0.map { $0.segment.text == nil } ?? false }))
    counted.lose(.variants, if: others > 0)
    var remarks = XLIFFRemarks(unit: unit, source: source, translation: translation, pair: pair, version: version)
    let id = id(of: unit, &remarks)
    if version == .v12 {
      try write12(id, nodes, translation, &remarks)
    } else {
      try write21(id, nodes, translation, encoder.data, &remarks)
    }
    counted.lose(.remarks, if: remarks.hasLost)
    try xml.end()
  }

  func finish() throws {
    // A document has at least one file.
    if files == 0 { try startFile(XLIFFFile.unknownOriginal) }
    try xml.finish()
  }

  private func startFile(_ name: String) throws {
    guard original != name else { return }
    if original != nil {
      try xml.end()
      if version == .v12 { try xml.end() }
    }
    (original, ids) = (name, [])
    files += 1
    guard version == .v12 else { return xml.start("file", ["id": "f\(files)", "original": name, "xml:space": "preserve"]) }
    xml.start(
      "file",
      [
        "original": name, "source-language": pair.source, "target-language": pair.translation, "datatype": "plaintext", "date": date,
        "xml:space": "preserve",
      ])
    xml.start("body")
  }

  private func id(of unit: TMXUnit, _ remarks: inout XLIFFRemarks) -> String {
    number += 1
    let id = unit.attributes["tuid"]
    if let id, id.utf8.count < 200, id.isNameToken, !XLIFFUnits.isMadeUp(id),
      ids.insert(id.hashValue).inserted
    {
      return id
    }
    if let id { remarks.add(XLIFFPath.unitAttribute + "tuid", id) }
    return "_u\(number)"
  }

  // MARK: - 1.2

  private func write12(_ id: String, _ nodes: [[XLIFFNode]], _ translation: TMXVariant?, _ remarks: inout XLIFFRemarks) throws {
    let attributes = remarks.takeAttributes(nil) { name, _ in Self.unitAttributes.contains(name) }
    xml.start("trans-unit", language: ("", nil), TMXAttributes([TMXAttributes.Attribute(name: "id", value: id)] + attributes.all))
    xml.start("source")
    try xml.end { nodes[0].append(to: &$0) }
    guard translation != nil else { return try write(remarks) }
    let state = remarks.takeAttributes("target") { name, value in
      Self.targetAttributes.contains(name) && (name != "state" || Self.states12.contains(value) || value.hasPrefix("x-"))
    }
    xml.start("target", language: ("", nil), state)
    try xml.end { nodes[1].append(to: &$0) }
    try write(remarks)
  }

  private func write(_ remarks: XLIFFRemarks) throws {
    var isInGroup = false
    for remark in remarks.all {
      if isInGroup, remark.type == nil { try xml.end() }
      if !isInGroup, remark.type != nil { xml.start("context-group", ["purpose": "information"]) }
      isInGroup = remark.type != nil
      if let type = remark.type {
        try xml.element("context", ["context-type": type], text: remark.text)
      } else {
        try xml.element("note", ["xml:lang": remark.language, "annotates": remark.side], text: remark.text)
      }
    }
    if isInGroup { try xml.end() }
  }

  // MARK: - 2.1

  private func write21(
    _ id: String, _ nodes: [[XLIFFNode]], _ translation: TMXVariant?, _ codes: [(id: String, text: String)], _ remarks: inout XLIFFRemarks
  ) throws {
    let attributes = remarks.takeAttributes(nil) { name, _ in Self.unitAttributes21.contains(name) }
    xml.start("unit", language: ("", nil), TMXAttributes([TMXAttributes.Attribute(name: "id", value: id)] + attributes.all))
    let data = remarks.takeData() + codes
    let segment = remarks.takeAttributes("target") { name, value in
      (name == "state" && ["initial", "translated", "reviewed", "final"].contains(value)) || name == "subState"
    }
    if !remarks.all.isEmpty {
      try xml.element("notes") {
        for remark in remarks.all { try xml.element("note", ["category": remark.type, "appliesTo": remark.side], text: remark.text) }
      }
    }
    if !data.isEmpty {
      try xml.element("originalData") { for (id, text) in data { try xml.element("data", ["id": id], text: text) } }
    }
    xml.start("segment", language: ("", nil), segment)
    xml.start("source")
    try xml.end { nodes[0].append(to: &$0) }
    if translation != nil {
      xml.start("target")
      try xml.end { nodes[1].append(to: &$0) }
    }
    try xml.end()
  }
}
