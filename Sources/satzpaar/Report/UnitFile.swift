import Corpus
import Exchange
import FileIO
import TMX

/// A file of units that a command reads.
struct UnitFile {
  /// Its path; `-` is standard input.
  var path: String
  /// How it is read.
  var options: UnitReadingOptions

  /// Its name for summaries.
  var name: String { path == "-" ? "standard input" : path.onOneLine }

  /// Reads it, and shows how far it is.
  /// - Parameter verb: what is shown, such as "importing".
  func read(_ verb: String, progress: Progress, _ body: (TMXReader.Event) throws -> Void) throws -> UnitFileReader.Summary {
    let input = try InputFile(path)
    var bytes = 0
    let chunks = { () throws -> [UInt8]? in
      let chunk = try input.next()
      bytes += chunk?.count ?? 0
      progress.update("\(verb) \(name)", done: bytes, of: input.size)
      return chunk
    }
    return try UnitFileReader(file: path, options: options).read(chunks: chunks, body)
  }

  /// "memory.po (po): 12 units, 3 untranslated, 1 fuzzy left out".
  func summary(_ summary: UnitFileReader.Summary) -> String {
    "\(name) (\(summary.format.rawValue)): \(counted(summary.units, "unit"))\(Self.list(summary.leftOut))"
  }

  /// ", 3 untranslated, 1 fuzzy left out"; nothing of nothing.
  static func list(_ leftOut: [String: Int]) -> String {
    guard !leftOut.isEmpty else { return "" }
    return ", " + leftOut.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + " left out"
  }
}

extension UnitTally {
  /// Lines on what a file in a format could not hold; none when it holds all.
  func losses(format: UnitFormat) -> String {
    var text = ""
    for loss in Loss.allCases {
      if let count = losses[loss] { text += "\(format.rawValue) cannot hold all \(loss.rawValue) of \(counted(count, "unit"))\n" }
    }
    if replacedCharacters > 0 { text += "\(counted(replacedCharacters, "character")) that XML forbids replaced by U+FFFD\n" }
    return text
  }
}
