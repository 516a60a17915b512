import Corpus
import TMX

/// The units that an entry of an XLIFF document is.
struct XLIFFUnits {
  private let entry: XLIFFEntry
  private let file: XLIFFFile
  private let version: XLIFFVersion
  private let languages: (source: String, target: String)

  init(
    _ entry: XLIFFEntry, of file: XLIFFFile, version: XLIFFVersion, languages: (translation: LanguageTag, source: LanguageTag)
  ) {
    (self.entry, self.file, self.version) = (entry, file, version)
    self.languages = (file.source ?? languages.source.description, file.target ?? languages.translation.description)
  }

  /// What an id looks like that stands for none.
  static func isMadeUp(_ id: String) -> Bool { id.hasPrefix("_u") && id.dropFirst(2).allSatisfy { ("0"..."9").contains($0) } }

  /// The units, and whether each has a translation.
  var units: [(unit: TMXUnit, isTranslated: Bool)] {
    let segments = pieces
    return segments.enumerated().map { index, segment in
      let name = segments.count > 1 ? segment.attributes["id"] ?? String(index + 1) : nil
      return unit(of: segment, name: name)
    }
  }

  /// The segments; those of 1.2 are `mrk`s.
  private var pieces: [XLIFFEntry.Segment] {
    guard version == .v12, let whole = entry.segments.first, let target = whole.target else { return entry.segments }
    let (sources, targets) = (Self.marks(in: entry.segmented), Self.marks(in: target))
    guard !sources.isEmpty, !targets.isEmpty else { return entry.segments }
    return sources.map { mark in
      var piece = whole
      piece.attributes = ["id": mark.id]
      (piece.source, piece.target) = (mark.content, targets.first { $0.id == mark.id }?.content)
      return piece
    }
  }

  private static func marks(in nodes: [XLIFFNode]) -> [(id: String, content: [XLIFFNode])] {
    nodes.flatMap { node -> [(id: String, content: [XLIFFNode])] in
      guard case .element(let element) = node else { return [] }
      guard element.name == "mrk", element.attributes["mtype"] == "seg" else { return marks(in: element.content) }
      return [(element.attributes["mid"] ?? "", element.content)]
    }
  }

  private func unit(of segment: XLIFFEntry.Segment, name: String?) -> (unit: TMXUnit, isTranslated: Bool) {
    var unit = TMXUnit(variants: [])
    let id = entry.attributes["id"] ?? ""
    if !id.isEmpty, !Self.isMadeUp(id) || name != nil { unit.attributes["tuid"] = name.map { "\(id).\($0)" } ?? id }
    var decoder = XLIFFDecoder(
      version: version, data: Dictionary(entry.data.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first }))
    var source = TMXVariant(language: segment.sourceAttributes["xml:lang"] ?? languages.source, segment: decoder.segment(segment.source))
    var target = TMXVariant(
      language: segment.targetAttributes["xml:lang"] ?? languages.target, segment: decoder.segment(segment.target ?? []))
    if let original = file.original, original != XLIFFFile.unknownOriginal {
      unit.remarks.append(Self.property(XLIFFPath.original, original))
    }
    unit.remarks += Self.properties(entry.attributes, but: ["id"])
    source.remarks += Self.properties(segment.sourceAttributes, but: [])
    target.remarks += Self.properties(segment.targetAttributes, but: [])
    if version == .v21 { target.remarks += Self.properties(segment.attributes, but: ["id", "canResegment"]) }
    for data in entry.data where decoder.usedData.contains(data.id) {
      unit.remarks.append(Self.property(XLIFFPath.data + data.id, data.text))
    }
    if let name { unit.remarks.append(Self.property(XLIFFPath.segment, name)) }
    for remark in entry.remarks { add(remark, &unit, &source, &target) }
    let isTranslated = !target.segment.content.isEmpty
    unit.variants = [source, target].filter { !$0.segment.content.isEmpty }
    return (unit, isTranslated)
  }

  private static func property(_ type: String, _ text: String) -> TMXRemark { TMXRemark(.prop, attributes: ["type": type], text: text) }

  private static func properties(_ attributes: TMXAttributes, but left: Set<String>) -> [TMXRemark] {
    attributes.own.all.filter { !left.contains($0.name) }.map { property(XLIFFPath.xliff + $0.name, $0.value) }
  }

  /// Puts a remark where it belongs.
  private func add(_ remark: XLIFFEntry.Remark, _ unit: inout TMXUnit, _ source: inout TMXVariant, _ target: inout TMXVariant) {
    func onSide(_ side: String?, _ change: (inout TMXVariant) -> Void) {
      if side == "source" { change(&source) } else { change(&target) }
    }
    guard let type = remark.type, version == .v12 || type.hasPrefix("x-") else {
      let note = TMXRemark(.note, language: remark.language, text: remark.text)
      guard let side = remark.side, side == "source" || side == "target" else { return unit.remarks.append(note) }
      return onSide(side) { $0.remarks.append(note) }
    }
    guard type.hasPrefix(XLIFFPath.mark) else {
      return unit.remarks.append(Self.property(type.hasPrefix("x-") ? type : XLIFFPath.context + type, remark.text))
    }
    func rest(_ start: String) -> String? { type.hasPrefix(start) ? String(type.dropFirst(start.count)) : nil }
    // Only names that XML has: the file may not be ours.
    if let name = rest(XLIFFPath.unitAttribute), name.isName {
      unit.attributes[name] = remark.text
    } else if let type = rest(XLIFFPath.property) {
      unit.remarks.append(Self.property(type, remark.text))
    } else {
      for side in ["source", "target"] {
        if let name = rest(XLIFFPath.attribute(side)), name.isName { onSide(side) { $0.attributes[name] = remark.text } }
        if let type = rest(XLIFFPath.property(side)) { onSide(side) { $0.remarks.append(Self.property(type, remark.text)) } }
        if type == XLIFFPath.language(side), !remark.text.isEmpty { onSide(side) { $0.language = remark.text } }
      }
    }
  }
}
