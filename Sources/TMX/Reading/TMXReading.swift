import Corpus

/// The reading of one file: feeds the parser, and starts a new one after what is broken.
///
/// The bytes since the last safe point are kept, so that what the parser refuses can be repaired and parsed again, or skipped.
final class TMXReading {
  private let reader: TMXReader
  private let outlet: TMXOutlet
  private let input: XMLInput
  private var parser: XMLPushParser<TMXBuilder>

  /// The bytes from the last safe point on.
  private var pending: [UInt8] = []
  /// How many of them the parser has been given.
  private var fed = 0
  /// Where the pending bytes start for the parser.
  private var origin = 0
  /// The line on which they start.
  private var line = 1
  /// Up to where they have been repaired.
  private var repaired = 0
  /// Why the parser can go no further; until the broken stretch is complete, bytes are only gathered.
  private var fault: XMLScan.Fault?
  /// The line on which a stretch starts whose first part has been thrown away, since it is too long to keep.
  private var discardedFrom: Int?
  /// Up to where the pending bytes hold no end of the broken unit.
  private var searched = 0
  /// How much the parser is given at once: little after a fault, since the rest of a piece is lost when there is one.
  private var pieceSize = TMXReading.fullPiece

  private static let (smallPiece, fullPiece) = (1 << 10, 1 << 16)
  private static let bodyStart = Array("<tmx><body>".utf8)

  init(_ reader: TMXReader, conformance: TMXConformance?, _ body: @escaping (TMXReader.Event) throws -> Void) throws {
    self.reader = reader
    outlet = TMXOutlet(body)
    input = XMLInput(replacesInvalid: reader.recovers)
    parser = try Self.parser(TMXBuilder(limits: reader.limits, conformance: conformance, outlet: outlet))
  }

  private static func parser(_ builder: TMXBuilder) throws -> XMLPushParser<TMXBuilder> {
    guard let parser = XMLPushParser(builder: builder) else {
      throw Diagnostic(.inputOutput, "cannot read XML", cure: "free some memory")
    }
    return parser
  }

  /// What has been checked.
  var conformance: TMXConformance? { parser.builder.conformance }

  /// Takes the next bytes of the file.
  func add(_ bytes: [UInt8]) throws {
    // Little enough to stay in the processor's cache, and to have little to move when units are complete.
    for start in stride(from: 0, to: bytes.count, by: Self.fullPiece) {
      try convert(bytes[start..<min(bytes.count, start + Self.fullPiece)], isLast: false)
      try go(isLast: false)
    }
  }

  /// Takes the end of the file.
  func finish() throws {
    try convert([], isLast: true)
    if pending.isEmpty, parser.fed == 0 { throw notTMX("the file is empty") }
    try go(isLast: true)
    if !outlet.hasContent { throw notTMX("this is not a translation memory") }
  }

  private func notTMX(_ message: String) -> Diagnostic {
    Diagnostic(.malformedInput, file: reader.file, message, cure: "check that it is a TMX file")
  }

  private func convert(_ bytes: ArraySlice<UInt8>, isLast: Bool) throws {
    do {
      try input.convert(bytes, isLast: isLast, to: &pending)
    } catch var diagnostic as Diagnostic {
      diagnostic.file = reader.file
      diagnostic.position = .line(parser.line)
      throw diagnostic
    }
    let replaced = input.takeReplaced()
    if replaced > 0 {
      try hand(TMXNotice(.repaired, line: parser.line, "\(replaced) bytes that are not \(input.charset) became U+FFFD"))
    }
  }

  /// Parses all that is pending.
  private func go(isLast: Bool) throws {
    while true {
      while fault == nil, fed < pending.count { try feed() }
      if fault == nil, isLast {
        parser.finish()
        try settle()
        if fault == nil { parser.builder.finish() }
        try check()
      }
      guard fault != nil, try resolve(isLast: isLast) else { return }
    }
  }

  private func feed() throws {
    let end = min(pending.count, fed + pieceSize)
    parser.feed(pending[fed..<end])
    fed = end
    pieceSize = min(2 * pieceSize, Self.fullPiece)
    try settle()
    guard fault == nil else { return }
    if fed > reader.limits.unit {
      fault = XMLScan.Fault(message: "a unit of more than \(reader.limits.unit) bytes", line: line, isMarkup: false)
    } else if parser.fed - parser.consumed > reader.limits.tag {
      fault = XMLScan.Fault(message: "a tag or comment of more than \(reader.limits.tag) bytes", line: parser.line, isMarkup: false)
    }
  }

  /// Takes what the parser has completed, and forgets its bytes.
  private func settle() throws {
    if let point = parser.builder.safePoint {
      drop(point.offset - origin)
      (origin, line) = (point.offset, point.line)
    }
    fault = parser.fault
    try check()
  }

  private func drop(_ count: Int) {
    pending.removeFirst(min(count, pending.count))
    fed = max(0, fed - count)
    repaired = max(0, repaired - count)
  }

  // MARK: - What is broken

