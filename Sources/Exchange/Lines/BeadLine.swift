import Corpus

/// A bead in vecalign's form with its confidence: `[0]:[0,1]:0.9731`, German before English, indices from 0, `[]` for an empty side.
enum BeadLine {
  /// The line, without its end.
  static func text(_ bead: Bead) -> String { "[\(bead.german.list)]:[\(bead.english.list)]:\(bead.confidenceText)" }
}

extension Collection<Int> {
  /// The indices, set apart by commas: `3,4`.
  var list: String { lazy.map(String.init).joined(separator: ",") }
}
