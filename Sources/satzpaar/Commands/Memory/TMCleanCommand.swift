import ArgumentParser
import Corpus
import FileIO
import TMX
import TranslationMemory

/// Rules as an argument names them: `empty,numbers`.
struct CleaningRuleList: ExpressibleByArgument {
  let rules: Set<CleaningRule>

  init?(argument: String) {
    let rules = argument.split(separator: ",").map { CleaningRule(rawValue: String($0)) }
    guard !rules.isEmpty, !rules.contains(nil) else { return nil }
    self.rules = Set(rules.compactMap(\.self))
  }
}

/// `satzpaar tm clean`: finds units with faults and takes them out.
struct TMCleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Find the units of a memory that have faults, and move them to a TMX file.",
    discussion: """
      EXAMPLE
        satzpaar tm clean memory.db --dry-run --without identical,letters

      RULES
        empty       a variant without text, or no second language
        identical   the same text in two languages
        language    another script, or the words of another language and none of its own
        length      too long for its counterpart, by what is usual in this memory
        numbers     numbers that the counterpart lacks, but for how they are written
        tags        inline tags that do not pair, or are not those of the counterpart
        brackets    brackets that do not pair, while the counterpart's do
        control     control characters, and U+FFFD
        mojibake    UTF-8 that was read as Windows-1252
        letters     hardly any letters
        confidence  an aligner's confidence below --min-confidence
        duplicate   the same variants in the same context as an earlier unit (dedupe makes them one instead)

      Units with faults are not deleted but written to --quarantine, with a property that names the rules, and removed from the memory once that \
      file is whole; tm import brings them back. Rules can be wrong: look at a dry run first.
      """)

  @OptionGroup var memory: MemoryArgument
  @Flag(help: "Report what is found and change nothing.") var dryRun = false
  @Option(help: ArgumentHelp("The rules to apply, with commas between; all when not given.", valueName: "rule,…")) var rules:
    CleaningRuleList?
  @Option(help: ArgumentHelp("Rules not to apply.", valueName: "rule,…")) var without: CleaningRuleList?
  @Option(help: ArgumentHelp("The least confidence of an aligner's units, 0 to 1.", valueName: "probability")) var minConfidence = 0.5
  @Option(help: ArgumentHelp("So many times as long as usual is too long, from 1.", valueName: "ratio")) var maxRatio = 3.0
  @Option(help: ArgumentHelp("The TMX file for units with faults; DB.quarantine.tmx, -2.tmx and so on when not given.", valueName: "file"))
  var quarantine: String?
  @Option(help: ArgumentHelp("At most so many examples a rule.", valueName: "number")) var examples = 3
  @Flag(help: "Print one JSON object, with all findings.") var json = false
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard (0...1).contains(minConfidence) else { throw ValidationError("--min-confidence is a probability, 0 to 1.") }
    guard maxRatio >= 1 else { throw ValidationError("--max-ratio is a number from 1.") }
    guard examples >= 0 else { throw ValidationError("--examples is a number from 0.") }
    guard dryRun || quarantine != nil || !memory.isServer else { throw ValidationError("For a server name a file with --quarantine.") }
  }

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let store = try memory.open()
    var options = CleaningOptions()
    options.rules = (rules?.rules ?? options.rules).subtracting(without?.rules ?? [])
    (options.minimumConfidence, options.longestRatio) = (minConfidence, maxRatio)
    let out = try OutputFile(nil)
    var report = CleaningReport(examples: json ? .max : examples)
    var ward = dryRun ? nil : try Ward(quarantine ?? newQuarantine, store)
    let show = { (count: Int) in progress.show("checking: \(count) units") }
    report.units = try MemoryCleaner(store, options).forEachUnit(progress: show) { unit, findings in
      report.add(findings)
      try ward?.add(unit, findings)
    }
    let removed = try ward?.close() ?? 0
    progress.clear()
    try out.write(json ? report.json(removed: removed) : report.lines(options.rules))
    try out.commit()
    guard !quiet.quiet, !json else { return }
    var summary = "\(counted(report.units, "unit")): \(report.faulty) with faults"
    if let ward { summary += removed == 0 ? ", nothing moved" : ", \(removed) moved to \(ward.path.onOneLine)" }
    StandardError.write(summary + "\n")
  }

  /// A name beside the memory that no file has yet.
  private var newQuarantine: String {
    let names = (1...).lazy.map { "\(memory.name).quarantine\($0 == 1 ? "" : "-\($0)").tmx" }
    return names.first { (try? InputFile($0)) == nil } ?? "\(memory.name).quarantine.tmx"
  }

  /// Where units with faults go: a file that is made with the first of them.
  private struct Ward {
    let path: String
    let store: any MemoryStore
    let headers: [Int64: TMXHeader]
    var file: (output: OutputFile, writer: TMXWriter)?
    var units: [(id: Int64, version: Int)] = []

    init(_ path: String, _ store: any MemoryStore) throws {
      (self.path, self.store) = (path, store)
      headers = Dictionary(try store.files().map { ($0.id, $0.header) }) { first, _ in first }
      if (try? InputFile(path)) != nil {
        throw Diagnostic(.cannotCreateOutput, file: path, "there is a file already", cure: "name another one with --quarantine")
      }
    }

    mutating func add(_ unit: StoredUnit, _ findings: [CleaningFinding]) throws {
      let writer: TMXWriter
      if let file {
        writer = file.writer
      } else {
        let output = try OutputFile(path)
        let header = TMXHeader(toolVersion: satzpaarVersion, sourceLanguage: nil, creationDate: .now, segmentType: .block)
        writer = try TMXWriter(header: header) { try output.write($0) }
        file = (output, writer)
      }
      try writer.write(unit.quarantined(for: findings, header: unit.file.flatMap { headers[$0] }))
      units.append((unit.id, unit.version))
    }

    /// Finishes the file, then removes the units from the memory, but for those that were changed meanwhile.
    func close() throws -> Int {
      guard let file else { return 0 }
      try file.writer.finish()
      try file.output.commit()
      var removed = 0
      for start in stride(from: 0, to: units.count, by: 1000) {
        let portion = units[start..<min(units.count, start + 1000)]
        let versions = Dictionary(uniqueKeysWithValues: try store.units(portion.map(\.id)).map { ($0.id, $0.version) })
        let ids = portion.filter { versions[$0.id] == $0.version }.map(\.id)
        try store.remove(ids)
        removed += ids.count
      }
      return removed
    }
  }
}

