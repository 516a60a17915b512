/// A unit of a translation memory: the same passage in two or more languages (TMX `tu`).
public struct TranslationUnit: Hashable, Sendable {
  /// Identifies the unit within its file (TMX `tuid`).
  public var id: String
  /// The passage in each language (TMX `tuv`).
  public var variants: [Variant]
  /// Named values (TMX `prop`), in order.
  public var properties: [Property]

  /// Makes a unit from its parts.
  public init(id: String, variants: [Variant], properties: [Property] = []) {
    self.id = id
    self.variants = variants
    self.properties = properties
  }
}

/// A passage in one language.
public struct Variant: Hashable, Sendable {
  /// The language of `text`.
  public var language: LanguageTag
  /// The passage, plain text.
  public var text: String

  /// Makes a variant from its parts.
  public init(language: LanguageTag, text: String) {
    self.language = language
    self.text = text
  }
}

/// A named value of a unit.
public struct Property: Hashable, Sendable {
  /// The name; names of our own start with `x-satzpaar-`.
  public var type: String
  /// The value, plain text.
  public var value: String

  /// Makes a property from its parts.
  public init(type: String, value: String) {
    self.type = type
    self.value = value
  }
}
