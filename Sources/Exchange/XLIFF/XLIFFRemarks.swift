import TMX

/// What is written about a unit beside its texts: in order, each a note or a value of a type.
struct XLIFFRemarks {
  private(set) var all: [XLIFFEntry.Remark] = []
  private let version: XLIFFVersion
  private var lostOfProperty = false
  private var lostOfNote = false

  init(unit: TMXUnit, source: TMXVariant?, translation: TMXVariant?, pair: UnitPair, version: XLIFFVersion) {
    self.version = version
    for attribute in unit.attributes.all where attribute.name != "tuid" { add(XLIFFPath.unitAttribute + attribute.name, attribute.value) }
    for remark in unit.remarks { add(remark, side: nil) }
    for (side, variant, language) in [("source", source, pair.source), ("target", translation, pair.translation)] {
      guard let variant else { continue }
      if variant.language != language { add(XLIFFPath.language(side), variant.language) }
      for attribute in variant.attributes.all { add(XLIFFPath.attribute(side) + attribute.name, attribute.value) }
      for remark in variant.remarks { add(remark, side: side) }
    }
  }

  mutating func add(_ type: String, _ text: String) { all.append(XLIFFEntry.Remark(type: type, text: text)) }

  private mutating func add(_ remark: TMXRemark, side: String?) {
    guard remark.kind == .prop else {
      if remark.language != nil { lostOfNote = true }
      if !remark.attributes.all.isEmpty { lostOfProperty = true }
      all.append(XLIFFEntry.Remark(type: nil, side: side, language: remark.language, text: remark.text))
      return
    }
    let type = remark.attributes["type"] ?? ""
    if remark.language != nil || remark.attributes.all.count > 1 { lostOfProperty = true }
    if let side {
      add(XLIFFPath.property(side) + type, remark.text)
    } else if version == .v12, type.hasPrefix(XLIFFPath.context), !type.dropFirst(XLIFFPath.context.count).hasPrefix("x-") {
      add(String(type.dropFirst(XLIFFPath.context.count)), remark.text)
    } else if type != XLIFFPath.original {
      add(type.hasPrefix("x-") && !type.hasPrefix(XLIFFPath.mark) ? type : XLIFFPath.property + type, remark.text)
    }
  }

  /// Takes the properties away that stand for attributes of the unit or, of a variant, on its `side`.
  mutating func takeAttributes(_ side: String?, where isWanted: (_ name: String, _ value: String) -> Bool) -> TMXAttributes {
    let start = (side.map { XLIFFPath.property($0) } ?? "") + XLIFFPath.xliff
    var result: TMXAttributes = [:]
    all.removeAll { remark in
      guard let type = remark.type, type.hasPrefix(start), case let name = String(type.dropFirst(start.count)), isWanted(name, remark.text),
        result[name] == nil
      else { return false }
      result[name] = remark.text
      return true
    }
    return result
  }

  /// Takes the codes of `originalData` away.
  mutating func takeData() -> [(id: String, text: String)] {
    let codes = all.compactMap { remark -> (id: String, text: String)? in
      guard let type = remark.type, type.hasPrefix(XLIFFPath.data) else { return nil }
      return (String(type.dropFirst(XLIFFPath.data.count)), remark.text)
    }
    all.removeAll { $0.type?.hasPrefix(XLIFFPath.data) == true }
    return codes
  }

  /// Whether a remark has lost its language or charset.
  var hasLost: Bool { lostOfProperty || (lostOfNote && version == .v21) }
}
