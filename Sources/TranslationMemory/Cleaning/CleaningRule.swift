/// What can be wrong with a unit of a memory.
public enum CleaningRule: String, CaseIterable, Hashable, Sendable {
  /// A variant has no text, or there is no other language.
  case empty
  /// The same text, with letters, in two languages.
  case identical
  /// A variant is in another script than its language's, or has words of another language and none of its own.
  case language
  /// A variant is much longer or shorter than its counterpart, by what is usual for the two languages.
  case length
  /// The numbers of the variants differ, but for how they are written.
  case numbers
  /// Inline tags that do not pair, or are others than the counterpart's.
  case tags
  /// Brackets that do not pair, while the counterpart's do.
  case brackets
  /// Control characters, or what stands for characters that could not be read.
  case control
  /// UTF-8 that was read as Windows-1252, such as `Ã¤` for `ä`.
  case mojibake
  /// Hardly any letters in any variant.
  case letters
  /// The aligner's confidence is low.
  case confidence
  /// The same variants as an earlier unit's, in the same context.
  case duplicate
}

/// Something that is wrong with a unit.
public struct CleaningFinding: Hashable, Sendable {
  /// The unit's id.
  public var unit: Int64
  /// What kind of fault it is.
  public var rule: CleaningRule
  /// What exactly, in words.
  public var message: String

  /// Makes a finding from its parts.
  public init(unit: Int64, rule: CleaningRule, message: String) {
    self.unit = unit
    self.rule = rule
    self.message = message
  }
}

/// What is looked for.
public struct CleaningOptions: Hashable, Sendable {
  /// The rules that apply.
  public var rules = Set(CleaningRule.allCases)
  /// Units with a lower confidence are found, 0...1; those without any are not.
  public var minimumConfidence = 0.5
  /// So many times as long as usual is too long, from 1. Ten characters more or less never are.
  public var longestRatio = 3.0
  /// The least share of letters in what is not white space, 0...1.
  public var leastLetters = 0.3

  /// The default options: all rules.
  public init() {}
}
