import PostgreSQL
import TranslationMemory

/// Finds the units that new ones may be duplicates of, in the memory and among the new ones themselves.
final class PostgresTwins {
  /// A variant: its unit and its place in it.
  private struct Place: Hashable {
    var unit: Int64
    var variant: Int
  }

  private let change: PostgresChange
  /// The variants that have, or had, the hash of one of the new units' source variants.
  private var places: [UInt64: [Place]] = [:]

  /// Reads what may be needed for some units, all at once.
  init(of units: [NewUnit], _ change: PostgresChange) throws {
    self.change = change
    let sources = units.compactMap { $0.variants.indices.contains($0.source) ? $0.variants[$0.source] : nil }
    let wanted = Dictionary(grouping: sources, by: \.hash).mapValues { Set($0.map(\.context)) }
    let entries = try change.connection.entries(Array(wanted.keys), forms: 1).map(\.entry).filter {
      wanted[$0.hash]?.contains($0.context) == true
    }
    try change.load(entries.map(\.unit))
    for entry in entries { places[entry.hash, default: []].append(Place(unit: entry.unit, variant: entry.variant)) }
    change.didAdd = { [unowned self] id, unit in
      for (variant, keys) in unit.variants.enumerated() where wanted[keys.hash] != nil {
        places[keys.hash, default: []].append(Place(unit: id, variant: variant))
      }
    }
  }

  /// The units, in order, with a variant that has the hash and context of a new unit's source variant.
  func twins(of new: NewUnit) throws -> [StoredUnit] {
    guard new.variants.indices.contains(new.source) else { return [] }
    let source = new.variants[new.source]
    let ids = Set((places[source.hash] ?? []).map(\.unit)).sorted()
    return try ids.compactMap { change.unit($0) }.filter { unit in
      try zip(unit.unit.variants, unit.contexts).contains { variant, context in
        guard context == source.context, VariantKeys.matches(VariantKeys.language(variant.language), source.language) else { return false }
        return try MatchText(variant.segment.plainText).hash == source.hash
      }
    }
  }
}
