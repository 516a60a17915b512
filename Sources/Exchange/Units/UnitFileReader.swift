import Corpus
import TMX

/// Reads the units of a translation memory from a file in any `UnitFormat`, one at a time; memory does not grow with the file.
///
/// What a format says that TMX has no place for stands in properties (`prop`); each format's parser documents them.
///
/// ```swift
/// let summary = try UnitFileReader(file: "de.po").read(chunks: { try input.next() }) { event in
///   if case .unit(let unit, _) = event { store(unit) }
/// }
/// ```
public struct UnitFileReader: Sendable {
  /// What was read and what was not, so that the caller can say so.
  public struct Summary: Hashable, Sendable {
    /// The format that was read.
    public var format: UnitFormat
    /// How many units were handed out.
    public var units = 0
    /// How many entries were left out, by the reason: `untranslated`, `fuzzy`, `obsolete`.
    public var leftOut: [String: Int] = [:]
  }

  /// The file's name in errors; `-` is standard input.
  public var file: String
  /// How it is read.
  public var options: UnitReadingOptions

  /// Makes a reader.
  public init(file: String, options: UnitReadingOptions = UnitReadingOptions()) {
    self.file = file
    self.options = options
  }

  /// Reads a file: its header, then its units with the lines on which they start, with notices between them.
  ///
  /// Throws a `Diagnostic` of kind `malformedInput` with the line when the file cannot be read, after the units before that place have been handed
  /// out; `usage` when its format or columns cannot be told; and what `chunks` and `body` throw.
  /// - Parameters:
  ///   - chunks: Gives the next bytes, about 64 KiB of them, and `nil` at the end.
  ///   - body: Takes what was read.
  public func read(chunks: () throws -> [UInt8]?, _ body: (TMXReader.Event) throws -> Void) throws -> Summary {
    var first: [UInt8]? = []
    while (first?.count ?? 0) < 4096, let chunk = try chunks() { first? += chunk }
    guard let format = options.format ?? UnitFormat(content: first ?? [], path: file) else {
      throw Diagnostic(.usage, file: file, "its format cannot be told", cure: "name it, e.g. with --from po")
    }
    var units = 0
    func next() throws -> [UInt8]? { try first.take().flatMap { $0.isEmpty ? nil : $0 } ?? chunks() }
    func count(_ event: TMXReader.Event) throws {
      if case .unit = event { units += 1 }
      try body(event)
    }
    guard format != .tmx else {
      try TMXReader(file: file, recovers: options.recovers).read(chunks: next, count)
      return Summary(format: format, units: units)
    }
    return try withoutActuallyEscaping(count) { count in
      let output = UnitOutput(count)
      let parser = try parser(of: format, output)
      while let chunk = try next() { try parser.add(chunk) }
      try parser.finish()
      try output.finish(header: { TMXHeader(self.options) })
      return Summary(format: format, units: units, leftOut: output.leftOut)
    }
  }

  private func parser(of format: UnitFormat, _ output: UnitOutput) throws -> any UnitParser {
    switch format {
    case .tmx, .xliff, .xliff2: try XLIFFReading(file: file, options: options, output: output)
    case .po: LineReading(file: file, options: options, output: output, parser: POParser(options: options))
    case .tsv: LineReading(file: file, options: options, output: output, parser: TableParser(file: file, options: options, isQuoted: false))
    case .csv: LineReading(file: file, options: options, output: output, parser: TableParser(file: file, options: options, isQuoted: true))
    case .jsonl: LineReading(file: file, options: options, output: output, parser: JSONLParser(options: options))
    case .beads: LineReading(file: file, options: options, output: output, parser: try BeadsParser(file: file, options: options))
    }
  }
}

extension TMXHeader {
  /// The header of a file that has none.
  init(_ options: UnitReadingOptions) {
    self.init(toolVersion: satzpaarVersion, sourceLanguage: options.languages.source, segmentType: .block)
  }
}
