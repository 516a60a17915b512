import Glibc

/// What every call of the operating system here has in common.
enum SystemCall {
  /// Repeats a call that a signal interrupted. The result is the call's own; below 0, `errno` says why.
  static func persist<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  /// Repeats a call that a signal interrupted, and waits when another program has made the descriptor non-blocking.
  static func persist(on descriptor: Int32, for event: Int32, _ call: () -> Int) -> Int {
    while true {
      let result = persist(call)
      if result >= 0 || errno != EAGAIN { return result }
      var wanted = pollfd(fd: descriptor, events: Int16(event), revents: 0)
      _ = poll(&wanted, 1, -1)
    }
  }

  /// Whether a string can name a file: C would stop reading it at a NUL.
  static func isPath(_ path: String) -> Bool { !path.isEmpty && !path.utf8.contains(0) }

  /// The system's words for an error number, in lower case: `input/output error`.
  static func message(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}
