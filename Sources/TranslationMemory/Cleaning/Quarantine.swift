import TMX

extension StoredUnit {
  /// The type of the `prop` that says which rules a unit in quarantine broke, separated by spaces.
  public static let quarantineType = "x-satzpaar-quarantine"

  /// The unit as it is written to a file of units with faults, from which it can be imported again: with the rules that it broke.
  /// - Parameter header: the header of the file it is from, for its source language.
  public func quarantined(for findings: [CleaningFinding], header: TMXHeader?) -> TMXUnit {
    var unit = unit
    let rules = findings.map(\.rule.rawValue).joined(separator: " ")
    unit.remarks.append(TMXRemark(.prop, attributes: ["type": Self.quarantineType], text: rules))
    if unit.attributes["srclang"] == nil { unit.attributes["srclang"] = header?.sourceLanguage }
    return unit
  }
}
