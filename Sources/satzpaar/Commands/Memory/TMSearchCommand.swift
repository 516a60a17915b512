import ArgumentParser
import Corpus
import FileIO
import TMX
import TranslationMemory

/// `satzpaar tm search`: looks segments up in a memory.
struct TMSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find a text, or every sentence of a document, in a memory: context, exact and fuzzy matches.",
    discussion: """
      EXAMPLE
        satzpaar tm search memory.db "Open the file in 2024."

      Best first. 101 is an equal text between equal neighbours (--file), 100 an equal text; otherwise 100 less the share of characters that differ, \
      less penalties. A text that differs only in its numbers has 99, and its translation is shown with the numbers exchanged. All translations of an \
      equal text are shown, whatever the limit. What the unit has instead is marked [-so-], what it lacks {+so+}; on a terminal by colours. The three \
      scores are OmegaT's: stems, words, all tokens.

      The index is kept in the folder DB.index, for a server in $XDG_CACHE_HOME/satzpaar; it is built when it is not there.
      """)

  @OptionGroup var memory: MemoryArgument
  @Argument(help: "What to look up.") var text: String?
  @Option(help: ArgumentHelp("Look up every sentence of a document; - is standard input.", valueName: "file")) var file: String?
  @Option(help: ArgumentHelp("The least percentage, 0 to 101.", valueName: "percent")) var min = 70
  @Option(help: ArgumentHelp("At most so many matches a segment.", valueName: "number")) var limit = 5
  @Option(help: ArgumentHelp("The language of the text.", valueName: "language")) var source = LanguageTag.english
  @Option(help: ArgumentHelp("The language of the translations; any other when not given.", valueName: "language")) var target: LanguageTag?
  @Flag(help: "Print one JSON object a segment.") var json = false
  @OptionGroup var penalties: PenaltyOptions
  @OptionGroup var srx: SRXOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard (text == nil) != (file == nil) else { throw ValidationError("Give a text, or a document with --file.") }
    guard (0...101).contains(min) else { throw ValidationError("--min is a percentage, 0 to 101.") }
    guard limit > 0 else { throw ValidationError("--limit is a number from 1.") }
  }

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let segments = try text.map { [$0] } ?? SegmentedFile.lines(file ?? "", source, srx: srx, reading: reading)
    let memory = try SearchedMemory(memory.open())
    let search = try memory.search(source: source, target: target, penalties: penalties, progress: progress) {
      ($0.minimum, $0.limit) = (min, limit)
    }
    let out = try OutputFile(nil)
    let report = MatchReport(memory: memory, style: TextStyle(for: out), file: file)
    var found = 0
    // In portions, so that results come and memory stays bounded.
    let queries = try text == nil ? MemoryQuery.document(segments) : segments.map { MemoryQuery($0) }
    for start in stride(from: 0, to: segments.count, by: 1000) where !out.isAbandoned {
      progress.show("looking up \(start) of \(segments.count)")
      let portion = start..<Swift.min(segments.count, start + 1000)
      let matches = try search.matches(for: Array(queries[portion]))
      progress.clear()
      for (index, matches) in zip(portion, matches) {
        if !matches.isEmpty { found += 1 }
        try out.write(json ? report.json(segments[index], index, matches) : report.lines(segments[index], index, matches))
      }
    }
    try out.commit()
    guard !quiet.quiet, !json else { return }
    StandardError.write("\(counted(segments.count, "segment")), \(found) with matches\n")
  }
}

/// Matches as people or programs read them.
struct MatchReport {
  let memory: SearchedMemory
  let style: TextStyle
  /// The document; nil for a single text.
  let file: String?

  /// A block of lines a segment, an empty line between; nothing for a single text without matches.
  func lines(_ text: String, _ index: Int, _ matches: [MemoryMatch]) -> String {
    let head = file == nil ? "" : "\(index > 0 ? "\n" : "")\(index): \(text.onOneLine)\n"
    return head + matches.map(lines).joined()
  }

  private func lines(_ match: MemoryMatch) -> String {
    let score = match.score
    var head = "\(String(score.percent).padded(3)) %  \(match.kind.rawValue)  unit \(match.unit.id)"
    if !match.others.isEmpty { head += " and \(match.others.count) more" }
    if match.kind == .fuzzy || match.kind == .numbers {
      head += "  stems \(score.tokens.stems), words \(score.tokens.words), tokens \(score.tokens.tokens)"
    }
    if score.tagEdits > 0 { head += "  \(counted(score.tagEdits, "tag")) to change" }
    if score.penalty > 0 { head += "  penalty \(score.penalty)" }
    let origin = memory.origin(of: match.unit)
    if !origin.isEmpty { head += "  (\(origin))" }
    let (source, target) = (match.sourceVariant, match.targetVariant)
    let width = max(source.language.count, target.language.count)
    func line(_ language: String, _ text: String) -> String { "  \(language.onOneLine.padded(width))  \(text)\n" }
    let adapted = match.adapted.map { line("→", $0.onOneLine) } ?? ""
    return head + "\n" + line(source.language, style.difference(match.difference))
      + line(target.language, target.segment.plainText.onOneLine) + adapted
  }

  /// An object on a line.
  func json(_ text: String, _ index: Int, _ matches: [MemoryMatch]) -> String {
    JSONObject.text { object in
      object.add("file", file)
      if file != nil { object.add("sentence", index) }
      object.add("text", text)
      object.add("matches", list: matches.map(json))
    } + "\n"
  }

  private func json(_ match: MemoryMatch) -> String {
    let score = match.score
    return JSONObject.text { object in
      object.add("percent", score.percent)
      object.add("kind", match.kind.rawValue)
      object.add("unit", Int(match.unit.id))
      object.add("others", list: match.others.map { "\($0)" })
      object.add("source", json: match.sourceVariant.json)
      object.add("target", json: match.targetVariant.json)
      object.add("adapted", match.adapted)
      object.add(
        "scores",
        json: JSONObject.text { object in
          object.add("characters", score.characters)
          object.add("stems", score.tokens.stems)
          object.add("words", score.tokens.words)
          object.add("tokens", score.tokens.tokens)
        })
      object.add("tag_edits", score.tagEdits)
      object.add("penalty", score.penalty)
      object.add(
        "difference",
        list: match.difference.runs.map { run in
          JSONObject.text { object in
            switch run {
            case .equal(let text): object.add("equal", text)
            case .deleted(let text): object.add("deleted", text)
            case .inserted(let text): object.add("inserted", text)
            }
          }
        })
      memory.addOrigin(of: match.unit, to: &object)
    }
  }
}

extension String {
  /// The text with spaces behind it, so that it has so many characters at least.
  func padded(_ width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}
