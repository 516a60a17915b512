import Corpus

/// What an alignment must hold: pairs of sentences that share a bead, and whole beads, as a person or another program has settled them.
///
///     var anchors = AlignmentAnchors()
///     anchors.require(german: 12, english: 15)
///     anchors.require(Bead(german: 3..<5, english: 5..<6))
public struct AlignmentAnchors: Hashable, Sendable {
  /// One demand: a pair of sentences in the same bead, or exactly a bead.
  struct Anchor: Hashable, Sendable {
    var german: Range<Int>
    var english: Range<Int>
    var isBead: Bool
    /// Its line in the file, 1-based.
    var line: Int?
  }

  private(set) var anchors: [Anchor] = []
  /// The file that the anchors come from, for messages.
  private(set) var file: String?

  /// Nothing that must hold.
  public init() {}

  /// Requires that a German and an English sentence, by their indices from 0, are in the same bead.
  public mutating func require(german: Int, english: Int) {
    anchors.append(Anchor(german: german..<german + 1, english: english..<english + 1, isBead: false))
  }

  /// Requires exactly a bead, of any type. A null bead says that its sentences have no counterpart; where its empty side stands does not matter.
  public mutating func require(_ bead: Bead) {
    guard bead.german.count + bead.english.count > 0 else { return }
    anchors.append(Anchor(german: bead.german, english: bead.english, isBead: true))
  }

  /// Reads a file of anchors, one a line: `12 15`, sentences that share a bead, or `[3, 4]:[5]`, a whole bead in vecalign's form with or without a
  /// third field, so that an exported bead file is one of anchors too. Indices count from 0; `#` starts a comment; empty lines are skipped.
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name, for messages.
  /// - Throws: a `Diagnostic` `.malformedInput` with the line, 1-based, that is no anchor.
  public init(parsing bytes: [UInt8], file: String) throws {
    self.file = file
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = String(decoding: line, as: UTF8.self).prefix { $0 != "#" }.trimmed
      guard !line.isEmpty else { continue }
      func fail(_ message: String, cure: String) -> Diagnostic {
        Diagnostic(.malformedInput, file: file, at: .line(index + 1), message, cure: cure)
      }
      if let bead = IndexBead(line: line), bead != IndexBead(german: [], english: []) {
        guard let german = bead.german.run, let english = bead.english.run else {
          throw fail("sentences are missing in the bead \(line.prefix(60))", cure: "name neighbours only, as in [3,4]:[5]")
        }
        anchors.append(Anchor(german: german, english: english, isBead: true, line: index + 1))
      } else {
        let numbers = line.split(whereSeparator: \.isWhitespace).map { Int($0) }
        guard numbers.count == 2, let german = numbers[0], let english = numbers[1], min(german, english) >= 0, max(german, english) < .max
        else { throw fail("not an anchor: \(line.prefix(60))", cure: "write it as 12 15 or as [3,4]:[5], indices from 0") }
        anchors.append(Anchor(german: german..<german + 1, english: english..<english + 1, isBead: false, line: index + 1))
      }
    }
  }
}

extension AlignmentAnchors.Anchor: CustomStringConvertible {
  /// As in a file: `12 15` or `[3,4]:[5]`; of long sides only the ends.
  var description: String {
    func list(_ side: Range<Int>) -> String {
      side.count > 4 ? "[\(side.lowerBound),…,\(side.upperBound - 1)]" : "[\(side.map(String.init).joined(separator: ","))]"
    }
    return isBead ? "\(list(german)):\(list(english))" : "\(german.lowerBound) \(english.lowerBound)"
  }
}

extension [Int] {
  /// The range that rising indices fill, `nil` when some are missing in it; an empty one for none.
  fileprivate var run: Range<Int>? {
    guard let first, let last else { return 0..<0 }
    return last - first == count - 1 && last < .max ? first..<last + 1 : nil
  }
}
