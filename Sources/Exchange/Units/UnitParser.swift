import Corpus
import TMX

/// Reads one file in one format, from its bytes as they come.
protocol UnitParser {
  /// Takes the next bytes.
  func add(_ bytes: [UInt8]) throws
  /// Takes the end of the file.
  func finish() throws
}

/// Where a parser's units go: the header before them, and a count of what is left out.
final class UnitOutput {
  private let body: (TMXReader.Event) throws -> Void
  private var hasHeader = false
  /// How many entries were left out, by the reason.
  private(set) var leftOut: [String: Int] = [:]

  init(_ body: @escaping (TMXReader.Event) throws -> Void) { self.body = body }

  /// Hands out the header, unless there was one.
  func begin(_ header: @autoclosure () -> TMXHeader) throws {
    guard !hasHeader else { return }
    hasHeader = true
    try body(.header(header()))
  }

  func hand(_ unit: TMXUnit, line: Int) throws { try body(.unit(unit, line: line)) }

  func warn(_ message: String, line: Int, _ kind: TMXNotice.Kind = .warning) throws {
    try body(.notice(TMXNotice(kind, line: line, message)))
  }

  func leaveOut(_ reason: String) { leftOut[reason, default: 0] += 1 }

  func finish(header: () -> TMXHeader) throws { try begin(header()) }
}
