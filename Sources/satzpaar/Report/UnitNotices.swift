import Corpus
import TMX

/// What readers had to decide, on standard error: the first of a run, each a line, and how many more there were.
struct UnitNotices {
  private static let limit = 20
  private var count = 0
  /// How many stretches were skipped.
  private(set) var skipped = 0

  /// Prints a notice, unless there were many.
  mutating func show(_ notice: TMXNotice, file: String, progress: Progress) {
    count += 1
    if notice.kind == .skipped { skipped += 1 }
    guard count <= Self.limit else { return }
    progress.clear()
    StandardError.write("warning: \(Diagnostic(.malformedInput, file: file, at: .line(notice.line), notice.message))\n")
  }

  /// The line "warning: 31 more", when there were more.
  var rest: String { count > Self.limit ? "warning: \(count - Self.limit) more\n" : "" }
}