/// What was found, by rule.
private struct CleaningReport {
  var units = 0
  var faulty = 0
  private let examples: Int
  private var counts: [CleaningRule: Int] = [:]
  private var findings: [CleaningRule: [CleaningFinding]] = [:]

  init(examples: Int) { self.examples = examples }

  mutating func add(_ found: [CleaningFinding]) {
    faulty += 1
    for finding in found {
      counts[finding.rule, default: 0] += 1
      if findings[finding.rule, default: []].count < examples { findings[finding.rule, default: []].append(finding) }
    }
  }

  /// A line a rule, and its examples.
  func lines(_ rules: Set<CleaningRule>) -> String {
    CleaningRule.allCases.filter(rules.contains).map { rule in
      let count = counts[rule, default: 0]
      let found = findings[rule, default: []]
      return "\(rule.rawValue.padded(10))  \(count)\n" + found.map { "  unit \($0.unit)  \($0.message.onOneLine)\n" }.joined()
        + (count > found.count && !found.isEmpty ? "  and \(count - found.count) more\n" : "")
    }.joined()
  }

  func json(removed: Int) -> String {
    JSONObject.text { object in
      object.add("units", units)
      object.add("faulty", faulty)
      object.add("removed", removed)
      object.add(
        "rules",
        json: JSONObject.text { object in for rule in CleaningRule.allCases { object.add(rule.rawValue, counts[rule, default: 0]) } })
      let all = CleaningRule.allCases.flatMap { findings[$0] ?? [] }.sorted { $0.unit < $1.unit }
      object.add(
        "findings",
        list: all.map { finding in
          JSONObject.text { object in
            object.add("unit", Int(finding.unit))
            object.add("rule", finding.rule.rawValue)
            object.add("message", finding.message)
          }
        })
    } + "\n"
  }
}
