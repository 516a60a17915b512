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

  /// The version of the format.
  public var version: TMXVersion
  /// The attributes: `creationtool`, `srclang` and so on.
  public var attributes: TMXAttributes
  /// The notes and properties, in order.
  public var remarks: [TMXRemark]
  /// The user-defined encodings, in order.
  public var encodings: [TMXUserEncoding]

  /// Makes a header from its parts.
  public init(version: TMXVersion = .v14, attributes: TMXAttributes, remarks: [TMXRemark] = [], encodings: [TMXUserEncoding] = []) {
    self.version = version
    self.attributes = attributes
    self.remarks = remarks
    self.encodings = encodings
  }

  /// The header of a memory that Satzpaar makes.
  /// - Parameters:
  ///   - toolVersion: The version of Satzpaar that writes the file (`creationtoolversion`).
  ///   - sourceLanguage: The language that was translated from (`srclang`); `nil` when it differs from unit to unit (`*all*`).
  ///   - creationDate: When the file and its units are made (`creationdate`); `nil` leaves it out.
  ///   - segmentType: The kind of passage (`segtype`).
  ///   - originalEncoding: The charset that the texts were decoded from (`o-encoding`), by its IANA name; `nil` leaves it out.
  public init(
    toolVersion: String, sourceLanguage: LanguageTag?, creationDate: Timestamp? = nil, segmentType: SegmentType = .sentence,
    originalEncoding: String? = nil
  ) {
    self.init(attributes: [
      "creationtool": "Satzpaar", "creationtoolversion": toolVersion, "segtype": segmentType.rawValue, "o-tmf": "Satzpaar",
      "adminlang": "en", "srclang": sourceLanguage?.description ?? Self.allLanguages, "datatype": "plaintext",
      "o-encoding": originalEncoding, "creationdate": creationDate?.basic,
    ])
  }

  /// What `srclang` says when any language may be the source.
  public static let allLanguages = "*all*"

  /// The language that was translated from, as written (`srclang`); `nil` when it is missing or any (`*all*`).
  public var sourceLanguage: String? { attributes["srclang"].flatMap { $0.lowercased() == Self.allLanguages ? nil : $0 } }
}
