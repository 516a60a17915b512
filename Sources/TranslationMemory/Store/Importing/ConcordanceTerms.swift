import Corpus
import ICUText

/// The words of texts as concordance finds them: stems in lower case. Not thread-safe: one a task.
///
/// The terms of a text in German or English are the stems of its words (UAX #29) by Snowball's algorithms, in other languages the words
/// themselves. Before each stands its language and a middle dot, so that one index serves all languages: `de·haus`. No term has a space.
public final class ConcordanceTerms {
  /// A language's means.
  private final class Language {
    let prefix: String
    let breaker: WordBreaker
    let stemmer: Stemmer?
    /// The terms of words that were met before, as texts repeat their words, by the words' hashes.
    var known: [UInt64: (word: [UInt16], term: String)] = [:]

    init(_ subtag: String) {
      prefix = subtag + "·"
      breaker = WordBreaker(language: subtag)
      stemmer = ["de", "en"].contains(subtag) ? Stemmer(language: subtag) : nil
    }
  }

  private static let mostKnown = 1 << 16
  private static let mostLanguages = 1 << 8
  /// By their names and by their subtags.
  private var languages: [String: Language] = [:]
  private var words: [Range<Int>] = []
  private var word: [UInt16] = []
  private var joined: [UInt8] = []

  /// Terms of any language; nothing is opened before it is needed.
  public init() {}

  /// The terms of a text in their order.
  /// - Parameters:
  ///   - text: as `MatchText.text` has it.
  ///   - language: as `VariantKeys.language` has it.
  /// - Throws: a `Diagnostic` `.malformedInput` when the text is too long for ICU.
  public func terms(of text: String, language: String) throws -> [String] {
    try joinedTerms(of: text, language: language).split(separator: " ").map(String.init)
  }

  /// The same with spaces between them.
  func joinedTerms(of text: String, language: String) throws -> String {
    let language = self.language(language)
    let units = UTF16Text.units(of: text)
    do { try language.breaker.find(in: units, &words) } catch {
      throw Diagnostic(.malformedInput, "this segment cannot be split into words: \(error)", cure: "split it")
    }
    joined.removeAll(keepingCapacity: true)
    for range in words {
      word.removeAll(keepingCapacity: true)
      var hash = FNV1a()
      for index in range {
        let unit = units[index].lowercased
        word.append(unit)
        hash.add(UInt64(unit))
      }
      if !joined.isEmpty { joined.append(0x20) }
      joined.append(contentsOf: term(hash.value, language).utf8)
    }
    return String(decoding: joined, as: UTF8.self)
  }

  /// The term of `word`, which has this hash.
  private func term(_ hash: UInt64, _ language: Language) -> String {
    let known = language.known[hash]
    if let known, known.word == word { return known.term }
    let term = Self.term(of: word, language)
    if language.known.count >= Self.mostKnown { language.known.removeAll() }
    // A copy: a shared buffer would be replaced, a little larger each time.
    language.known[hash] = (word.map { $0 }, term)
    return term
  }

  private func language(_ name: String) -> Language {
    if let known = languages[name] { return known }
    // Languages that differ in their region share what is known of their words.
    let subtag = Self.subtag(of: name)
    let made = languages[subtag] ?? Language(subtag)
    if languages.count >= Self.mostLanguages { languages.removeAll() }
    (languages[name], languages[subtag]) = (made, made)
    return made
  }

  /// The language part of a tag: letters and digits only, `und` when there are none.
  static func subtag(of language: String) -> String {
    let subtag = language.prefix { $0 != "-" }.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return subtag.isEmpty ? "und" : String(subtag)
  }

  private static func term(of word: [UInt16], _ language: Language) -> String {
    let text = String(decoding: word.filter { $0 != 0xAD }, as: UTF16.self)
    let stem = language.stemmer?.stem(text) ?? text
    // Marks within a word, and what else the index would split at, become dots.
    let isPlain = stem.utf8.allSatisfy { $0 >= 0x80 || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    guard !isPlain else { return language.prefix + stem }
    let scalars = stem.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar.isASCII && !scalar.properties.isAlphabetic && scalar.properties.numericType == nil ? "·" : scalar
    }
    return language.prefix + String(String.UnicodeScalarView(scalars))
  }
}
