import Corpus
import TMX

extension ImportProgress {
  /// What a store throws when an import is not where the caller thinks it is.
  public static let overtaken = Diagnostic(
    .unavailable, "another program is importing the same file", cure: "let it finish, or import the file anew")
}

extension DuplicatePolicy {
  /// What is to be done with a unit.
  public enum Resolution: Hashable, Sendable {
    /// It is added.
    case add
    /// It takes the place of a unit, and others go too.
    case replace(StoredUnit, others: [StoredUnit])
    /// It becomes one with a unit, which then is this one.
    case merge(StoredUnit, TMXUnit)
  }

  /// What becomes of a new unit.
  /// - Parameter twins: the units, in order, with a variant that has the hash and context of the new unit's source variant.
  public func resolution(of new: NewUnit, among twins: [StoredUnit]) -> Resolution {
    guard new.unit.variants.indices.contains(new.source) else { return .add }
    let source = new.unit.variants[new.source]
    let same = twins.filter { twin in
      zip(twin.unit.variants, twin.contexts).contains { variant, context in
        variant.language == source.language && context == new.variants[new.source].context && variant.segment.isSame(as: source.segment)
      }
    }
    switch self {
    case .keep: return .add
    case .replace:
      // A translation into a language that the new unit does not have must not go with the old one.
      let languages = Set(new.unit.variants.map(\.language))
      let replaced = same.filter { $0.unit.variants.allSatisfy { languages.contains($0.language) } }
      guard let first = replaced.first else { return .add }
      return .replace(first, others: Array(replaced.dropFirst()))
    case .merge:
      guard let twin = same.first(where: { $0.unit.agrees(with: new.unit) }) else { return .add }
      return .merge(twin, twin.unit.merged(with: new.unit))
    }
  }
}

extension TMXUnit {
  /// Whether two units hold the same, byte for byte.
  public func isSame(as other: TMXUnit) -> Bool { UnitCoding.bytes(of: self) == UnitCoding.bytes(of: other) }

  /// Whether two units share a language besides, or as, that of their source, and have the same segments in all languages that they share.
  fileprivate func agrees(with other: TMXUnit) -> Bool {
    let languages = Set(variants.map(\.language)).intersection(other.variants.map(\.language))
    guard languages.count > 1 || Set(variants.map(\.language)) == Set(other.variants.map(\.language)) else { return false }
    return languages.allSatisfy { language in
      func segments(_ unit: TMXUnit) -> Set<[UInt8]> {
        Set(unit.variants.lazy.filter { $0.language == language }.map { Array($0.segment.fragment.utf8) })
      }
      return segments(self) == segments(other)
    }
  }

  /// This unit with what another one has besides: variants, notes and properties, attributes; the later dates, with their users; the larger counts.
  func merged(with other: TMXUnit) -> TMXUnit {
    var merged = self
    merged.attributes = attributes.merged(with: other.attributes)
    merged.remarks += other.remarks.filter { !remarks.contains($0) }
    for variant in other.variants {
      let place = merged.variants.firstIndex { $0.language == variant.language && $0.segment.isSame(as: variant.segment) }
      guard let place else {
        merged.variants.append(variant)
        continue
      }
      let old = merged.variants[place]
      merged.variants[place].attributes = old.attributes.merged(with: variant.attributes)
      merged.variants[place].remarks += variant.remarks.filter { !old.remarks.contains($0) }
    }
    return merged
  }
}

extension TMXSegment {
  /// Whether two segments are the same, tags included, byte for byte.
  fileprivate func isSame(as other: TMXSegment) -> Bool { fragment.utf8.elementsEqual(other.fragment.utf8) }
}

extension TMXAttributes {
  /// These attributes and those that only another unit has; of dates the later one, with its user; of counts the larger one.
  fileprivate func merged(with other: TMXAttributes) -> TMXAttributes {
    var merged = self
    for attribute in other.all where merged[attribute.name] == nil { merged[attribute.name] = attribute.value }
    for (date, user) in [("changedate", "changeid"), ("lastusagedate", nil)] as [(String, String?)] {
      guard let old = self[date: date]?.seconds, let new = other[date: date]?.seconds, new > old else { continue }
      merged[date] = other[date]
      if let user { merged[user] = other[user] }
    }
    if let old = self["usagecount"].flatMap(Int.init), let new = other["usagecount"].flatMap(Int.init), new > old {
      merged["usagecount"] = other["usagecount"]
    }
    return merged
  }
}
