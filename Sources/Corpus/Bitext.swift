/// A text and its reference source, segmented and aligned: what every export starts from.
public struct Bitext: Sendable {
  /// One side of a bitext.
  public struct Side: Sendable {
    /// The file's name as the user gave it.
    public var name: String
    /// The language of the sentences.
    public var language: LanguageTag
    /// The sentences in order.
    public var sentences: [Sentence]

    /// Makes a side from its parts.
    public init(name: String, language: LanguageTag, sentences: [Sentence]) {
      self.name = name
      self.language = language
      self.sentences = sentences
    }

    /// The passage of some consecutive sentences on one line, joined by a space; indices outside the side are left out.
    public func passage(_ indices: Range<Int>) -> String {
      sentences[indices.clamped(to: sentences.indices)].lazy.map(\.line).joined(separator: " ")
    }
  }

  /// The German text (of another pair, the first language's).
  public var german: Side
  /// Its English source (of another pair, the second language's).
  public var english: Side
  /// Which sentences belong together; covers both sides.
  public var alignment: Alignment

  /// Makes a bitext from its parts.
  public init(german: Side, english: Side, alignment: Alignment) {
    self.german = german
    self.english = english
    self.alignment = alignment
  }
}
