import ArgumentParser

/// `--quiet`, which every command has.
struct QuietOption: ParsableArguments {
  @Flag(name: [.short, .long], help: "Print no summary and no progress; errors are still printed.")
  var quiet = false
}
