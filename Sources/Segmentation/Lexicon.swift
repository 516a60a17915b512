/// The words and abbreviations of a language with their classes, read from a data file.
///
/// A line of the file is `class: entry, entry, …`; `#` starts a comment. The classes are those of `WordClass`. Abbreviations are written
/// with their full stops and, in several parts, with spaces (»i. d. R.«); they are found with any spaces or none. Other words are found in any case.
struct Lexicon {
  private var classes: [UInt64: WordClass] = [:]
  /// The number of abbreviations in the file.
  private(set) var abbreviationCount = 0
  /// The lines that are not of the form, so that a test can find them.
  private(set) var unreadLines: [Substring] = []

  /// Reads a data file's text.
  init(_ data: String) {
    for line in data.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      guard let colon = line.firstIndex(of: ":"), let wordClass = WordClass.named[String(line[..<colon])] else {
        unreadLines.append(line)
        continue
      }
      for entry in line[line.index(after: colon)...].split(separator: ",") {
        let units = entry.utf16.filter { $0 != 0x20 }
        if wordClass.isDisjoint(with: .abbreviations) {
          insert(units.map(\.lowercasedLatin), wordClass)
        } else {
          insertAbbreviation(units, wordClass)
        }
      }
    }
  }

  private mutating func insertAbbreviation(_ units: [UInt16], _ wordClass: WordClass) {
    abbreviationCount += 1
    let key = units.last == 0x2E ? units.dropLast() : units[...]
    insert(key, wordClass)
    for index in key.indices where key[index] == 0x2E { insert(key[..<index], .beginning) }
  }

  private mutating func insert(_ units: some Sequence<UInt16>, _ wordClass: WordClass) {
    var hash = WordHash()
    for unit in units { hash.add(unit) }
    classes[hash.finish(), default: []].formUnion(wordClass)
  }

  /// The classes of a hash; empty when it is not in the lexicon.
  subscript(hash: UInt64) -> WordClass { classes[hash] ?? [] }
}
