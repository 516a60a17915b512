import Corpus
import TMX

/// A change to a unit.
public enum UnitEdit {
  /// The segment of the first variant in a language; without one, a variant is added.
  case setSegment(TMXSegment, language: String)
  /// The first property of a type, or a new one; nil removes all of the type.
  case setProperty(type: String, String?)
  /// All notes of the unit are this one; nil removes them.
  case setNote(String?)
  /// What an expression matches in variants in a language, or in all.
  case replace(TextReplacer, language: String?)

  /// Makes the change.
  /// - Throws: a `Diagnostic` `.usage` when a regular expression takes too long.
  public func apply(to unit: inout TMXUnit) throws {
    switch self {
    case .setSegment(let segment, let language):
      let place = unit.variants.firstIndex { VariantKeys.language($0.language) == VariantKeys.language(language) }
      if let place = place ?? unit.variants.firstIndex(where: { LanguageKey.isIn($0.language, language) }) {
        unit.variants[place].segment = segment
      } else {
        unit.variants.append(TMXVariant(language: language, segment: segment))
      }
    case .setProperty(let type, let value):
      let isIt = { (remark: TMXRemark) in remark.kind == .prop && remark.attributes["type"] == type }
      if let value, let place = unit.remarks.firstIndex(where: isIt) {
        unit.remarks[place].text = value
      } else if let value {
        unit.remarks.append(TMXRemark(.prop, attributes: ["type": type], text: value))
      } else {
        unit.remarks.removeAll(where: isIt)
      }
    case .setNote(let text):
      unit.remarks.removeAll { $0.kind == .note }
      if let text { unit.remarks.insert(TMXRemark(.note, text: text), at: 0) }
    case .replace(let replacer, let language):
      for place in unit.variants.indices where language.map({ LanguageKey.isIn(unit.variants[place].language, $0) }) ?? true {
        if let changed = try replacer.replaced(in: unit.variants[place].segment) { unit.variants[place].segment = changed }
      }
    }
  }
}

extension TMXUnit {
  /// The unit after some changes, with who made them and when; nil when they change nothing.
  /// - Parameters:
  ///   - date: when (`changedate`).
  ///   - user: who (`changeid`); nil leaves the old name out, which would be wrong now.
  /// - Throws: as `UnitEdit.apply`.
  public func edited(by edits: [UnitEdit], date: Timestamp, user: String?) throws -> TMXUnit? {
    var unit = self
    for edit in edits { try edit.apply(to: &unit) }
    guard !unit.isSame(as: self) else { return nil }
    unit.attributes["changedate"] = date.basic
    unit.attributes["changeid"] = user
    return unit
  }
}
