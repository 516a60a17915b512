import Corpus

/// Which units of a memory are wanted, and which of their variants. Everything is let through by default.
public struct TMXFilter: Hashable, Sendable {
  /// A property that a unit or one of its variants must have.
  public struct Property: Hashable, Sendable {
    /// The type of the `prop`.
    public var type: String
    /// Its text; `nil` takes any.
    public var text: String?

    /// Makes a condition from its parts.
    public init(type: String, text: String? = nil) {
      self.type = type
      self.text = text
    }
  }

  /// The languages to keep; `de` keeps `de-AT` too. Empty keeps all.
  public var languages: [LanguageTag] = []
  /// The moments, in seconds since 1970, within which a unit was changed last or, when it was never changed, created.
  public var dates: ClosedRange<Int>?
  /// Units with a lower confidence are left out; those without any stay.
  public var minimumConfidence = 0.0
  /// The properties that a unit must have, all of them.
  public var properties: [Property] = []

  /// A filter that lets everything through.
  public init() {}

  /// The unit with the variants that are wanted; `nil` when it is not wanted.
  ///
  /// A unit that loses variants needs two left, or it would translate nothing. When it loses the one in the source language, it names that of its
  /// first variant as its own `srclang`.
  /// - Parameter header: The header of the unit's file, for its `srclang`.
  public func callAsFunction(_ unit: TMXUnit, header: TMXHeader) -> TMXUnit? {
    if let confidence = unit.confidence, confidence < minimumConfidence { return nil }
    if let dates {
      let moments = ([unit.attributes] + unit.variants.map(\.attributes)).compactMap { $0[date: "changedate"] ?? $0[date: "creationdate"] }
      guard let latest = moments.map(\.seconds).max(), dates.contains(latest) else { return nil }
    }
    let remarks = unit.remarks + unit.variants.flatMap(\.remarks)
    let hasAll = properties.allSatisfy { wanted in
      remarks.contains { $0.kind == .prop && $0.attributes["type"] == wanted.type && (wanted.text == nil || wanted.text == $0.text) }
    }
    guard hasAll else { return nil }
    guard !languages.isEmpty else { return unit }
    var kept = unit
    kept.variants.removeAll { !isWanted($0.language) }
    guard kept.variants.count > 1 || kept.variants.count == unit.variants.count, let first = kept.variants.first else { return nil }
    if let source = unit.attributes["srclang"] ?? header.attributes["srclang"], source.lowercased() != TMXHeader.allLanguages,
      unit.variants.contains(where: { $0.language.lowercased() == source.lowercased() }),
      !kept.variants.contains(where: { $0.language.lowercased() == source.lowercased() })
    {
      kept.attributes["srclang"] = first.language
    }
    return kept
  }

  private func isWanted(_ language: String) -> Bool {
    let name = language.replacingUnderscores.lowercased()
    return languages.contains { wanted in
      let wanted = wanted.description.lowercased()
      return name == wanted || name.hasPrefix(wanted + "-")
    }
  }
}

extension String {
  /// `de_AT` as `de-AT`, a slip of many tools.
  fileprivate var replacingUnderscores: String { String(map { $0 == "_" ? "-" : $0 }) }
}
