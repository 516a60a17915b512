import Corpus
import TMX

/// What readers had to decide, on standard error: all that was skipped, and the first of the rest, each a line; and how many more there were.
struct UnitNotices {
  private static let most = 20
  private let progress: Progress
  private let isQuiet: Bool
  private var warnings = 0

  /// Quiet ones tell of what was skipped only.
  init(progress: Progress, isQuiet: Bool) { (self.progress, self.isQuiet) = (progress, isQuiet) }

  /// Prints a notice, unless there were many.
  mutating func show(_ notice: TMXNotice, file: String) {
    let isSkip = notice.kind == .skipped
    if !isSkip { warnings += 1 }
    guard isSkip || (!isQuiet && warnings <= Self.most) else { return }
    progress.clear()
    StandardError.write(
      "\(isSkip ? "skipped" : "warning"): \(Diagnostic(.malformedInput, file: file, at: .line(notice.line), notice.message))\n")
  }

  /// The line "warning: 31 more", when there were more.
  var rest: String { !isQuiet && warnings > Self.most ? "warning: \(warnings - Self.most) more\n" : "" }
}
