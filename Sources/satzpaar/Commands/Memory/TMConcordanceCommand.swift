import ArgumentParser
import Corpus
import FileIO
import TMX
import TranslationMemory

/// `satzpaar tm concordance`: finds words in the texts of a memory.
struct TMConcordanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concordance", abstract: "Find the units of a memory in which some words occur, in either language.",
    discussion: """
      EXAMPLE
        satzpaar tm concordance memory.db "Häuser kaufen" --language de

      All of the words are looked for, in any order and inflection; with --phrase side by side as they are; with --substring as a part of words too; \
      with --regex as a regular expression of ICU's. Case does not count. Hits are marked **so**, on a terminal by colour.
      Exits with 0 also when nothing is found.
      """)

  @OptionGroup var memory: MemoryArgument
  @Argument(help: "What to look for.") var words: String
  @Flag var form = ConcordanceQuery.Form.words
  @Option(help: ArgumentHelp("The language to look into; all when not given.", valueName: "language")) var language: LanguageTag?
  @Option(help: ArgumentHelp("At most so many units.", valueName: "number")) var limit = 20
  @Flag(help: "Print one JSON object a unit.") var json = false
  @OptionGroup var quiet: QuietOption

  func validate() throws { guard limit > 0 else { throw ValidationError("--limit is a number from 1.") } }

  func run() throws {
    let memory = try SearchedMemory(memory.open())
    let query = ConcordanceQuery(words, form: form, language: language?.description.lowercased())
    let highlighter = try ConcordanceHighlighter(query)
    let units = try memory.store.concordance(query, after: 0, limit: limit == .max ? limit : limit + 1)
    let out = try OutputFile(nil)
    let style = TextStyle(for: out)
    for unit in units.prefix(limit) {
      let runs = try unit.unit.variants.map { (variant: $0, runs: try highlighter.runs(of: $0)) }
      try out.write(json ? Self.json(unit, runs, memory) : Self.lines(unit, runs, memory, style))
    }
    try out.commit()
    guard !quiet.quiet, !json else { return }
    let isAll = units.count <= limit
    StandardError.write(isAll ? "\(counted(units.count, "unit"))\n" : "the first \(counted(limit, "unit")); --limit shows more\n")
  }

  private typealias Runs = [(variant: TMXVariant, runs: [ConcordanceHighlighter.Run])]

  private static func lines(_ unit: StoredUnit, _ variants: Runs, _ memory: SearchedMemory, _ style: TextStyle) -> String {
    let origin = memory.origin(of: unit)
    let width = variants.map(\.variant.language.count).max() ?? 0
    return "unit \(unit.id)\(origin.isEmpty ? "" : "  (\(origin))")\n"
      + variants.map { variant, runs in
        "  \(variant.language.onOneLine.padded(width))  \(runs.map { $0.isHit ? style.hit($0.text) : $0.text.onOneLine }.joined())\n"
      }.joined()
  }

  private static func json(_ unit: StoredUnit, _ variants: Runs, _ memory: SearchedMemory) -> String {
    JSONObject.text { object in
      object.add("unit", Int(unit.id))
      object.add(
        "variants",
        list: variants.map { variant, runs in
          JSONObject.text { object in
            object.add("language", variant.language)
            object.add("text", variant.segment.plainText)
            if variant.segment.text == nil { object.add("segment", variant.segment.fragment) }
            object.add("hits", list: runs.filter(\.isHit).map { JSONText.quoted($0.text) })
          }
        })
      memory.addOrigin(of: unit, to: &object)
    } + "\n"
  }
}

extension ConcordanceQuery.Form: EnumerableFlag {
  public static func help(for value: Self) -> ArgumentHelp? {
    switch value {
    case .words: "All of the words, in any order and inflection; the default."
    case .phrase: "The words side by side in this order, as they are."
    case .substring: "These characters anywhere, inside words too."
    case .regex: "A regular expression of ICU's."
    }
  }
}
