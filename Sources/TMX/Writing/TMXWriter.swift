import Corpus

/// Writes a translation memory in TMX 1.1 to 1.4b (LISA OSCAR, 2005), UTF-8, a unit at a time; memory does not grow with the file.
///
/// What `TMXReader` gives comes back from it as it went in, but for this:
/// - The language attribute is that of the version: `lang` in 1.1 and 1.2, else `xml:lang`. Required attributes of the header that are missing
///   are filled in. In a header, notes and properties precede `ude`s. White space between elements is that of this writer; comments and
///   processing instructions are gone.
/// - Characters that XML forbids (U+0000–U+001F but for tab, LF and CR, U+FFFE, U+FFFF) become U+FFFD and are counted, so that the caller can warn.
/// - Inline elements that the level or the version does not have are left out, see `TMXSegment.adapted(to:level:)`.
///
/// ```swift
/// let writer = try TMXWriter(header: TMXHeader(toolVersion: "1.0", sourceLanguage: .english), sink: sink)
/// for unit in units { try writer.write(unit) }
/// try writer.finish()
/// ```
public final class TMXWriter {
  /// How much of a segment is written.
  public enum Level: Int, Sendable {
    /// Plain text only.
    case one = 1
    /// Text and inline elements.
    case two = 2
  }

  private let header: TMXHeader
  private let level: Level
  private let xml: XMLWriter

  /// Starts a file with its header, whose version is that of the file. Bytes go to `sink` in pieces of about 64 KiB.
  ///
  /// Throws what `sink` throws; so do the other calls.
  public init(header: TMXHeader, level: Level = .two, sink: @escaping ByteSink) throws {
    self.header = header
    self.level = level
    xml = XMLWriter(documentType: (name: "tmx", systemID: header.version.systemID), sink: sink)
    xml.start("tmx", ["version": header.version.rawValue])
    var attributes = header.attributes
    let required = [
      "creationtool": "unknown", "creationtoolversion": "unknown", "segtype": "block", "o-tmf": "unknown", "adminlang": "en",
      "srclang": TMXHeader.allLanguages, "datatype": "unknown",
    ]
    for (name, value) in required.sorted(by: { $0.key < $1.key }) where attributes[name] == nil { attributes[name] = value }
    xml.start("header", language: ("", nil), attributes)
    try write(header.remarks)
    for encoding in header.encodings {
      xml.start("ude", language: ("", nil), encoding.attributes)
      for map in encoding.maps {
        xml.start("map", language: ("", nil), map)
        try xml.end()
      }
      try xml.end()
    }
    try xml.end()
    xml.start("body")
  }

  /// How many characters were replaced by U+FFFD so far.
  public var replacedCharacters: Int { xml.replacedCharacters }

  /// Writes a unit of an alignment: see `TMXUnit.init(_:header:)`.
  public func write(_ unit: TranslationUnit) throws { try write(TMXUnit(unit, header: header)) }

  /// Writes a unit: its notes and properties, then its variants in their order. A unit without variants has no place in TMX and is left out.
  public func write(_ unit: TMXUnit) throws {
    guard !unit.variants.isEmpty else { return }
    xml.start("tu", language: ("", nil), unit.attributes)
    try write(unit.remarks)
    for variant in unit.variants {
      xml.start("tuv", language: (header.version.languageAttribute, variant.language), variant.attributes)
      try write(variant.remarks)
      xml.start("seg")
      let segment = variant.segment.adapted(to: header.version, level: level)
      if let text = segment.text { try xml.end(text) } else { try xml.end(segment.content) }
      try xml.end()
    }
    try xml.end()
  }

  /// Ends the file. Nothing may be written afterwards.
  public func finish() throws { try xml.finish() }

  private func write(_ remarks: [TMXRemark]) throws {
    for remark in remarks {
      xml.start(remark.kind.rawValue, language: (header.version.languageAttribute, remark.language), remark.attributes)
      try xml.end(remark.text)
    }
  }
}
