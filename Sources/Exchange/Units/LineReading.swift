import Corpus
import TMX

/// Reads a format that is made of lines.
protocol LineParser {
  /// The charset that the first bytes name; `nil` when they name none.
  static func charset(_ first: [UInt8]) -> String?

  /// Takes a line without its line feed, and its number from 1.
  ///
  /// Throws a `LineFault` when it cannot be read; when recovering, the next line follows all the same.
  mutating func add(_ line: String, number: Int, to output: UnitOutput) throws

  /// Takes the end of the file.
  mutating func finish(_ output: UnitOutput) throws
}

extension LineParser {
  static func charset(_ first: [UInt8]) -> String? { nil }
}

/// What is wrong with a line.
struct LineFault: Error {
  var message: String
  /// The line, when it is not the one that was given last.
  var line: Int?
  var cure: String?
}

/// Cuts a file of text into lines and has them parsed.
final class LineReading<Parser: LineParser>: UnitParser {
  private let file: String
  private let options: UnitReadingOptions
  private let output: UnitOutput
  private var parser: Parser
  private var input: XMLInput?
  private var first: [UInt8] = []
  /// The text that is not parsed yet, in UTF-8.
  private var pending: [UInt8] = []
  /// How many of its bytes hold no line feed.
  private var searched = 0
  private var line = 0
  /// Whether the rest of a line is left out that is too long.
  private var isSkipping = false

  init(file: String, options: UnitReadingOptions, output: UnitOutput, parser: Parser) {
    (self.file, self.options, self.output, self.parser) = (file, options, output, parser)
  }

  func add(_ bytes: [UInt8]) throws { try convert(bytes, isLast: false) }

  func finish() throws {
    try convert([], isLast: true)
    if !pending.isEmpty { try take(pending[...]) }
    try guarded { try parser.finish(output) }
  }

  private func convert(_ bytes: [UInt8], isLast: Bool) throws {
    var bytes = bytes
    if input == nil {
      first += bytes
      guard isLast || first.count >= 4096 else { return }
      input = XMLInput(replacesInvalid: options.recovers, charset: options.charset ?? Parser.charset(first) ?? "UTF-8")
      (bytes, first) = (first, [])
      // An XML declaration means nothing here.
    }
    guard let input else { return }
    do {
      try input.convert(bytes, isLast: isLast, to: &pending)
    } catch var diagnostic as Diagnostic {
      diagnostic.file = file
      diagnostic.position = .line(line + 1 + pending.count { $0 == 0x0A })
      throw diagnostic
    }
    let replaced = input.takeReplaced()
    if replaced > 0 { try output.warn("\(replaced) bytes that are not \(input.charset) became U+FFFD", line: line + 1, .repaired) }
    try cut()
  }

  private func cut() throws {
    var start = 0
    while let end = pending[max(start, searched)...].firstIndex(of: 0x0A) {
      try take(pending[start..<end])
      start = end + 1
    }
    pending.removeFirst(start)
    searched = pending.count
    guard pending.count > options.limit else { return }
    if !isSkipping { try fail(LineFault(message: "a line of more than \(options.limit) bytes", line: line + 1)) }
    isSkipping = true
    (pending, searched) = ([], 0)
  }

  private func take(_ bytes: ArraySlice<UInt8>) throws {
    line += 1
    guard !isSkipping else {
      isSkipping = false
      return
    }
    try guarded {
      guard bytes.count <= options.limit else { throw LineFault(message: "a line of more than \(options.limit) bytes") }
      if let text = String(validating: bytes, as: UTF8.self) { return try parser.add(text, number: line, to: output) }
      guard options.recovers else {
        throw LineFault(message: "bytes that are not UTF-8", cure: "name the charset, e.g. with --encoding windows-1252")
      }
      try output.warn("bytes that are not UTF-8 became U+FFFD", line: line, .repaired)
      try parser.add(String(decoding: bytes, as: UTF8.self), number: line, to: output)
    }
  }

  private func guarded(_ body: () throws -> Void) throws {
    do { try body() } catch let fault as LineFault { try fail(fault) }
  }

  private func fail(_ fault: LineFault) throws {
    let place = fault.line ?? max(1, line)
    guard options.recovers else {
      throw Diagnostic(
        .malformedInput, file: file, at: .line(place), fault.message, cure: fault.cure ?? "repair the file, or recover what can be read")
    }
    try output.warn("this was skipped: \(fault.message)", line: place, .skipped)
  }
}
