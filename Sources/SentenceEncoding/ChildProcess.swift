import Corpus
import Dispatch
import FoundationEssentials
import Glibc

/// A program that is run with a text on its standard input, for what it writes to its standard output.
enum ChildProcess {
  struct Outcome {
    /// The exit status; a program that a signal ended has 128 + the signal.
    var status: Int32
    var output: [UInt8]
  }

  /// Runs a program from `PATH` and waits for it on a thread of its own. Its standard error goes nowhere, and it does not see the API key.
  /// - Parameter limit: bytes of output after which the program is stopped.
  /// - Returns: `nil` when there is no such program.
  static func runInBackground(_ program: String, _ arguments: [String], input: String, limit: Int) async throws -> Outcome? {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try run(program, arguments, input: input, limit: limit) })
      }
    }
  }

  /// As `runInBackground`, but the caller's thread waits.
  static func run(_ program: String, _ arguments: [String], input: String = "", limit: Int = 1 << 20) throws -> Outcome? {
    // A socket, not a pipe: it is closed on exec from its first moment, whatever other threads start meanwhile, and writing to a program that has
    // ended gives an error instead of a signal.
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else { throw failure(program, errno) }
    let (ours, theirs) = (ends[0], ends[1])
    defer { close(ours) }
    let started = spawn(program, arguments, descriptor: theirs)
    close(theirs)
    let child: pid_t
    switch started {
    case .success(let pid): child = pid
    case .failure(let error) where error.code == ENOENT: return nil
    case .failure(let error): throw failure(program, error.code)
    }
    send(input, to: ours)
    shutdown(ours, Int32(SHUT_WR))
    let output = receive(from: ours, limit: limit)
    if output.count > limit { kill(child, SIGKILL) }
    var status: Int32 = 0
    // It fails otherwise only when this program was started to ignore the ends of others: their output must then do.
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return Outcome(status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: output)
  }

  private struct SystemError: Error { var code: Int32 }

  private static func failure(_ program: String, _ code: Int32) -> Diagnostic {
    Diagnostic(.unavailable, "\(program) cannot be run: \(String(cString: strerror(code)).lowercased())")
  }

  /// Starts the program with the descriptor as its standard input and output.
  private static func spawn(_ program: String, _ arguments: [String], descriptor: Int32) -> Result<pid_t, SystemError> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, descriptor, 0)
    posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let environment = ProcessInfo.processInfo.environment.filter { $0.key != HTTPEncoder.keyVariable }.map { "\($0.key)=\($0.value)" }
    let argumentPointers: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    let environmentPointers: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, program, &actions, nil, argumentPointers, environmentPointers)
    return code == 0 ? .success(child) : .failure(SystemError(code: code))
  }

  /// Sends as much of the text as the other side takes; its exit status tells the rest.
  private static func send(_ text: String, to socket: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if sent > 0 { rest = rest.dropFirst(sent) } else if errno != EINTR { return }
    }
  }

  /// Receives until the other side ends, or until there is more than the limit.
  private static func receive(from socket: Int32, limit: Int) -> [UInt8] {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while output.count <= limit {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count > 0 { output += buffer.prefix(count) } else if count == 0 || errno != EINTR { break }
    }
    return output
  }
}
