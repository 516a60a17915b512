import Corpus
import TMX

/// Reads XLIFF 1.0 to 1.2 and 2.0 and 2.1, a unit at a time; memory does not grow with the file.
///
/// - Nothing is loaded that the file refers to, and entities are refused; a unit has at most 100,000 elements, 64 inline elements within each other.
/// - A `trans-unit`, or a `segment` of 2.x, is a unit with `source` and `target` as its variants and `id` as its `tuid` (with the segment's after a
///   point, when there are several); where both sides are cut into `mrk`s of type `seg`, each segment is a unit.
/// - Inline elements: see `XLIFFDecoder`. Notes are notes, of the variant that they annotate; `context`s are properties. Attributes of `trans-unit`,
///   `source` and `target`, and `state` of a `segment`, are properties such as `x-xliff-state`; so are the original file's name and, in 2.x, the
///   codes of `originalData` that inline elements refer to.
/// - Left out: units without a target, unless asked for, which are counted; `alt-trans`, `ignorable`, headers, skeletons, and what has another namespace.
/// - When recovering, what follows a place that is not well-formed is skipped with a notice; the units before it are handed out either way.
final class XLIFFReading: UnitParser {
  private static let tagLimit = 256 << 10

  private let file: String
  private let options: UnitReadingOptions
  private let output: UnitOutput
  private let input: XMLInput
  private let parser: XMLPushParser<XLIFFBuilder>
  private var pending: [UInt8] = []
  private var isBroken = false
  private var source: String?

  init(file: String, options: UnitReadingOptions, output: UnitOutput) throws {
    guard let parser = XMLPushParser(builder: XLIFFBuilder()) else {
      throw Diagnostic(.inputOutput, "cannot read XML", cure: "free some memory")
    }
    (self.file, self.options, self.output, self.parser) = (file, options, output, parser)
    input = XMLInput(replacesInvalid: options.recovers)
  }

  func add(_ bytes: [UInt8]) throws {
    guard !isBroken else { return }
    try convert(bytes, isLast: false)
    var rest = pending[...]
    while !rest.isEmpty, !isBroken {
      parser.feed(rest.prefix(1 << 16))
      rest = rest.dropFirst(1 << 16)
      try settle()
    }
    pending.removeAll(keepingCapacity: true)
  }

  func finish() throws {
    guard !isBroken else { return }
    try convert([], isLast: true)
    parser.feed(pending[...])
    guard parser.fed > 0 else {
      throw Diagnostic(.malformedInput, file: file, "the file is empty", cure: "check that it is an XLIFF file")
    }
    parser.finish()
    try settle()
  }

  private func convert(_ bytes: [UInt8], isLast: Bool) throws {
    do {
      try input.convert(bytes, isLast: isLast, to: &pending)
    } catch var diagnostic as Diagnostic {
      (diagnostic.file, diagnostic.position) = (file, .line(parser.line))
      throw diagnostic
    }
    let replaced = input.takeReplaced()
    if replaced > 0 { try output.warn("\(replaced) bytes that are not \(input.charset) became U+FFFD", line: parser.line, .repaired) }
  }

  private func settle() throws {
    for event in parser.builder.takeEvents() {
      switch event {
      case .notice(let notice): try output.warn(notice.message, line: notice.line)
      case .entry(let entry, let file): try hand(entry, of: file)
      }
    }
    if let fault = parser.fault {
      try fail(fault.isMarkup ? "the XML is not well-formed: \(fault.message)" : fault.message, line: fault.line)
    } else if parser.fed - parser.consumed > Self.tagLimit {
      try fail("a tag or comment of more than \(Self.tagLimit) bytes", line: parser.line)
    } else if parser.fed - parser.builder.unitEnd > options.limit + 1 << 16 {
      try fail("a unit of more than \(options.limit) bytes", line: parser.line)
    }
  }

  private func fail(_ message: String, line: Int) throws {
    guard options.recovers else {
      throw Diagnostic(.malformedInput, file: file, at: .line(line), message, cure: "repair the file, or recover what can be read")
    }
    isBroken = true
    try output.warn("the rest of the file was skipped: \(message)", line: line, .skipped)
  }

  private func hand(_ entry: XLIFFEntry, of file: XLIFFFile) throws {
    let version = parser.builder.version ?? .v12
    let header = file.source ?? options.languages.source.description
    if source == nil {
      source = header
      var first = TMXHeader(options)
      first.attributes["srclang"] = header
      try output.begin(first)
    }
    for unit in XLIFFUnits(entry, of: file, version: version, languages: options.languages).units {
      guard unit.isTranslated || options.untranslated else {
        output.leaveOut("untranslated")
        continue
      }
      guard !unit.unit.variants.isEmpty else {
        output.leaveOut("without a text")
        continue
      }
      var made = unit.unit
      if header != source, made.attributes["srclang"] == nil { made.attributes["srclang"] = header }
      try output.hand(made, line: entry.line)
    }
  }
}
