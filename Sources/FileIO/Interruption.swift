import Glibc

/// What happens on Ctrl-C and its like: unfinished outputs are removed, then the program ends with 128 + the signal's number, 130 for Ctrl-C.
public enum Interruption {
  /// Takes over SIGINT, SIGTERM and SIGHUP, and ignores SIGPIPE, which `OutputFile` sees as `isAbandoned`. Call it once, at the start of the
  /// program, before any output is opened. A signal that is ignored already (`nohup`) stays ignored; one that the caller only blocked does not.
  public static func removeUnfinishedOutputs() {
    TemporaryFile.removeAll()  // Initialises the table: the handler must not.
    signal(SIGPIPE, SIG_IGN)
    var blocked = sigset_t()
    sigemptyset(&blocked)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      sigaddset(&blocked, number)
      var current = sigaction()
      sigaction(number, nil, &current)
      let isIgnored = unsafeBitCast(current.__sigaction_handler.sa_handler, to: Int.self) == 1
      if !isIgnored {
        signal(number) { number in
          TemporaryFile.removeAll()
          // The shell's prompt shall not follow a line of progress.
          if isatty(STDERR_FILENO) == 1 { write(STDERR_FILENO, "\n", 1) }
          _exit(128 + number)
        }
      }
    }
    pthread_sigmask(SIG_UNBLOCK, &blocked, nil)
  }
}
