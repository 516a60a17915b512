import TMX

/// What a store's transaction does to units, and what follows from it for every store.
package protocol UnitChanges {
  /// Adds units in the order of their ids.
  func insert(_ new: [NewUnit], file: Int64?) throws
  /// Puts a unit in the place of one.
  func replace(_ old: StoredUnit, by new: NewUnit, file: Int64?) throws
  /// Removes units.
  func remove(_ old: [StoredUnit]) throws
  /// A unit as it goes over one of the memory.
  func prepared(_ unit: StoredUnit) throws -> NewUnit
}

extension UnitChanges {
  /// Does with a new unit what was resolved, and counts it.
  package func take(
    _ unit: NewUnit, of file: Int64, as resolution: DuplicatePolicy.Resolution, counting added: inout AddedUnits
  ) throws {
    switch resolution {
    case .add:
      try insert([unit], file: file)
      added.added += 1
    case .replace(let old, let others):
      try replace(old, by: unit, file: file)
      try remove(others)
      added.replaced += 1
    case .merge(let old, let merged):
      if !merged.isSame(as: old.unit) {
        var changed = old
        changed.unit = merged
        changed.contexts += unit.variants.suffix(max(0, merged.variants.count - old.unit.variants.count)).map { _ in MatchContext() }
        try replace(old, by: prepared(changed), file: old.file)
      }
      added.merged += 1
    }
  }

  /// Writes a unit over the one with its id, which may be gone.
  /// - Returns: the memory's unit where that is newer and stays.
  package func update(_ unit: StoredUnit, over old: StoredUnit?) throws -> StoredUnit? {
    guard let old else { return nil }
    guard old.version == unit.version else { return old }
    try replace(old, by: prepared(unit), file: old.file)
    return nil
  }
}
