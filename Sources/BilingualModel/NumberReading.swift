import ICUText

/// Reads what two languages write differently but mean alike: numbers, months, weekdays.
///
/// »1.000,5« and "1,000.5" give one key, »3. Oktober« and "October 3" the same two, »zwei« and "two" one.
struct NumberReading: Sendable {
  /// A number's or a calendar word's key, equal in every language.
  typealias Key = UInt64

  /// By the words' keys, so that a word of a text is looked up without becoming a string.
  private let words: [UInt64: Key]
  private let capitalisesCalendar: Bool

  /// Number words are known for German, English and French; digits work everywhere.
  init(language: String) {
    words = Dictionary(
      (Self.vocabulary[language] ?? [:]).map { (WordKey.of(Array($0.key.utf16)[...]), $0.value) }, uniquingKeysWith: { first, _ in first })
    capitalisesCalendar = language == "de" || language == "en"
  }

  /// The keys of a token with digits: one for a number, one a part for a date or time; leading zeros do not count.
  ///
  /// A mark is a grouping mark when each part behind it has three digits and the first one to three, else it separates parts: decimals,
  /// dates, times and versions give a key a part, so that »18.30« is "18:30" and »3,5« is "3.5".
  func keys(ofDigits token: ArraySlice<UInt16>) -> [Key] {
    var parts: [[UInt16]] = [[]]
    var marks: [UInt16] = []
    for unit in token {
      if (0x30...0x39).contains(unit) {
        parts[parts.count - 1].append(unit)
      } else if parts[parts.count - 1].isEmpty {
        continue
      } else {
        marks.append(unit)
        parts.append([])
      }
    }
    if parts.last?.isEmpty == true { parts.removeLast() }
    var keys: [Key] = []
    var index = 0
    while index < parts.count {
      var digits = parts[index]
      if (1...3).contains(digits.count), digits.first != 0x30, index < marks.count {
        let mark = marks[index]
        while index + 1 < parts.count, marks[index] == mark, parts[index + 1].count == 3 {
          index += 1
          digits += parts[index]
        }
      }
      keys.append(Self.key(ofDigits: digits))
      index += 1
    }
    return keys
  }

  /// The key of a number word, month or weekday, or nothing. A calendar word wants the capital that its language gives it: "May", not "may".
  func key(ofWord word: ArraySlice<UInt16>) -> Key? {
    guard word.count <= Self.longestWord else { return nil }
    var hash = WordKey()
    for unit in word { hash.add(unit.lowercased) }
    guard let key = words[hash.value] else { return nil }
    let isCalendar = key >= Self.month(0)
    return isCalendar && capitalisesCalendar && word.first?.lowercased == word.first ? nil : key
  }

  private static let longestWord = 20

  private static func key(ofDigits digits: [UInt16]) -> Key {
    let significant = digits.drop { $0 == 0x30 }
    return significant.reduce(UInt64(significant.count)) { $0 &* 31 &+ UInt64($1) }
  }

  private static func key(of number: Int) -> Key { key(ofDigits: Array(String(number).utf16)) }

  /// Months and weekdays live far above any short number's key.
  private static func month(_ number: Int) -> Key { 1 << 62 + UInt64(number) }
  private static func weekday(_ number: Int) -> Key { 1 << 62 + 100 + UInt64(number) }

  private static let vocabulary: [String: [String: Key]] = {
    var all: [String: [String: Key]] = [:]
    func add(_ language: String, _ names: String, _ key: (Int) -> Key) {
      for (index, alternatives) in names.split(separator: " ").enumerated() {
        for name in alternatives.split(separator: "|") { all[language, default: [:]][String(name)] = key(index + 1) }
      }
    }
    add(
      "de",
      "januar|jänner|jan februar|feber|feb märz april|apr mai juni juli august|aug september|sept oktober|okt november|nov dezember|dez",
      month)
    add(
      "en", "january|jan february|feb march april|apr may june july august|aug september|sept october|oct november|nov december|dec", month)
    add("fr", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre", month)
    add("de", "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag", weekday)
    add("en", "monday tuesday wednesday thursday friday saturday sunday", weekday)
    add("fr", "lundi mardi mercredi jeudi vendredi samedi dimanche", weekday)
    // One is left out: it is an article in German and French.
    let skipOne = { (index: Int) in key(of: index + 1) }
    add(
      "de",
      "zwei|zweite|zweiten drei|dritte|dritten vier|vierte|vierten fünf|fünfte|fünften sechs|sechste sieben acht neun zehn elf zwölf dreizehn vierzehn",
      skipOne)
    add("en", "two|second three|third four|fourth five|fifth six|sixth seven eight nine ten eleven twelve thirteen fourteen", skipOne)
    add(
      "fr", "deux|deuxième trois|troisième quatre|quatrième cinq|cinquième six|sixième sept huit neuf dix onze douze treize quatorze",
      skipOne)
    add("de", "fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig") { key(of: $0 + 14) }
    add("en", "fifteen sixteen seventeen eighteen nineteen twenty") { key(of: $0 + 14) }
    add("fr", "quinze seize dix-sept dix-huit dix-neuf vingt") { key(of: $0 + 14) }
    add("de", "dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig hundert") { key(of: ($0 + 2) * 10) }
    add("en", "thirty forty fifty sixty seventy eighty ninety hundred") { key(of: ($0 + 2) * 10) }
    add("fr", "trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent") { key(of: ($0 + 2) * 10) }
    return all
  }()
}
