import Corpus

/// Writes a translation memory in TMX 1.4b (LISA OSCAR, 2005), UTF-8, a unit at a time; memory does not grow with the file.
///
/// - A text comes back from an XML parser as it went in, a CR included. Characters that XML forbids (U+0000–U+001F but for tab, LF and CR,
///   U+FFFE, U+FFFF) become U+FFFD and are counted, so that the caller can warn.
/// - A unit without a variant in the header's `srclang` names the language of its first variant as its own `srclang`, since TMX wants
///   a variant in the source language.
///
/// ```swift
/// let writer = try TMXWriter(header: TMXHeader(toolVersion: "1.0", sourceLanguage: .english), sink: sink)
/// for unit in units { try writer.write(unit) }
/// try writer.finish()
/// ```
public final class TMXWriter {
  private let header: TMXHeader
  private let xml: XMLWriter

  /// Starts a file with its header. Bytes go to `sink` in pieces of about 64 KiB.
  ///
  /// Throws what `sink` throws, or a `Diagnostic` of kind `inputOutput` when there is no memory; so do the other calls.
  public init(header: TMXHeader, sink: @escaping ByteSink) throws {
    self.header = header
    xml = try XMLWriter(documentType: (name: "tmx", systemID: "tmx14.dtd"), sink: sink)
    try xml.start("tmx", ["version": "1.4"])
    let attributes: KeyValuePairs = [
      "creationtool": "Satzpaar", "creationtoolversion": header.toolVersion, "segtype": header.segmentType.rawValue, "o-tmf": "Satzpaar",
      "adminlang": "en", "srclang": header.sourceLanguage?.description ?? "*all*", "datatype": "plaintext",
      "o-encoding": header.originalEncoding, "creationdate": header.creationDate?.basic,
    ]
    try xml.element("header", attributes) {}
    try xml.start("body")
  }

  /// How many characters were replaced by U+FFFD so far.
  public var replacedCharacters: Int { xml.replacedCharacters }

  /// Writes a unit: its properties, then its variants in their order. A unit without variants has no place in TMX and is left out.
  public func write(_ unit: TranslationUnit) throws {
    guard let first = unit.variants.first else { return }
    let hasSource = header.sourceLanguage.map { source in unit.variants.contains { $0.language == source } } ?? true
    let attributes: KeyValuePairs = [
      "tuid": unit.id, "creationdate": header.creationDate?.basic, "srclang": hasSource ? nil : first.language.description,
    ]
    try xml.element("tu", attributes) {
      for property in unit.properties { try xml.element("prop", ["type": property.type], text: property.value) }
      for variant in unit.variants {
        try xml.element("tuv", ["xml:lang": variant.language.description]) { try xml.element("seg", text: variant.text) }
      }
    }
  }

  /// Ends the file. Nothing may be written afterwards.
  public func finish() throws { try xml.finish() }
}
