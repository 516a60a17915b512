import Corpus
import TMX

/// Writes units in any `UnitFormat`, UTF-8, one at a time; memory does not grow with the file, but for 16 bytes a unit of a catalogue (PO).
///
/// What a format cannot hold is left out and counted, see `UnitTally`:
/// - TMX and JSONL hold all of a unit; JSONL of the header only the source language.
/// - XLIFF holds two variants with their tags, notes and properties, and all attributes.
/// - PO holds two variants as plain text, notes, and the properties that `POParser` makes.
/// - TSV and CSV hold two variants as plain text, the id, the confidence and the first note. In TSV tabs and line breaks become spaces.
/// - Bead files hold two variants as plain text on one line, and the confidence.
///
/// ```swift
/// let writer = try UnitFileWriter(format: .po, header: header, sink: sink)
/// for unit in units { try writer.write(unit) }
/// let tally = try writer.finish()
/// ```
public final class UnitFileWriter {
  /// How units are written.
  public struct Options {
    /// The language of the translations and that of their source, in formats that hold a pair; `nil` takes those of the header and the first unit.
    public var languages: (translation: LanguageTag, source: LanguageTag)?
    /// Whether inline elements are written, in TMX and XLIFF.
    public var level = TMXWriter.Level.two
    /// Where the sentences of a bead file go.
    public var sentences: (german: ByteSink, english: ByteSink)?

    /// The options as they are described.
    public init() {}
  }

  private let format: UnitFormat
  private let header: TMXHeader
  private let options: Options
  private let sink: ByteSink
  private var emitter: (any UnitEmitter)?
  private var units = 0

  /// Starts a file. The header's version is that of TMX; its source language decides which variant is the source.
  ///
  /// Throws a `Diagnostic` of kind `usage` when a bead file has no place for its sentences, and what `sink` throws; so do the other calls.
  public init(format: UnitFormat, header: TMXHeader, options: Options = Options(), sink: @escaping ByteSink) throws {
    (self.format, self.header, self.options, self.sink) = (format, header, options, sink)
    if format == .beads, options.sentences == nil {
      throw Diagnostic(.usage, "a bead file has no place for its sentences", cure: "name two files, e.g. with --sentences-to de.txt,en.txt")
    }
  }

  /// Writes a unit.
  public func write(_ unit: TMXUnit) throws {
    try begin(unit).write(unit)
    units += 1
  }

  /// Ends the file and says what was written. Nothing may be written afterwards.
  public func finish() throws -> UnitTally {
    let emitter = try begin(nil)
    try emitter.finish()
    var tally = emitter.tally
    tally.units = units - tally.leftOut.values.reduce(0, +)
    return tally
  }

  private func begin(_ first: TMXUnit?) throws -> any UnitEmitter {
    if let emitter { return emitter }
    let pair = UnitPair(options.languages, header: header, first: first)
    let new: any UnitEmitter =
      switch format {
      case .tmx: try TMXEmitter(header: header, level: options.level, sink: sink)
      case .xliff: try XLIFFEmitter(version: .v12, header: header, pair: pair, level: options.level, sink: sink)
      case .xliff2: try XLIFFEmitter(version: .v21, header: header, pair: pair, level: options.level, sink: sink)
      case .po: try POEmitter(header: header, pair: pair, sink: sink)
      case .tsv: try TableEmitter(isQuoted: false, pair: pair, sink: sink)
      case .csv: try TableEmitter(isQuoted: true, pair: pair, sink: sink)
      case .jsonl: JSONLEmitter(header: header, sink: sink)
      case .beads: BeadsEmitter(pair: pair, sink: sink, german: options.sentences?.german, english: options.sentences?.english)
      }
    emitter = new
    return new
  }
}
