import Foundation
import TestSupport
import Testing

/// The help texts as files in `Golden`. `SATZPAAR_REWRITE_GOLDEN=1 swift test --filter HelpTests` writes them anew.
@Suite struct HelpTests {
  @Test(
    "Every command's help is as the golden file has it",
    arguments: [
      "", "segment", "align", "convert", "validate", "evaluate", "evaluate alignment", "evaluate segmentation", "doctor", "tm", "tm import",
      "tm export",
      "tm search", "tm concordance", "tm analyze", "tm leverage", "tm stats", "tm dedupe", "tm clean", "tm edit", "tm merge", "tm backup",
    ])
  func help(command: String) throws {
    let outcome = try Workplace().shell("exec \"$0\" \(command) --help")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    let words = ["help"] + command.split(separator: " ").map(String.init)
    let golden = URL(fileURLWithPath: "\(repositoryRoot)/Tests/CommandLineTests/Golden/\(words.joined(separator: "-")).txt")
    if ProcessInfo.processInfo.environment["SATZPAAR_REWRITE_GOLDEN"] != nil { try Data(outcome.output.utf8).write(to: golden) }
    #expect(outcome.output == String(decoding: try Data(contentsOf: golden), as: UTF8.self))
  }

  @Test("The version is one line")
  func version() throws {
    let outcome = try Workplace().run("--version")
    #expect(outcome.status == 0)
    #expect(outcome.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }

  @Test("Completion scripts name every command", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let place = try Workplace()
    let outcome = try place.run("--generate-completion-script", shell)
    #expect(outcome.status == 0)
    for word in ["segment", "align", "convert", "validate", "evaluate", "doctor", "min-confidence", "concordance", "ignore-context"] {
      #expect(outcome.output.contains(word))
    }
    if shell == "bash" {
      try place.put("completion", outcome.output)
      #expect(try place.shell("bash -n completion").status == 0)
    }
  }

  @Test("The doctor finds all that is needed, and says which parts are not there")
  func doctor() throws {
    let place = try Workplace()
    let outcome = try place.run("doctor")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.contains(/ICU +works +[0-9]+\.[0-9]+/))
    #expect(outcome.output.contains(/segmentation +works +German and English rules/))
    #expect(outcome.output.contains(/alignment +works/))
    #expect(outcome.output.contains(/bilingual model +works +[0-9]+ words of de, [0-9]+ words of en/))
    #expect(outcome.output.contains(/sentence encoder +absent/))
    #expect(try place.run("doctor", "--quiet").output.isEmpty)
  }
}
