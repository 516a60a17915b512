import ArgumentParser
import Corpus
import FileIO
import TranslationMemory

/// `satzpaar tm stats`: tells what is in a memory.
struct TMStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Tell how many units a memory has, in which languages and from which files.",
    discussion: """
      EXAMPLE
        satzpaar tm stats memory.db
      """)

  @OptionGroup var memory: MemoryArgument
  @Flag(help: "Print one JSON object.") var json = false
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let store = try memory.open()
    let (summary, files) = (try store.summary(), try store.files())
    let out = try OutputFile(nil)
    try out.write(json ? summary.json(files) : summary.text(files))
    try out.commit()
  }
}

extension MemorySummary {
  private var languages: [(name: String, count: Int)] {
    variants.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  fileprivate func text(_ files: [ImportedFile]) -> String {
    var lines = ["\(counted(units, "unit")), revision \(revision), \(identity)"]
    lines += languages.map { "\($0.name.onOneLine): \(counted($0.count, "variant"))" }
    let width = String(files.last?.id ?? 0).count
    lines += files.map { file in
      let number = String(repeating: " ", count: max(0, width - String(file.id).count)) + String(file.id)
      return "file \(number): \(file.name == "-" ? "standard input" : file.name.onOneLine)"
    }
    lines += unfinished.map { "not finished: \($0.onOneLine)" }
    return lines.joined(separator: "\n") + "\n"
  }

  fileprivate func json(_ files: [ImportedFile]) -> String {
    let languages = languages.map { "\(JSONText.quoted($0.name)):\($0.count)" }.joined(separator: ",")
    let names = files.map { "{\"id\":\($0.id),\"name\":\(JSONText.quoted($0.name))}" }.joined(separator: ",")
    let unfinished = unfinished.map(JSONText.quoted).joined(separator: ",")
    return """
      {"identity":\(JSONText.quoted(identity)),"revision":\(revision),"units":\(units),"variants":{\(languages)},"files":[\(names)],\
      "unfinished":[\(unfinished)]}

      """
  }
}
