import Corpus

/// Reads translation memories in TMX 1.1 to 1.4b a unit at a time; memory does not grow with the file.
///
/// - Charsets: UTF-8, UTF-16 in either order, and what the XML declaration names.
/// - Nothing is loaded that the file refers to, and entities are refused, so that no file can make the reader fetch or expand anything.
/// - Slips that leave no doubt are read with a warning: names and `segtype` in capitals, `lang` for `xml:lang`, a missing language (`und`),
///   version or header, unknown elements and attributes with a prefix (left out; unknown elements of a segment leave their text), attributes
///   of `seg` and `body` (left out).
/// - Comments and processing instructions are left out.
/// - Characters that XML forbids, raw or as a reference such as `&#x1F;`, become U+FFFD with a warning; a pair of references to surrogates
///   becomes the character that it stands for.
/// - All else that is not well-formed is an error, or, when recovering, is skipped unit by unit. Recovering also turns bytes that are not text
///   into U+FFFD, and a lone `&` or `<` into text.
///
/// ```swift
/// try TMXReader(file: "memory.tmx").read(chunks: { try input.next() }) { event in
///   if case .unit(let unit, _) = event { store(unit) }
/// }
/// ```
public struct TMXReader: Sendable {
  /// What comes out of a file, in its order: the header, then units, with notices between them.
  public enum Event: Sendable {
    /// The header; exactly one, before the first unit.
    case header(TMXHeader)
    /// A unit and the line on which it starts, from 1.
    case unit(TMXUnit, line: Int)
    /// Something to warn of.
    case notice(TMXNotice)
  }

  /// What a file may ask of the reader. A unit beyond a limit is an error, or is skipped when recovering.
  public struct Limits: Hashable, Sendable {
    /// The most bytes of a unit or of the header, in UTF-8.
    public var unit = 16 << 20
    /// The most bytes of a tag or a comment.
    public var tag = 256 << 10
    /// The most elements within each other.
    public var depth = 64
    /// The most elements in a unit or in the header.
    public var elements = 100_000

    /// The limits as they are described.
    public init() {}
  }

  /// The file's name in errors.
  public var file: String
  /// Whether to salvage what can be read of a damaged file; every unit that is skipped is told in a notice.
  public var recovers: Bool
  /// What a file may ask for.
  public var limits: Limits

  /// Makes a reader.
  /// - Parameter file: The file's name in errors; `-` is standard input.
  public init(file: String, recovers: Bool = false, limits: Limits = Limits()) {
    self.file = file
    self.recovers = recovers
    self.limits = limits
  }

  /// Reads a file.
  ///
  /// Throws a `Diagnostic` of kind `malformedInput` with the line when the file cannot be read, after the units before that place have been handed
  /// out; and what `chunks` and `body` throw.
  /// - Parameters:
  ///   - chunks: Gives the next bytes, about 64 KiB of them, and `nil` at the end.
  ///   - body: Takes what was read.
  public func read(chunks: () throws -> [UInt8]?, _ body: (Event) throws -> Void) throws {
    _ = try read(conformance: nil, chunks: chunks, body)
  }

  /// Reads a file, and checks it on the way.
  /// - Returns: what has checked it.
  func read(conformance: TMXConformance?, chunks: () throws -> [UInt8]?, _ body: (Event) throws -> Void) throws
    -> TMXConformance?
  {
    try withoutActuallyEscaping(body) { body in
      let reading = try TMXReading(self, conformance: conformance, body)
      while let chunk = try chunks() { try reading.add(chunk) }
      try reading.finish()
      return reading.conformance
    }
  }

  /// Reads a file whole: fit for small ones.
  ///
  /// Throws a `Diagnostic` of kind `malformedInput` when the file cannot be read.
  public func read(_ bytes: [UInt8]) throws -> (header: TMXHeader, units: [TMXUnit], notices: [TMXNotice]) {
    var result = (header: TMXHeader(attributes: [:]), units: [TMXUnit](), notices: [TMXNotice]())
    var rest = bytes[...]
    let chunks = { () -> [UInt8]? in
      defer { rest = rest.dropFirst(1 << 16) }
      return rest.isEmpty ? nil : Array(rest.prefix(1 << 16))
    }
    try read(chunks: chunks) { event in
      switch event {
      case .header(let header): result.header = header
      case .unit(let unit, _): result.units.append(unit)
      case .notice(let notice): result.notices.append(notice)
      }
    }
    return result
  }
}
