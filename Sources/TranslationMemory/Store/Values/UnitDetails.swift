import TMX

/// What is known of where a unit is from, by its attributes and properties: a memory keeps it in columns too.
public struct UnitDetails: Hashable, Sendable {
  /// When the unit was made, in seconds since 1970: what it says itself, else the earliest of its variants.
  public var created: Int?
  /// Who made it.
  public var creator: String?
  /// When it was changed last, else made: what the unit or one of its variants says, the latest of them.
  public var changed: Int?
  /// Who changed it last.
  public var changer: String?
  /// How sure the aligner was, 0 to 1.
  public var confidence: Double?
  /// The field it belongs to (`x-satzpaar-domain`).
  public var domain: String?
  /// Whom it was translated for (`x-satzpaar-client`).
  public var client: String?

  /// The type of the `prop` that holds a unit's domain.
  public static let domainType = "x-satzpaar-domain"
  /// The type of the `prop` that holds a unit's client.
  public static let clientType = "x-satzpaar-client"

  /// Reads what a unit says.
  public init(_ unit: TMXUnit) {
    for attributes in [unit.attributes] + unit.variants.map(\.attributes) {
      if let date = attributes[date: "creationdate"]?.seconds, created.map({ date < $0 && unit.attributes["creationdate"] == nil }) ?? true
      {
        (created, creator) = (date, attributes["creationid"] ?? creator)
      }
      if let date = (attributes[date: "changedate"] ?? attributes[date: "creationdate"])?.seconds, changed.map({ date > $0 }) ?? true {
        (changed, changer) = (date, attributes["changeid"] ?? changer)
      }
      creator = creator ?? attributes["creationid"]
      changer = changer ?? attributes["changeid"]
    }
    guard !unit.remarks.isEmpty else { return }
    confidence = unit.confidence
    domain = unit.remarks.property(Self.domainType)
    client = unit.remarks.property(Self.clientType)
  }
}
