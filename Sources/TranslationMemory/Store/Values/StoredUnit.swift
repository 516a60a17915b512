import TMX

/// A unit as a memory keeps it.
public struct StoredUnit: Hashable, Sendable {
  /// From 1; never given to another unit.
  public let id: Int64
  /// All that TMX says of it. Who made and changed it and when, how sure the aligner was, sentence offsets, domain (`x-satzpaar-domain`) and client
  /// (`x-satzpaar-client`) are its attributes and properties: the memory's columns for these follow from them.
  public var unit: TMXUnit
  /// From 1; one more with each change.
  public var version: Int
  /// The file it is from, `ImportedFile.id`; nil when it was not imported.
  public var file: Int64?
  /// The segments before and after each of its variants in the same language, in the order of variants.
  public var contexts: [MatchContext]

  /// Makes a unit from its parts.
  public init(id: Int64, unit: TMXUnit, version: Int, file: Int64?, contexts: [MatchContext]) {
    self.id = id
    self.unit = unit
    self.version = version
    self.file = file
    self.contexts = contexts
  }
}
