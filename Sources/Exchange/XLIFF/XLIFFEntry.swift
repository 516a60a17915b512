import TMX

/// What stands in a `trans-unit` (XLIFF 1.2) or a `unit` (2.x), as it is read.
struct XLIFFEntry {
  /// A source and its target.
  struct Segment {
    var attributes: TMXAttributes = [:]
    var source: [XLIFFNode] = []
    var sourceAttributes: TMXAttributes = [:]
    var target: [XLIFFNode]?
    var targetAttributes: TMXAttributes = [:]
  }

  /// A note, a `context` or anything else that tells about the unit.
  struct Remark {
    /// `context-type` or `category`; `nil` for a plain note.
    var type: String?
    /// `source` or `target`, when it is about one of the two.
    var side: String?
    var language: String?
    var text = ""
  }

  var line = 0
  var attributes: TMXAttributes = [:]
  var segments: [Segment] = []
  /// `seg-source`, the source cut into segments.
  var segmented: [XLIFFNode] = []
  var remarks: [Remark] = []
  /// The codes of `originalData`, by their ids, in order.
  var data: [(id: String, text: String)] = []
}

/// What a file says of its units.
struct XLIFFFile {
  /// What the writer says when nothing is known of the original.
  static let unknownOriginal = "satzpaar-memory"

  var source: String?
  var target: String?
  var original: String?
}

/// The types of remarks that carry what XLIFF has no place for: `x-tmx:` and a path.
enum XLIFFPath {
  static let mark = "x-tmx:"
  /// Attributes of the unit.
  static let unitAttribute = "x-tmx:tu."
  /// A property of the unit whose type does not start with `x-`.
  static let property = "x-tmx:prop."

  /// An attribute of a variant; `side` is `source` or `target`.
  static func attribute(_ side: String) -> String { "x-tmx:\(side).tuv." }
  /// A property of a variant.
  static func property(_ side: String) -> String { "x-tmx:\(side).prop." }
  /// The language of a variant, where it is not the file's.
  static func language(_ side: String) -> String { "x-tmx:\(side).language" }

  /// What the types of properties start with that stand for attributes of XLIFF.
  static let xliff = "x-xliff-"
  /// For the types of `context`s that do not start with `x-`.
  static let context = "x-xliff-context-"
  /// For codes of `originalData`.
  static let data = "x-xliff-data-"
  static let original = "x-xliff-original"
  static let segment = "x-xliff-segment"
}
