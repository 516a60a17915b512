/// The two families of XLIFF, whose elements differ.
enum XLIFFVersion: String {
  /// 1.0 to 1.2 (OASIS, 2008).
  case v12 = "1.2"
  /// 2.0 and 2.1 (OASIS, 2018; ISO 21720).
  case v21 = "2.1"

  /// The namespace.
  var namespace: String { self == .v12 ? "urn:oasis:names:tc:xliff:document:1.2" : "urn:oasis:names:tc:xliff:document:2.0" }

  /// The elements that may stand in a text.
  var inlines: Set<String> {
    self == .v12 ? ["g", "x", "bx", "ex", "bpt", "ept", "ph", "it", "mrk", "sub"] : ["ph", "pc", "sc", "ec", "mrk", "sm", "em", "cp"]
  }

  /// Those of them whose content is text of the document, so that they become a pair of tags.
  var wrappers: Set<String> { self == .v12 ? ["g", "mrk"] : ["pc", "mrk"] }

  /// The element that holds a unit.
  var unit: String { self == .v12 ? "trans-unit" : "unit" }
}
