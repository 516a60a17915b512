import Corpus
import TMX

/// A unit on its way into a memory, with what look-ups need of it: making it is most of an import's work, and is done on all cores.
public struct NewUnit: Hashable, Sendable {
  /// All that TMX says of it.
  public let unit: TMXUnit
  /// What look-ups need of each variant, in their order.
  public let variants: [VariantKeys]
  /// The place of the variant in the source language, from 0: that of the unit's or else the header's `srclang`, otherwise the first.
  public let source: Int
  /// What is kept in columns too.
  public let details: UnitDetails
  /// The unit as a memory keeps it (`UnitCoding`).
  public let bytes: [UInt8]
  /// The contexts of its variants as a memory keeps them (`ContextCoding`).
  public let contexts: [UInt8]
  /// The terms of all variants. Terms of different variants never stand side by side.
  public let terms: String

  /// Makes a unit from its parts.
  public init(unit: TMXUnit, variants: [VariantKeys], source: Int) {
    self.unit = unit
    self.variants = variants
    self.source = source
    details = UnitDetails(unit)
    bytes = UnitCoding.bytes(of: unit)
    contexts = ContextCoding.bytes(of: variants.lazy.map(\.context))
    terms = variants.lazy.map(\.terms).joined(separator: " · ")
  }
}
