import TMX

/// Finds units that say the same: the same variants in the same context.
///
/// Units are known by hashes of 64 bits; who removes a unit compares it with the one that it repeats first (`isSame`).
public struct DuplicateFinder {
  private let ignoresContext: Bool
  private var firsts: [UInt64: Int64] = [:]

  /// Looks for duplicates.
  /// - Parameter ignoresContext: whether the segments before and after count for nothing.
  public init(ignoresContext: Bool = false) { self.ignoresContext = ignoresContext }

  /// The id of the earlier unit that a unit repeats, as it seems; nil for the first.
  public mutating func first(like unit: StoredUnit) -> Int64? {
    let key = key(of: unit).hashed
    guard let first = firsts[key] else {
      firsts[key] = unit.id
      return nil
    }
    return first
  }

  /// Whether two units say the same.
  public func isSame(_ a: StoredUnit, _ b: StoredUnit) -> Bool { key(of: a) == key(of: b) }

  private struct Key: Hashable {
    struct Variant: Hashable {
      var language: String
      var segment: TMXSegment
      var context: MatchContext
    }
    var variants: [Variant]

    /// By FNV-1a, the same in every run.
    var hashed: UInt64 {
      var sum = FNV1a()
      for variant in variants {
        for text in [variant.language, variant.segment.fragment] {
          sum.add(text.utf8.span)
          sum.add(0)
        }
        for hash in [variant.context.previous, variant.context.next] { sum.add(hash ?? 0) }
      }
      return sum.value
    }
  }

  /// The variants in the order of languages, so that files with another order are no others.
  private func key(of unit: StoredUnit) -> Key {
    let variants = unit.unit.variants.enumerated().map { place, variant in
      let isKnown = !ignoresContext && unit.contexts.indices.contains(place)
      return Key.Variant(
        language: VariantKeys.language(variant.language), segment: variant.segment,
        context: isKnown ? unit.contexts[place] : MatchContext())
    }
    return Key(variants: variants.sorted { ($0.language, $0.segment.fragment) < ($1.language, $1.segment.fragment) })
  }
}
