import Corpus

/// What a TMX file says about all of its units (TMX 1.4b, `header`).
public struct TMXHeader: Hashable, Sendable {
  /// The kind of passage that a unit holds (`segtype`).
  public enum SegmentType: String, Hashable, Sendable {
    /// Passages as large as the file's maker chose.
    case block
    /// Paragraphs.
    case paragraph
    /// Sentences, or the few that belong together.
    case sentence
    /// Parts of sentences.
    case phrase
  }

  /// The version of Satzpaar that writes the file (`creationtoolversion`).
  public var toolVersion: String
  /// The language that was translated from (`srclang`); `nil` when it differs from unit to unit (`*all*`).
  public var sourceLanguage: LanguageTag?
  /// When the file and its units are made (`creationdate`); `nil` leaves it out.
  public var creationDate: Timestamp?
  /// The kind of passage (`segtype`).
  public var segmentType: SegmentType
  /// The charset that the texts were decoded from (`o-encoding`), by its IANA name; `nil` leaves it out.
  public var originalEncoding: String?

  /// Makes a header from its parts.
  public init(
    toolVersion: String, sourceLanguage: LanguageTag?, creationDate: Timestamp? = nil, segmentType: SegmentType = .sentence,
    originalEncoding: String? = nil
  ) {
    self.toolVersion = toolVersion
    self.sourceLanguage = sourceLanguage
    self.creationDate = creationDate
    self.segmentType = segmentType
    self.originalEncoding = originalEncoding
  }
}
