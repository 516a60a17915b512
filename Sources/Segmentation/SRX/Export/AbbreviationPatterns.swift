/// The entries of a language's data file as regular expressions, by what they tell (see `Lexicon`).
struct AbbreviationPatterns {
  private var classes: [String: WordClass] = [:]
  /// The entries in the order of the file.
  private var entries: [String] = []
  /// The text of the data file.
  private static let spaces = SRXExport.space

  /// Reads a data file's text.
  init(_ data: String) {
    for line in data.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      guard let colon = line.firstIndex(of: ":"), let wordClass = WordClass.named[String(line[..<colon])] else { continue }
      for entry in line[line.index(after: colon)...].split(separator: ",") {
        let entry = String(entry.drop(while: \.isWhitespace))
        if classes[entry] == nil { entries.append(entry) }
        classes[entry, default: []].formUnion(wordClass)
      }
    }
  }

  /// Expressions for the abbreviations whose classes pass, some dozens in each, the ones in several parts first, since the longest one decides.
  func abbreviations(where isWanted: (WordClass) -> Bool) -> [String] {
    let wanted = entries.filter { $0.hasSuffix(".") && classes[$0].map { !$0.isDisjoint(with: .abbreviations) && isWanted($0) } == true }
    let ordered = wanted.filter { $0.contains(" ") } + wanted.filter { !$0.contains(" ") }
    return stride(from: 0, to: ordered.count, by: 40).map { start in
      SRXExport.wordStart + "(?:" + ordered[start..<min(start + 40, ordered.count)].map(Self.abbreviation).joined(separator: "|") + ")"
    }
  }

  /// The abbreviations that end in a plain word, »v. Chr. Geburt«, in their two halves.
  var halves: [(before: String, after: String)] {
    entries.compactMap { entry in
      guard !entry.hasSuffix("."), let end = entry.lastIndex(of: "."), classes[entry]?.contains(.never) == true else { return nil }
      return (SRXExport.wordStart + Self.abbreviation(String(entry[...end])), Self.abbreviation(String(entry[entry.index(after: end)...])))
    }
  }

  /// An expression for the words of a class, in lower case and with a capital.
  func words(_ wordClass: WordClass) -> String {
    "(?:" + entries.filter { classes[$0]?.contains(wordClass) == true && !$0.hasSuffix(".") }.map(Self.word).joined(separator: "|") + ")"
  }

  /// The same with a capital only.
  func capitalWords(_ wordClass: WordClass) -> String {
    let wanted = entries.filter { classes[$0]?.contains(wordClass) == true }
    return "(?:" + wanted.map { Self.escaped($0.prefix(1).uppercased() + $0.dropFirst()) }.joined(separator: "|") + ")"
  }

  private static func abbreviation(_ entry: String) -> String {
    entry.split(separator: " ", omittingEmptySubsequences: false).enumerated().map { $0 == 0 ? word(String($1)) : escaped(String($1)) }
      .joined(separator: spaces + "?")
  }

  /// The first letter in either case, unless it is a capital in the data.
  private static func word(_ entry: String) -> String {
    guard let first = entry.first, first.isLowercase, first.uppercased().count == 1 else { return escaped(entry) }
    return "[\(first)\(first.uppercased())]" + escaped(String(entry.dropFirst()))
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    text.map { #".*+?()[]{}|\^$/"#.contains($0) && $0 != "/" ? "\\\($0)" : String($0) }.joined()
  }
}