  /// Repairs or skips the broken stretch.
  /// - Returns: whether parsing can go on; if not, the rest of the stretch is still to come, or this is the end.
  private func resolve(isLast: Bool) throws -> Bool {
    guard let fault else { return true }
    // Only markup can be repaired; what is too long or too deep stays so.
    guard fault.isMarkup || reader.recovers else { throw diagnostic(fault) }
    guard let stretch = brokenStretch(isLast: isLast) else {
      if pending.count > reader.limits.unit || discardedFrom != nil {
        guard reader.recovers else { throw diagnostic(fault) }
        discardedFrom = discardedFrom ?? line
        skipBytes(pending.count - 16)
      }
      return false
    }
    if fault.isMarkup, discardedFrom == nil, repaired < stretch.upperBound {
      let repair = XMLRepair(pending[stretch], line: line, isThorough: reader.recovers)
      if !repair.notices.isEmpty {
        pending.replaceSubrange(stretch, with: repair.bytes)
        repaired = repair.bytes.count
        for notice in repair.notices { try hand(notice) }
        try restart(intoBody: parser.builder.isInBody)
        return true
      }
    }
    guard reader.recovers else { throw diagnostic(fault) }
    try skip(stretch, fault)
    // At the end of the file there is nothing left that a new parser could read.
    guard !(isLast && pending.isEmpty) else {
      self.fault = nil
      return false
    }
    try restart(intoBody: true)
    return true
  }

  /// The pending bytes up to the end of the unit, or of what stands before the body, that holds the fault; `nil` when its end is still to come.
  private func brokenStretch(isLast: Bool) -> Range<Int>? {
    var end: Int?
    if discardedFrom != nil {
      end = UnitBoundaries.unitEnd(in: pending, from: 0)
    } else if !parser.builder.isInBody {
      end = UnitBoundaries.body(in: pending) ?? UnitBoundaries.unitStart(in: pending, from: 0)
    } else if let start = UnitBoundaries.unitStart(in: pending, from: 0) {
      end = UnitBoundaries.unitEnd(in: pending, from: max(start + 3, searched))
    }
    // The next search goes on here, but for a tag that is not complete yet.
    searched = end == nil ? max(0, pending.count - 16) : 0
    return (end ?? (isLast ? pending.count : nil)).map { 0..<$0 }
  }

  private func skip(_ stretch: Range<Int>, _ fault: XMLScan.Fault) throws {
    let start = UnitBoundaries.unitStart(in: pending, from: 0).flatMap { $0 < stretch.upperBound ? $0 : nil }
    var count = stretch.upperBound
    let what: String
    var place = line + lines(pending.prefix(start ?? 0))
    if let discardedFrom {
      (what, place) = ("a unit", discardedFrom)
    } else if !parser.builder.isInBody {
      (what, place) = ("the header", line)
    } else if let start, pending[..<start].contains(where: { $0 > 0x20 }) {
      // What stands before the unit may be what is broken: the unit gets a chance of its own.
      (what, place, count) = ("text between units", line, start)
    } else {
      what = start == nil ? "the end of the file" : "a unit"
    }
    discardedFrom = nil
    skipBytes(count)
    try hand(TMXNotice(.skipped, line: place, "\(what) was skipped: line \(fault.line): \(fault.message)"))
  }

  private func skipBytes(_ count: Int) {
    line += lines(pending.prefix(count))
    pending.removeFirst(min(count, pending.count))
    repaired = max(0, repaired - count)
    searched = 0
  }

  /// Starts a new parser on the pending bytes.
  private func restart(intoBody: Bool) throws {
    parser.builder.restart()
    parser = try Self.parser(parser.builder)
    origin = 0
    if intoBody {
      parser.feed(Self.bodyStart[...])
      origin = Self.bodyStart.count
      parser.builder.safePoint = nil
    }
    parser.line = line
    (fed, fault, pieceSize) = (0, nil, Self.smallPiece)
  }

  private func lines(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == 0x0A } }

  private func diagnostic(_ fault: XMLScan.Fault) -> Diagnostic {
    Diagnostic(
      .malformedInput, file: reader.file, at: .line(fault.line),
      fault.isMarkup ? "the XML is not well-formed: \(fault.message)" : fault.message,
      cure: "repair the file, or recover what can be read")
  }

  // MARK: - What is handed out

  private func hand(_ notice: TMXNotice) throws {
    outlet.hand(notice)
    try check()
  }

  /// Throws what the receiver has thrown.
  private func check() throws { if let error = outlet.error { throw error } }

  /// Reads a segment from the XML that stands in its `seg`.
  static func segment(_ fragment: String) throws -> TMXSegment {
    var result: TMXSegment?
    var document: [UInt8]? = Array("<tmx><body><tu><tuv xml:lang=\"und\"><seg>\(fragment)</seg></tuv></tu></body></tmx>".utf8)
    try TMXReader(file: "segment").read(
      chunks: { document.take() },
      { event in
        if case .unit(let unit, _) = event { result = unit.variants.first?.segment }
      })
    guard let result else { throw Diagnostic(.malformedInput, "this is not the XML of a segment") }
    return result
  }
}
