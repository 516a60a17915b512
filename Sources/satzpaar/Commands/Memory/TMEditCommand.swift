import ArgumentParser
import Corpus
import FileIO
import TMX
import TranslationMemory

/// `satzpaar tm edit`: changes and deletes units.
struct TMEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change or delete units of a memory.",
    discussion: """
      EXAMPLE
        satzpaar tm edit memory.db --find colour --replace 'colou?r' --with color --language en --dry-run

      Units are named by their ids (search and concordance show them), or found by --find. Edits are made in the order: text, property, note, \
      replacement. In --with, $1 is what the first group matched, $0 all of it. Tags stay as they are; what a replacement matches lies between tags. Each unit that changes \
      gets the date and the user. With --dry-run the changes are shown as [-old-]{+new+} and not made.
      Exits with 1 when another program changed a unit meanwhile; that one stays as it is, all others are edited.
      """)

  @OptionGroup var memory: MemoryArgument
  @Argument(help: ArgumentHelp("Ids of units.", valueName: "id")) var ids: [Int64] = []
  @Option(help: ArgumentHelp("Edit all units in which this occurs, as concordance finds it.", valueName: "words")) var find: String?
  @Option(help: "How --find looks: words, phrase, substring or regex.") var form = ConcordanceQuery.Form.words
  @Option(help: ArgumentHelp("The language to look into and to replace in; all when not given.", valueName: "language"))
  var language: LanguageTag?
  @Option(name: .customLong("text"), help: ArgumentHelp("Set the text in a language.", valueName: "language=text")) var texts:
    [Assignment] = []
  @Flag(help: "The texts of --text are TMX segments, with tags, and & and < written as references.") var xml = false
  @Option(name: .customLong("prop"), help: ArgumentHelp("Set a property; without a value it is removed.", valueName: "type=value"))
  var properties: [Assignment] = []
  @Option(help: ArgumentHelp("Set the note; an empty one is removed.", valueName: "text")) var note: String?
  @Option(help: ArgumentHelp("Replace what a regular expression of ICU's matches.", valueName: "regex")) var replace: String?
  @Option(help: ArgumentHelp("What goes in its place.", valueName: "template")) var with: String?
  @Flag(help: "Delete the units.") var delete = false
  @Option(help: ArgumentHelp("Who changes the units (changeid); $USER when not given.", valueName: "name")) var user: String?
  @Flag(help: "Show what would change, and change nothing.") var dryRun = false
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard ids.isEmpty == (find != nil) else { throw ValidationError("Name units by their ids, or find them with --find.") }
    guard (replace == nil) == (with == nil) else { throw ValidationError("--replace and --with go together.") }
    let hasEdits = !texts.isEmpty || !properties.isEmpty || note != nil || replace != nil
    guard hasEdits != delete else { throw ValidationError("Say what to change, or --delete.") }
    for text in texts where LanguageTag(text.name) == nil { throw ValidationError("'\(text.name)' in --text is no language.") }
  }

  func run() throws {
    let edits = try edits()
    let store = try memory.open()
    let out = try OutputFile(nil)
    let style = TextStyle(for: out)
    let date = Timestamp.now
    var (changed, newer) = (0, [Int64]())
    try forEachPortion(of: store) { units in
      if delete {
        for unit in units where dryRun { try out.write("unit \(unit.id)\n" + unit.unit.variants.map { Self.line($0, style) }.joined()) }
        if !dryRun { try store.remove(units.map(\.id)) }
        changed += units.count
        return
      }
      var edited: [StoredUnit] = []
      for unit in units {
        guard let new = try unit.unit.edited(by: edits, date: date, user: user ?? ProcessEnvironment.value("USER")) else { continue }
        if dryRun { try out.write("unit \(unit.id)\n" + Self.preview(unit.unit, new, style)) }
        var copy = unit
        copy.unit = new
        edited.append(copy)
      }
      let left = dryRun || edited.isEmpty ? [] : try store.update(edited).map(\.id)
      newer += left
      changed += edited.count - left.count
    }
    try out.commit()
    if !quiet.quiet {
      StandardError.write("\(counted(changed, "unit")) \(dryRun ? "would be " : "")\(delete ? "deleted" : "changed")\n")
    }
    guard newer.isEmpty else {
      let list = newer.map { "\($0)" }.joined(separator: ", ")
      StandardError.write("changed by another program meanwhile, and left as they are: \(list)\n")
      throw ExitCode(ExitStatus.checkFailed.rawValue)
    }
  }

  private func edits() throws -> [UnitEdit] {
    var edits: [UnitEdit] = []
    for text in texts {
      let segment = xml ? try TMXSegment(fragment: text.value ?? "") : TMXSegment(text.value ?? "")
      edits.append(.setSegment(segment, language: text.name))
    }
    edits += properties.map { .setProperty(type: $0.name, $0.value) }
    if let note { edits.append(.setNote(note.isEmpty ? nil : note)) }
    if let replace, let with { edits.append(.replace(try TextReplacer(replace, with: with), language: language?.description.lowercased())) }
    return edits
  }

  /// All units that are meant, some at a time.
  private func forEachPortion(of store: any MemoryStore, _ body: ([StoredUnit]) throws -> Void) throws {
    guard let find else {
      let units = try store.units(ids)
      let missing = Set(ids).subtracting(units.map(\.id)).sorted()
      guard missing.isEmpty else {
        let list = missing.map { "\($0)" }.joined(separator: ", ")
        throw Diagnostic(.usage, file: store.name, "there is no unit \(list)", cure: "check the ids; search shows them")
      }
      return try body(units)
    }
    let query = ConcordanceQuery(find, form: form, language: language?.description.lowercased())
    var last: Int64 = 0
    while case let units = try store.concordance(query, after: last, limit: 1000), let end = units.last {
      try body(units)
      last = end.id
    }
  }

  /// A line a variant, note or property that changes.
  private static func preview(_ old: TMXUnit, _ new: TMXUnit, _ style: TextStyle) throws -> String {
    var lines = ""
    for (place, variant) in new.variants.enumerated() {
      guard old.variants.indices.contains(place) else {
        lines += "  \(variant.language.onOneLine)  \(style.inserted(variant.segment.fragment))\n"
        continue
      }
      let before = old.variants[place].segment
      guard before != variant.segment else { continue }
      let tokenizer = try MatchTokenizer(language: String(VariantKeys.language(variant.language).prefix { $0 != "-" }))
      let difference = try TextDifference.words(from: before.fragment, to: variant.segment.fragment, tokenizer)
      lines += "  \(variant.language.onOneLine)  \(style.difference(difference))\n"
    }
    func names(_ remark: TMXRemark) -> String { (remark.attributes["type"].map { "\($0): " } ?? "note: ") + remark.text }
    lines += old.remarks.filter { !new.remarks.contains($0) }.map { "  \(style.deleted(names($0)))\n" }.joined()
    return lines + new.remarks.filter { !old.remarks.contains($0) }.map { "  \(style.inserted(names($0)))\n" }.joined()
  }

  private static func line(_ variant: TMXVariant, _ style: TextStyle) -> String {
    "  \(variant.language.onOneLine)  \(style.deleted(variant.segment.plainText))\n"
  }
}

extension ConcordanceQuery.Form: ExpressibleByArgument {}

/// An argument such as `de=Haus`.
struct Assignment: ExpressibleByArgument {
  let name: String
  /// Nil when there is nothing behind the sign.
  let value: String?

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
    name = String(argument[..<sign])
    let rest = argument[argument.index(after: sign)...]
    value = rest.isEmpty ? nil : String(rest)
  }
}
