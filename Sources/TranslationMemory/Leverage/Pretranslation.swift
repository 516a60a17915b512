import TMX

/// Units made of a document's segments and their matches, as a start for the translator.
public enum Pretranslation {
  /// The type of the `prop` that says how well the match fits, 0...101.
  public static let percentType = "x-satzpaar-match"
  /// The type of the `prop` that says why it matches, `MemoryMatch.Kind`.
  public static let kindType = "x-satzpaar-match-kind"
  /// The type of the `prop` that has the id of the unit that matches.
  public static let unitType = "x-satzpaar-match-unit"

  /// A segment with the translation of its match, its numbers in place of the unit's where that is clear, and what it matched; with the segment alone
  /// when there is no match. A translation that is taken over as it is keeps its tags.
  /// - Parameters:
  ///   - number: the segment's, from 1, as the unit's id.
  ///   - source: the language of the segment.
  public static func unit(_ segment: String, number: Int, source: String, match: MemoryMatch?) -> TMXUnit {
    var unit = TMXUnit(attributes: ["tuid": "\(number)"], variants: [TMXVariant(language: source, segment: TMXSegment(segment))])
    guard let match else { return unit }
    let properties = [
      (percentType, "\(match.score.percent)"), (kindType, match.kind.rawValue), (unitType, "\(match.unit.id)"),
    ]
    unit.remarks = properties.map { TMXRemark(.prop, attributes: ["type": $0], text: $1) }
    let translation = match.adapted.map { TMXSegment($0) } ?? match.targetVariant.segment
    unit.variants.append(TMXVariant(language: match.targetVariant.language, segment: translation))
    return unit
  }
}
