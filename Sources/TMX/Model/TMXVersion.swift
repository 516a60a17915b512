/// A version of the TMX format; 1.4 stands for 1.4a and 1.4b too, whose files all say `1.4`.
public enum TMXVersion: String, CaseIterable, Comparable, Sendable {
  /// 1998: the language attribute is `lang`, `sub` may stand in a segment, there is no `hi`.
  case v11 = "1.1"
  /// 2000: adds `hi`, and attributes of `sub`.
  case v12 = "1.2"
  /// 2001: the language attribute is `xml:lang`.
  case v13 = "1.3"
  /// 2002 to 2005: `ut` is deprecated.
  case v14 = "1.4"

  /// Whether a version is older than another.
  public static func < (left: TMXVersion, right: TMXVersion) -> Bool { left.rawValue < right.rawValue }

  /// The name of the attribute that holds a language.
  public var languageAttribute: String { self < .v13 ? "lang" : "xml:lang" }

  /// The name of the document type definition: `tmx14.dtd`.
  public var systemID: String { "tmx\(rawValue.filter { $0 != "." }).dtd" }
}
