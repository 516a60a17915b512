import ArgumentParser
import Corpus
import FileIO
import TMX

/// `satzpaar validate`: checks translation memories.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check that translation memories conform to TMX 1.1 to 1.4b.",
    discussion: """
      EXAMPLE
        satzpaar validate memory.tmx

      Checks what the document type definition of the file's version says, and what it cannot say: pairs of bpt and ept, x alike in all variants, a \
      variant in the source language, dates, languages, numbers. Each violation is a line: file:line: what.
      Exits with 1 when a file is not valid, with 65 when one is not well-formed and cannot be checked to its end.
      """)

  @Argument(help: ArgumentHelp("TMX files; - is standard input.", valueName: "file")) var files: [String]
  @Option(help: "The level to keep to: 1 is plain text, 2 has inline elements.") var level = 2
  @Option(help: ArgumentHelp("The most violations to print of a file; all are counted.", valueName: "number")) var limit = 100
  @Flag(help: "Print one JSON object a file.") var json = false
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard TMXWriter.Level(rawValue: level) != nil else { throw ValidationError("--level is 1 or 2.") }
    guard limit >= 0 else { throw ValidationError("--limit is a number from 0.") }
    guard files.count(where: { $0 == "-" }) < 2 else { throw ValidationError("Standard input can be read only once.") }
  }

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let out = try OutputFile(nil)
    var (isValid, isReadable) = (true, true)
    for file in files where !out.isAbandoned {
      progress.show("checking \(file)")
      var violations: [TMXNotice] = []
      var count = 0
      let validator = TMXValidator(file: file, level: TMXWriter.Level(rawValue: level) ?? .two)
      let input = try InputFile(file)
      var fault: Diagnostic?
      var verdict = TMXValidator.Verdict()
      do {
        verdict = try validator.validate(
          chunks: { try input.next() },
          { violation in
            count += 1
            if violations.count < limit { violations.append(violation) }
          })
      } catch let diagnostic as Diagnostic where diagnostic.kind == .malformedInput {
        fault = diagnostic
        isReadable = false
      }
      progress.clear()
      if count > 0 { isValid = false }
      let report = FileReport(file: file, verdict: verdict, violations: violations, count: count, fault: fault)
      try out.write(json ? report.json : report.lines)
      if !json, !quiet.quiet { StandardError.write(report.summary) }
      if let fault, !json { StandardError.write("\(fault)\n") }
    }
    try out.commit()
    if !isReadable { throw ExitCode(ExitStatus.malformedInput.rawValue) }
    if !isValid { throw ExitCode(ExitStatus.checkFailed.rawValue) }
  }

  /// What was found in a file.
  private struct FileReport {
    var file: String
    var verdict: TMXValidator.Verdict
    /// The first of them.
    var violations: [TMXNotice]
    var count: Int
    /// Why the file could not be checked to its end.
    var fault: Diagnostic?

    private var name: String { file == "-" ? "standard input" : file.onOneLine }

    var lines: String {
      violations.map { "\(Diagnostic(.malformedInput, file: file, at: .line($0.line), $0.message))\n" }.joined()
        + (count > violations.count ? "\(name): \(count - violations.count) more\n" : "")
    }

    var summary: String {
      guard fault == nil else { return "" }
      let version = verdict.version.map { "TMX \($0.rawValue)" } ?? "TMX of unknown version"
      let state = count == 0 ? "valid" : "not valid, \(counted(count, "violation"))"
      return "\(name): \(version), level \(verdict.level.rawValue), \(counted(verdict.units, "unit")): \(state)\n"
    }

    var json: String {
      let version = verdict.version.map { JSONText.quoted($0.rawValue) } ?? "null"
      let list = violations.map { "{\"line\":\($0.line),\"message\":\(JSONText.quoted($0.message))}" }.joined(separator: ",")
      let error = fault.map { ",\"error\":\(JSONText.quoted("\($0)"))" } ?? ""
      return """
        {"file":\(JSONText.quoted(file)),"valid":\(count == 0 && fault == nil),"version":\(version),"level":\(verdict.level.rawValue),\
        "units":\(verdict.units),"violations":\(count),"list":[\(list)]\(error)}

        """
    }
  }
}
