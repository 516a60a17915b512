/// Something about a memory that its reader had to decide, or that a validator found.
public struct TMXNotice: Hashable, Sendable {
  /// What came of it.
  public enum Kind: Hashable, Sendable {
    /// It was read all the same, as the message says.
    case warning
    /// Characters or bytes that XML does not allow were replaced, as the message says.
    case repaired
    /// What starts on this line was left out, which happens only when recovering.
    case skipped
    /// It breaks a rule of TMX: found by `TMXValidator`.
    case violation
  }

  /// What came of it.
  public var kind: Kind
  /// The line, from 1.
  public var line: Int
  /// What is wrong, in lower case and without a final mark.
  public var message: String

  /// Makes a notice from its parts.
  public init(_ kind: Kind, line: Int, _ message: String) {
    self.kind = kind
    self.line = line
    self.message = message
  }
}
