/// What is wrong with an input or an output: one line that names the place, the fault and the cure.
///
/// Every error that leaves a module is of this type. The command line turns `kind` into an exit code and prints `description`.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  /// The class of fault. The command line's exit codes follow from it.
  public enum Kind: Hashable, Sendable {
    /// The call is wrong: an option's value, a combination.
    case usage
    /// The data is not what it should be: invalid UTF-8, a binary file, no text.
    case malformedInput
    /// An input is missing or cannot be read.
    case unreadableInput
    /// A service or an optional part is not there.
    case unavailable
    /// The output cannot be created.
    case cannotCreateOutput
    /// Reading or writing failed on the way: a full disk.
    case inputOutput
  }

  /// A place in a file.
  public enum Position: Hashable, Sendable {
    /// A line, 1-based.
    case line(Int)
    /// An offset in bytes from the start of the file, 0-based.
    case byte(Int)
  }

  /// The class of fault.
  public var kind: Kind
  /// The file as the user named it, `-` for standard input; `nil` when no file is at fault.
  public var file: String?
  /// Where in the file.
  public var position: Position?
  /// What is wrong, in lower case and without a final mark.
  public var message: String
  /// What to do about it, an imperative without a final mark.
  public var cure: String?

  /// Makes a diagnostic from its parts.
  public init(_ kind: Kind, file: String? = nil, at position: Position? = nil, _ message: String, cure: String? = nil) {
    self.kind = kind
    self.file = file
    self.position = position
    self.message = message
    self.cure = cure
  }

  /// `file:line: message (cure)`, or `file: byte N: message (cure)`; always one line, since control characters and line separators in names
  /// become spaces.
  public var description: String {
    var text = ""
    if let file { text += file == "-" ? "standard input" : file }
    switch position {
    case .line(let line): text += file == nil ? "line \(line)" : ":\(line)"
    case .byte(let offset): text += (file == nil ? "" : ": ") + "byte \(offset)"
    case nil: break
    }
    text += text.isEmpty ? message : ": \(message)"
    if let cure { text += " (\(cure))" }
    return text.onOneLine
  }
}

extension String {
  /// The text as it can be shown on one line of a terminal: control characters and line separators become spaces.
  public var onOneLine: String {
    String(UnicodeScalarView(unicodeScalars.map { $0.isLineBreak || $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
