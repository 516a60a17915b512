/// One line on a terminal that says what is going on; nothing anywhere else.
struct Progress {
  private let isShown: Bool

  /// Progress is shown on a terminal unless `quiet`.
  init(quiet: Bool) { isShown = !quiet && StandardError.isTerminal }

  /// Replaces the line.
  func show(_ stage: String) {
    if isShown { StandardError.write("\r\u{1B}[K\(stage) …") }
  }

  /// Removes the line, before a summary or an error.
  func clear() {
    if isShown { StandardError.write("\r\u{1B}[K") }
  }
}
