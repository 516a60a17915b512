import ArgumentParser
import Corpus
import FileIO
@preconcurrency import Glibc

/// The command line: parses, wires and prints. See `shared/cli.md` for the contract, `ExitStatus` for the exit codes.
@main struct Satzpaar: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "satzpaar",
    abstract: "Segment a German text, align it with its English source, and keep the pairs as a translation memory.",
    discussion: """
      EXAMPLE
        satzpaar align de.txt en.txt -o pair.tmx

      Exit codes: 0 done, 1 a check does not hold, 64 wrong usage, 65 malformed input, 66 input missing or unreadable, 69 something that is needed \
      is not there, 73 and 74 output cannot be created or written, 130 interrupted.
      """,
    version: satzpaarVersion,
    subcommands: [SegmentCommand.self, AlignCommand.self, TMCommand.self, ValidateCommand.self, EvaluateCommand.self, DoctorCommand.self]
  )

  /// Runs a command. Every error ends here as one line and an exit code; an error that left `main` would print a backtrace.
  static func main() async {
    StandardStreams.occupyClosed()
    Interruption.removeUnfinishedOutputs()
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? AsyncParsableCommand { try await asynchronous.run() } else { try command.run() }
    } catch let diagnostic as Diagnostic {
      StandardError.write("\(diagnostic)\n")
      Glibc.exit(ExitStatus(diagnostic.kind).rawValue)
    } catch {
      exit(withError: error)
    }
  }
}

/// What the program's exit code says (sysexits.h).
enum ExitStatus: Int32 {
  case checkFailed = 1
  case usage = 64
  case malformedInput = 65
  case unreadableInput = 66
  case unavailable = 69
  case cannotCreateOutput = 73
  case inputOutput = 74

  init(_ kind: Diagnostic.Kind) {
    self =
      switch kind {
      case .usage: .usage
      case .malformedInput: .malformedInput
      case .unreadableInput: .unreadableInput
      case .unavailable: .unavailable
      case .cannotCreateOutput: .cannotCreateOutput
      case .inputOutput: .inputOutput
      }
  }
}
