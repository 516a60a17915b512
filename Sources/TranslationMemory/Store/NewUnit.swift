import Corpus
import TMX

/// A unit on its way into a memory, with what look-ups need of it: making it is most of an import's work, and is done on all cores.
public struct NewUnit: Hashable, Sendable {
  /// All that TMX says of it.
  public var unit: TMXUnit
  /// What look-ups need of each variant, in their order.
  public var variants: [VariantKeys]
  /// The place of the variant in the source language, from 0: that of the unit's or else the header's `srclang`, otherwise the first.
  public var source: Int

  /// Makes a unit from its parts.
  public init(unit: TMXUnit, variants: [VariantKeys], source: Int) {
    self.unit = unit
    self.variants = variants
    self.source = source
  }
}

/// What look-ups need of a variant.
public struct VariantKeys: Hashable, Sendable {
  /// Its language, in lower case and with hyphens; what no language tag is, as it was written.
  public var language: String
  /// Its text for matching (`MatchText.text`).
  public var text: String
  /// `MatchText.hash`.
  public var hash: UInt64
  /// `MatchText.hashWithoutNumbers`.
  public var hashWithoutNumbers: UInt64
  /// The segments before and after it in the same language.
  public var context: MatchContext

  /// Makes keys from their parts.
  public init(language: String, text: String, hash: UInt64, hashWithoutNumbers: UInt64, context: MatchContext) {
    self.language = language
    self.text = text
    self.hash = hash
    self.hashWithoutNumbers = hashWithoutNumbers
    self.context = context
  }
}

/// What becomes of a unit that the memory has already.
public enum DuplicatePolicy: String, CaseIterable, Sendable {
  /// Both are kept.
  case keep
  /// The new unit takes the place of those with the same source in the same context.
  case replace
  /// A unit with the same source, the same translations and the same context becomes one with that of the memory: it gets the variants, notes and
  /// properties that it lacks, and of dates and users the later ones.
  case merge
}

/// What has become of units that were added.
public struct AddedUnits: Hashable, Sendable {
  /// Those that are new.
  public var added = 0
  /// Those that took the place of others.
  public var replaced = 0
  /// Those that became one with others.
  public var merged = 0

  /// None.
  public init() {}
}
