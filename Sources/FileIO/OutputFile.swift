import Corpus
import Glibc

/// An output that is whole or not there: bytes go to a temporary file in the target's folder, which `commit()` renames to the target.
///
/// Without `commit()`, after an error, and on an interrupt (see `Interruption`) the temporary file is removed and an older target stays as it
/// was. What cannot be renamed is written straight: standard output, devices, pipes. A symbolic link is followed and stays a link. The target's
/// permissions are kept; a new file gets those of the umask.
///
/// When the reader of a pipe has gone, no error is thrown: see `isAbandoned`. Not thread-safe: one task writes.
///
///     let output = try OutputFile("kim-putin.tmx")
///     try output.write("<tmx/>")
///     try output.commit()
public final class OutputFile {
  /// The name to show in messages.
  public let name: String
  /// Whether the reader of the pipe has gone (`satzpaar … | head`). All further output is dropped; the caller may stop early and quietly.
  public private(set) var isAbandoned = false

  /// Whether it goes to a terminal, which may show progress too.
  public var isTerminal: Bool { descriptor.map { isatty($0) == 1 } ?? false }

  private static let bufferSize = 1 << 16
  private let target: OutputTarget
  private var descriptor: Int32?
  private var buffer: [UInt8] = []
  private var failure: Diagnostic?

  /// Opens the output.
  /// - Parameters:
  ///   - path: a path as the user gave it; `nil`, `-` and `/dev/stdout` are standard output.
  ///   - inputs: files that the output must not replace, by paths as for `InputFile.read`; links to the same file are seen.
  /// - Throws: a `Diagnostic` `.cannotCreateOutput` when the target is a folder or write-protected, or its folder is missing or not writable;
  ///   `.usage` when it is one of the inputs.
  public init(_ path: String?, inputs: [String] = []) throws {
    if let path, path != "-", path != "/dev/stdout" {
      name = path
      (target, descriptor) = try OutputTarget.open(path, inputs: inputs)
    } else {
      name = "standard output"
      (target, descriptor) = (.straight, STDOUT_FILENO)
    }
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  deinit { discard() }

  /// Writes a text in UTF-8.
  /// - Throws: a `Diagnostic` `.inputOutput` when the disk is full or fails; the output is then given up.
  public func write(_ text: String) throws { try write(text.utf8) }

  /// Writes bytes.
  /// - Throws: a `Diagnostic` `.inputOutput` when the disk is full or fails; the output is then given up.
  public func write(_ bytes: some Sequence<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Hands over what is buffered, so that the reader of a pipe gets it now.
  /// - Throws: a `Diagnostic` `.inputOutput` when the disk is full or fails; the output is then given up.
  public func flush() throws {
    if let failure { throw failure }
    defer { buffer.removeAll(keepingCapacity: true) }
    guard let descriptor else { return }
    var written = 0
    while written < buffer.count, !isAbandoned {
      let count = SystemCall.persist(on: descriptor, for: POLLOUT) {
        buffer.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written) }
      }
      switch (count, errno) {
      case (0..., _): written += count
      case (_, EPIPE): isAbandoned = true
      case (_, let code): throw giveUp(code)
      }
    }
  }

  /// Writes the rest and puts the file in its place. Nothing can be written after it; a second call does nothing.
  /// - Throws: a `Diagnostic` `.inputOutput` when the disk is full or fails; the output is then given up.
  public func commit() throws {
    try flush()
    guard let open = descriptor else { return }
    if case .temporary(let temporary, let final) = target {
      guard SystemCall.persist({ fsync(open) }) == 0 else { throw giveUp(errno) }
      descriptor = nil
      guard close(open) == 0, rename(temporary.path, final) == 0 else { throw giveUp(errno) }
      temporary.forget()
    } else {
      descriptor = nil
      // Standard output stays open for others.
      guard open == STDOUT_FILENO || close(open) == 0 else { throw giveUp(errno) }
    }
  }

  private func giveUp(_ code: Int32) -> Diagnostic {
    discard()
    let isFull = [ENOSPC, EDQUOT, EFBIG].contains(code)
    let message = isFull ? "no space left on the disk" : "writing failed: \(SystemCall.message(code))"
    let cure = isFull ? "free some space or write elsewhere" : "check the disk or the connection and try again"
    let diagnostic = Diagnostic(.inputOutput, file: name, message, cure: cure)
    failure = diagnostic
    return diagnostic
  }

  private func discard() {
    if let descriptor, descriptor != STDOUT_FILENO { close(descriptor) }
    descriptor = nil
    if case .temporary(let temporary, _) = target { temporary.remove() }
  }
}
