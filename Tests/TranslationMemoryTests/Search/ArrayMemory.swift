import Corpus
import Synchronization
import TMX

@testable import TranslationMemory

/// A memory in an array, as plain as can be, that finds by looking at everything.
final class ArrayMemory: MemoryStore {
  let name = "array"
  private struct State {
    var revision: Int64 = 0
    var nextID: Int64 = 1
    var units: [(unit: StoredUnit, revision: Int64)] = []
    var removed: [(id: Int64, revision: Int64)] = []
  }
  private let identity: String
  private let state = Mutex(State())

  init(identity: String = "array-1") { self.identity = identity }

  /// Units in order, each variant in the context of the units beside it.
  func add(_ units: [TMXUnit], inContext: Bool = true) throws {
    var new: [StoredUnit] = []
    for (place, unit) in units.enumerated() {
      let contexts = try unit.variants.map { variant in
        func hash(_ offset: Int) throws -> UInt64? {
          guard inContext, units.indices.contains(place + offset) else { return nil }
          return try units[place + offset].variants.first { $0.language == variant.language }.map {
            try MatchText($0.segment.matchPieces).hash
          }
        }
        return MatchContext(previous: try hash(-1), next: try hash(1))
      }
      new.append(StoredUnit(id: 0, unit: unit, version: 1, file: nil, contexts: contexts))
    }
    state.withLock { state in
      state.revision += 1
      for unit in new {
        state.units.append(
          (StoredUnit(id: state.nextID, unit: unit.unit, version: 1, file: nil, contexts: unit.contexts), state.revision))
        state.nextID += 1
      }
    }
  }

  func summary() -> MemorySummary {
    state.withLock {
      MemorySummary(identity: identity, revision: $0.revision, units: $0.units.count, variants: [:], files: 0, unfinished: [])
    }
  }

  func startImport(_ file: ImportedFile, resume: Bool) -> ImportProgress { ImportProgress(file: 1, units: 0) }

  func add(
    _ units: [NewUnit], to progress: ImportProgress, duplicates: DuplicatePolicy, isLast: Bool
  ) throws -> (ImportProgress, AddedUnits) {
    try add(units.map(\.unit))
    return (progress, AddedUnits())
  }

  func files() -> [ImportedFile] { [] }

  var all: [StoredUnit] { state.withLock { $0.units.map(\.unit) } }

  func units(after id: Int64, limit: Int) -> [StoredUnit] { Array(all.filter { $0.id > id }.prefix(limit)) }

  func units(_ ids: [Int64]) -> [StoredUnit] { all.filter { ids.contains($0.id) } }

  func entries(withHashes hashes: [UInt64], language: String) throws -> [StoredEntry] { try entries(hashes, language) { $0.hash } }

  func entries(withHashesWithoutNumbers hashes: [UInt64], language: String) throws -> [StoredEntry] {
    try entries(hashes, language) { $0.hashWithoutNumbers }
  }

  private func entries(_ hashes: [UInt64], _ language: String, _ key: (MatchText) -> UInt64) throws -> [StoredEntry] {
    try all.flatMap { unit in
      try unit.unit.variants.indices.compactMap { place in
        let variant = unit.unit.variants[place]
        let hash = key(try MatchText(variant.segment.matchPieces))
        guard LanguageKey.isIn(variant.language, language), hashes.contains(hash) else { return nil }
        return StoredEntry(unit: unit.id, variant: place, hash: hash, context: unit.contexts[place])
      }
    }
  }

  func changes(since revision: Int64, limit: Int) -> MemoryChanges {
    state.withLock { state in
      let changed = state.units.filter { $0.revision > revision }.sorted { ($0.revision, $0.unit.id) < ($1.revision, $1.unit.id) }
      // Always one revision at a time, so that callers have to ask again.
      let end = min(
        changed.first?.revision ?? state.revision, state.removed.map(\.revision).filter { $0 > revision }.min() ?? state.revision)
      return MemoryChanges(
        revision: end, units: changed.filter { $0.revision <= end }.map(\.unit),
        removed: state.removed.filter { $0.revision > revision && $0.revision <= end }.map(\.id), isLast: end == state.revision)
    }
  }

  func backup(to path: String) {}

  func update(_ units: [StoredUnit]) -> [StoredUnit] {
    state.withLock { state in
      state.revision += 1
      return units.compactMap { unit in
        guard let place = state.units.firstIndex(where: { $0.unit.id == unit.id }) else { return nil }
        guard state.units[place].unit.version == unit.version else { return state.units[place].unit }
        var changed = unit
        changed.version += 1
        state.units[place] = (changed, state.revision)
        return nil
      }
    }
  }

  func remove(_ ids: [Int64]) {
    state.withLock { state in
      state.revision += 1
      state.units.removeAll { ids.contains($0.unit.id) }
      state.removed += ids.map { ($0, state.revision) }
    }
  }

  func concordance(_ query: ConcordanceQuery, after id: Int64, limit: Int) -> [StoredUnit] { [] }
}
