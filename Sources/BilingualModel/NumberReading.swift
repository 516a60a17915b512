import ICUText

/// Reads what two languages write differently but mean alike: numbers, months, weekdays.
///
/// »1.000,5« and "1,000.5" give one key, »3. Oktober« and "October 3" the same two, »zwei« and "two" one.
struct NumberReading: Sendable {
  /// A number's or a calendar word's key, equal in every language.
  typealias Key = UInt64

  /// By the words' keys, so that a word of a text is looked up without becoming a string.
  private let words: Vocabulary
  private let capitalisesCalendar: Bool

  /// Number words are known for German, English and French; digits work everywhere.
  init(language: String) {
    words = Self.vocabularies[language] ?? Vocabulary([:])
    capitalisesCalendar = language == "de" || language == "en"
  }

  /// Appends the keys of a token with digits: one for a number, one a part for a date or time; leading zeros do not count.
  ///
  /// A mark is a grouping mark when each part behind it has three digits and the first one to three, else it separates parts: decimals,
  /// dates, times and versions give a key a part, so that »18.30« is "18:30" and »3,5« is "3.5".
  func readDigits(_ token: Span<UInt16>, into keys: inout [Key]) {
    var place = 0
    while let start = Self.next(from: place, in: token, isDigit: true) {
      var end = Self.next(from: start, in: token, isDigit: false) ?? token.count
      var number = DigitKey()
      number.add(token.extracting(start..<end))
      if end - start <= 3, token[start] != 0x30, end < token.count {
        // The mark is the one right behind the digits; more marks may follow it.
        let mark = token[end]
        while end < token.count, token[end] == mark, let group = Self.next(from: end, in: token, isDigit: true) {
          let groupEnd = Self.next(from: group, in: token, isDigit: false) ?? token.count
          guard groupEnd - group == 3 else { break }
          number.add(token.extracting(group..<groupEnd))
          end = groupEnd
        }
      }
      keys.append(number.value)
      place = end
    }
  }

  /// The first unit from a place on that is a digit, or is none.
  private static func next(from place: Int, in token: Span<UInt16>, isDigit: Bool) -> Int? {
    var place = place
    while place < token.count {
      if (0x30...0x39).contains(token[place]) == isDigit { return place }
      place += 1
    }
    return nil
  }

  /// The key of a number word, month or weekday by its `WordKey` in lower case, or nothing. A calendar word wants the capital that its language
  /// gives it: "May", not "may".
  func key(ofWord word: UInt64, isCapitalised: Bool) -> Key? {
    guard let key = words.key(of: word) else { return nil }
    let isCalendar = key >= Self.month(0)
    return isCalendar && capitalisesCalendar && !isCapitalised ? nil : key
  }

  /// Words and what they mean.
  private struct Vocabulary: Sendable {
    private var numbering = KeyNumbering()
    private var keys: [Key] = []

    init(_ words: [String: Key]) {
      for (word, key) in words where numbering.insert(WordKey.of(Array(word.utf16).span)) == keys.count { keys.append(key) }
    }

    func key(of word: UInt64) -> Key? { numbering.find(word).map { keys[$0] } }
  }

  /// A longer word is none that is known.
  static let longestWord = 20

  private static func key(of number: Int) -> Key {
    let digits = Array(String(number).utf16)
    var key = DigitKey()
    key.add(digits.span)
    return key.value
  }

  /// Months and weekdays live far above any short number's key.
  private static func month(_ number: Int) -> Key { 1 << 62 + UInt64(number) }
  private static func weekday(_ number: Int) -> Key { 1 << 62 + 100 + UInt64(number) }

  private static let vocabularies: [String: Vocabulary] = {
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
    return all.mapValues { Vocabulary($0) }
  }()
}

/// The key of a row of digits: their number without leading zeros, then each of them, as a polynomial in 31.
private struct DigitKey {
  private var (count, power, sum): (UInt64, UInt64, UInt64) = (0, 1, 0)

  mutating func add(_ digits: Span<UInt16>) {
    for place in digits.indices where count > 0 || digits[place] != 0x30 {
      count += 1
      power &*= 31
      sum = sum &* 31 &+ UInt64(digits[place])
    }
  }

  var value: UInt64 { count &* power &+ sum }
}
