import Corpus

/// A unit of a translation memory with all that TMX says of it (`tu`).
public struct TMXUnit: Hashable, Sendable {
  /// The attributes: `tuid`, `creationdate`, `srclang` and so on.
  public var attributes: TMXAttributes
  /// The notes and properties, in order.
  public var remarks: [TMXRemark]
  /// The passage in each language, in order; a language may occur more than once.
  public var variants: [TMXVariant]

  /// Makes a unit from its parts.
  public init(attributes: TMXAttributes = [:], remarks: [TMXRemark] = [], variants: [TMXVariant]) {
    self.attributes = attributes
    self.remarks = remarks
    self.variants = variants
  }

  /// The unit of an alignment. Without a variant in the header's source language it names that of its first variant as its own, since TMX wants a
  /// variant in the source language.
  public init(_ unit: TranslationUnit, header: TMXHeader) {
    let languages = unit.variants.map(\.language.description)
    let hasSource = header.sourceLanguage.map { source in languages.contains { $0.lowercased() == source.lowercased() } } ?? true
    self.init(
      attributes: [
        "tuid": unit.id, "creationdate": header.attributes["creationdate"], "srclang": hasSource ? nil : languages.first,
      ],
      remarks: unit.properties.map { TMXRemark(.prop, attributes: ["type": $0.type], text: $0.value) },
      variants: unit.variants.map { TMXVariant(language: $0.language.description, segment: TMXSegment($0.text)) })
  }

  /// The aligner's confidence, 0 to 1 (`prop` of type `x-satzpaar-confidence`); `nil` when the unit has none.
  public var confidence: Double? { remarks.property("x-satzpaar-confidence").flatMap { Double($0) } }
}
