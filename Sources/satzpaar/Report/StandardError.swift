@preconcurrency import Glibc

/// Standard error: summaries, progress and diagnostics.
enum StandardError {
  /// Whether a person watches: only then is progress shown.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Writes a text at once. A standard error that is closed is no reason to stop.
  static func write(_ text: String) {
    fputs(text, stderr)
    fflush(stderr)
  }
}
