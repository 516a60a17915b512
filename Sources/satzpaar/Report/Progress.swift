import Corpus
import Synchronization

/// One line on a terminal that says what is going on; nothing anywhere else. Any thread may show something.
final class Progress: Sendable {
  private let isWanted: Bool
  private let isShown = Mutex(false)
  private let lastUpdate = Mutex(ContinuousClock.now)

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

  /// Replaces the line by a stage with its share of some bytes, or their number when nobody knows how many there are; at most ten times a second.
  func update(_ stage: String, done: Int, of total: Int?) {
    guard isWanted,
      lastUpdate.withLock({ last in
        guard ContinuousClock.now - last > .milliseconds(100) else { return false }
        last = .now
        return true
      })
    else { return }
    show(total.map { "\(stage): \($0 > 0 ? min(done, $0) * 100 / $0 : 100) %" } ?? "\(stage): \(done >> 20) MiB")
  }

  /// Removes the line; do so before anything else is written, standard output included, which may be the same terminal.
  func clear() {
    isShown.withLock { isShown in
      if isShown { StandardError.write("\r\u{1B}[K") }
      isShown = false
    }
  }
}
