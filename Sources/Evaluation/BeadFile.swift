import Corpus

/// A file of beads in vecalign's form, one a line: `[0, 1]:[2]`, `[]:[0]` for a sentence without counterpart, with or without a third field `:0.9731`.
///
/// The third field, our confidence or vecalign's cost, is checked to be a number and not kept. Empty lines are skipped.
/// A sentence lies in one bead at most.
public enum BeadFile {
  /// Reads the beads of a file.
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name, for messages.
  /// - Throws: a `Diagnostic` `.malformedInput` with the line, 1-based, that is not a bead, or has a sentence of an earlier one.
  public static func beads(in bytes: [UInt8], file: String) throws -> [IndexBead] {
    var beads: [IndexBead] = []
    var (german, english) = (Set<Int>(), Set<Int>())
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = String(decoding: line, as: UTF8.self).trimmed
      guard !line.isEmpty else { continue }
      guard let bead = IndexBead(line: line) else {
        throw Diagnostic(
          .malformedInput, file: file, at: .line(index + 1), "not a bead: \(line.prefix(60))",
          cure: "write it as [0, 1]:[2], indices rising")
      }
      let repeated =
        bead.german.first { !german.insert($0).inserted }.map { "German sentence \($0)" }
        ?? bead.english.first { !english.insert($0).inserted }.map { "English sentence \($0)" }
      if let repeated {
        throw Diagnostic(.malformedInput, file: file, at: .line(index + 1), "\(repeated) is in two beads", cure: "leave it in one")
      }
      beads.append(bead)
    }
    return beads
  }
}
