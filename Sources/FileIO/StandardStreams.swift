import Glibc

/// Standard input, output and error as the caller left them.
public enum StandardStreams {
  /// Occupies those of the descriptors 0 to 2 that are closed (`2>&-`), so that no file is opened there and gets what is meant for standard error.
  /// Using one still fails, as on a closed descriptor. Call it once, at the start of the program.
  public static func occupyClosed() {
    for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)] {
      // The lowest free number is taken: this one, since those below are occupied by now.
      if fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", mode) }
    }
  }
}
