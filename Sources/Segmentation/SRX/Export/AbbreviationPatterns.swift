/// The entries of a language's data file as regular expressions, by what they tell (see `Lexicon`).
struct AbbreviationPatterns {
  private var classes: [String: WordClass] = [:]
  /// The entries in the order of the file.
  private var entries: [String] = []

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

  /// Expressions for the abbreviations in one part or in several whose classes pass, some dozens in each.
  func abbreviations(inParts: Bool, where isWanted: (WordClass) -> Bool) -> [String] {
    let wanted = entries.filter {
      $0.hasSuffix(".") && $0.contains(" ") == inParts && classes[$0].map { !$0.isDisjoint(with: .abbreviations) && isWanted($0) } == true
    }
    return stride(from: 0, to: wanted.count, by: 40).map { start in
      let entries = wanted[start..<min(start + 40, wanted.count)]
      // The first letter is a capital only at the start of a sentence: »Rhein.« is none.
      let capitals = entries.filter { $0.first?.isLowercase == true }.map { Self.abbreviation($0.prefix(1).uppercased() + $0.dropFirst()) }
      let anywhere = SRXExport.wordStart + "(?:" + entries.map(Self.abbreviation).joined(separator: "|") + ")"
      return capitals.isEmpty ? anywhere : "(?:\(anywhere)|\(SRXExport.afterStart)(?:\(capitals.joined(separator: "|"))))"
    }
  }

  /// The parts of abbreviations behind the first, of more than one letter: »n. Chr.«
  var laterParts: String {
    let parts = entries.filter { $0.hasSuffix(".") }.flatMap {
      $0.split(separator: " ").dropFirst().filter { $0.count > 2 && $0.hasSuffix(".") }
    }
    return "(?:" + Set(parts.map(String.init)).sorted().map { Self.escaped($0) }.joined(separator: "|") + ")"
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
    entry.split(separator: " ", omittingEmptySubsequences: false).map { escaped($0) }.joined(separator: SRXExport.space + "?")
  }

  /// The first letter in either case, unless it is a capital in the data.
  private static func word(_ entry: String) -> String {
    guard let first = entry.first, first.isLowercase, first.uppercased().count == 1 else { return escaped(entry) }
    return "[\(first)\(first.uppercased())]" + escaped(String(entry.dropFirst()))
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    text.map { #".*+?()[]{}|\^$"#.contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
