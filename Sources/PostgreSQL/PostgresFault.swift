import Corpus

/// Turns what a server says is wrong into a `Diagnostic` with its SQLSTATE and a cure
/// (https://www.postgresql.org/docs/15/errcodes-appendix.html).
enum PostgresFault {
  /// The diagnostic of a failed statement or connection.
  /// - Parameters:
  ///   - state: the SQLSTATE; nil when the server did not answer.
  ///   - message: what libpq or the server says.
  ///   - address: the database.
  static func diagnostic(state: String?, message: String, address: PostgresAddress) -> Diagnostic {
    let (kind, cure) = judged(state ?? "08006")
    return Diagnostic(kind, file: address.description, trimmed(message) + (state.map { " [SQLSTATE \($0)]" } ?? ""), cure: cure)
  }

  private static func judged(_ state: String) -> (Diagnostic.Kind, String) {
    switch (state.prefix(2), state) {
    case (_, "3D000"): (.unavailable, "make it with createdb, or name another in the address")
    case (_, "42501"): (.unavailable, "let the database's owner GRANT the right")
    case (_, "53100"): (.inputOutput, "make room on the server's disk; what was done before is kept")
    case (_, "53300"): (.unavailable, "try again later, or raise the server's max_connections")
    case (_, "55P03"), (_, "57014"), ("40", _): (.unavailable, "another program is at work on it; try again later")
    case ("08", _), ("57", _): (.unavailable, "check the address and that the server runs, then do it again; what was finished is kept")
    case ("28", _): (.unavailable, "check the user's name, and give the password in PGPASSWORD or ~/.pgpass")
    case ("XX", _): (.malformedInput, "the database is damaged: restore a backup")
    case ("42", _): (.malformedInput, "the schema is not what satzpaar made: name another with ?schema=NAME")
    case ("53", _), ("58", _): (.inputOutput, "see the server's log")
    default: (.unavailable, "see the server's log")
    }
  }

  /// The first line of libpq's message and the hints after it, on one line.
  private static func trimmed(_ message: String) -> String {
    message.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0.isWhitespace } }.joined(separator: "; ")
  }

  /// Takes apart a message of `PQERRORS_VERBOSE`: `FATAL:  28P01: password authentication failed …` and lines after it that name places in the
  /// server's source. Connections that fail give their SQLSTATE nowhere else. Words before the code are in the server's language.
  static func parts(ofVerbose message: String) -> (state: String?, message: String) {
    var state: String?
    let lines = message.split(whereSeparator: \.isNewline).compactMap { line -> String? in
      if line.hasPrefix("LOCATION:") { return nil }
      var parts = line.split(separator: ":", omittingEmptySubsequences: false)
      guard let index = parts.firstIndex(where: isState) else { return String(line) }
      state = parts.remove(at: index).trimmingPrefix { $0 == " " }.description
      return parts.joined(separator: ":")
    }
    return (state, lines.joined(separator: "\n"))
  }

  private static func isState(_ text: Substring) -> Bool {
    let code = text.utf8.drop { $0 == 0x20 }
    return code.count == 5 && code.first != text.utf8.first && code.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
      && code.contains { (0x30...0x39).contains($0) }
  }
}
