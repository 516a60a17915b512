import Corpus
import TMX

/// Writes a bitext in any of the export formats. Every sentence of either side comes out exactly once, beads without a counterpart included.
public struct BitextExporter: Sendable {
  /// What the formats need to know beside the bitext.
  public struct Options: Hashable, Sendable {
    /// The version of Satzpaar that writes the file.
    public var toolVersion: String
    /// The language that was translated from, one of the bitext's two; the second side's (English) when it is `nil`.
    public var sourceLanguage: LanguageTag?
    /// Beads with a lower confidence are left out of TMX, never out of another format.
    public var minimumConfidence: Double
    /// When the file is made, for TMX and XLIFF; `nil` leaves it out.
    public var creationDate: Timestamp?

    /// Makes options from their parts.
    public init(toolVersion: String, sourceLanguage: LanguageTag? = nil, minimumConfidence: Double = 0, creationDate: Timestamp? = nil) {
      self.toolVersion = toolVersion
      self.sourceLanguage = sourceLanguage
      self.minimumConfidence = minimumConfidence
      self.creationDate = creationDate
    }
  }

  /// What was written, so that the caller can say so.
  public struct Summary: Hashable, Sendable {
    /// How many beads were written.
    public var beads: Int
    /// How many beads were left out as too weak.
    public var leftOut: Int
    /// How many characters became U+FFFD because the format cannot hold them.
    public var replacedCharacters: Int
  }

  /// The format to write.
  public var format: ExportFormat
  /// What it needs to know.
  public var options: Options

  /// Makes an exporter for a format.
  public init(format: ExportFormat, options: Options) {
    self.format = format
    self.options = options
  }

  /// Writes the bitext; bytes (UTF-8) go to `sink` in pieces of about 64 KiB.
  ///
  /// Throws what `sink` throws; a `Diagnostic` of kind `usage` when the source language is neither of the bitext's, and of kind
  /// `inputOutput` when there is no memory.
  public func write(_ bitext: Bitext, to sink: @escaping ByteSink) throws -> Summary {
    let (german, english) = (bitext.german.language, bitext.english.language)
    if let source = options.sourceLanguage, source != german, source != english {
      throw Diagnostic(.usage, "the source language \(source) is neither \(german) nor \(english)", cure: "give one of the two")
    }
    switch format {
    case .tmx: return try writeTMX(bitext, to: sink)
    case .tsv: return try writeLines(bitext, to: sink, TSVLine.text)
    case .jsonl:
      let moved = MovedCounterparts(bitext.alignment)
      return try writeLines(bitext, to: sink) { bead, bitext in JSONLine.text(bead, of: bitext, moved: moved[bead]) }
    case .beads: return try writeLines(bitext, to: sink) { bead, _ in BeadLine.text(bead) }
    case .xliff: return summary(of: bitext, replaced: try XLIFFDocument(bitext: bitext, options: options).write(to: sink))
    case .html: return summary(of: bitext, replaced: try HTMLDocument(bitext: bitext).write(to: sink))
    }
  }

  private func writeTMX(_ bitext: Bitext, to sink: @escaping ByteSink) throws -> Summary {
    let source = options.sourceLanguage ?? bitext.english.language
    let header = TMXHeader(toolVersion: options.toolVersion, sourceLanguage: source, creationDate: options.creationDate)
    let writer = try TMXWriter(header: header, sink: sink)
    var written = 0
    for unit in bitext.translationUnits(sourceLanguage: source, minimumConfidence: options.minimumConfidence) {
      try writer.write(unit)
      written += 1
    }
    try writer.finish()
    return Summary(beads: written, leftOut: bitext.alignment.beads.count - written, replacedCharacters: writer.replacedCharacters)
  }

  private func writeLines(_ bitext: Bitext, to sink: ByteSink, _ line: (Bead, Bitext) -> String) throws -> Summary {
    var buffer = SinkBuffer()
    for bead in bitext.alignment.beads { try buffer.write(line(bead, bitext) + "\n", to: sink) }
    try buffer.flush(to: sink)
    return summary(of: bitext, replaced: 0)
  }

  private func summary(of bitext: Bitext, replaced: Int) -> Summary {
    Summary(beads: bitext.alignment.beads.count, leftOut: 0, replacedCharacters: replaced)
  }
}
