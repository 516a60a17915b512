/// What to look for in a memory's texts.
public struct ConcordanceQuery: Hashable, Sendable {
  /// How the text is looked for.
  public enum Form: String, CaseIterable, Sendable {
    /// All of the words, in any order, in any inflection (German and English stems).
    case words
    /// The words side by side in this order, as they are but for case.
    case phrase
    /// These characters anywhere, but for case.
    case substring
    /// A regular expression of ICU's, with a time limit.
    case regex
  }

  /// What is looked for.
  public var text: String
  /// How.
  public var form: Form
  /// The language of the variants to look into; all when nil.
  public var language: String?

  /// Makes a query from its parts.
  public init(_ text: String, form: Form = .words, language: String? = nil) {
    self.text = text
    self.form = form
    self.language = language
  }
}
