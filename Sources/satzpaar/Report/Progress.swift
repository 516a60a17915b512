import Corpus
import Synchronization

/// One line on a terminal that says what is going on; nothing anywhere else. Any thread may show something.
final class Progress: Sendable {
  private let isWanted: Bool
  private let isShown = Mutex(false)

  /// Progress is shown on a terminal unless `quiet`.
  init(quiet: Bool) { isWanted = !quiet && StandardError.isTerminal }

  /// Replaces the line. Without automatic wrapping (DECAWM) a terminal that is too narrow cuts it, so that it can be removed.
  func show(_ stage: String) {
    guard isWanted else { return }
    isShown.withLock {
      $0 = true
      StandardError.write("\r\u{1B}[K\u{1B}[?7l\(stage.onOneLine) …\u{1B}[?7h")
    }
  }

  /// Removes the line; do so before anything else is written, standard output included, which may be the same terminal.
  func clear() {
    isShown.withLock { isShown in
      if isShown { StandardError.write("\r\u{1B}[K") }
      isShown = false
    }
  }
}
