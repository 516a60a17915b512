import ICUText

/// Turns sentences into profiles that can be compared across languages without a dictionary.
///
/// Words are ICU's (UAX #29). A word's letters are folded (»Wladiwostok« becomes `vladivostok`) and give a key for its first three letters and
/// one for every four in a row, so that cognates, names and parts of compounds share keys. A token with digits gives number keys instead.
/// Not thread-safe: one a task, reused from document to document.
public final class LexicalAnalyzer {
  private let breaker: WordBreaker
  private var memory: WordMemory
  private let composes: Bool

  /// Opens the word rules of a language, by its lower-case subtag (`de`); with a model, its words are looked up there.
  public init(language: String, model: WordVectorModel? = nil) throws {
    breaker = WordBreaker(language: language)
    let finder = model?.side(language).map { WordFinder($0, language: language) }
    composes = finder != nil
    memory = WordMemory(
      WordReader(folding: try LetterFolding.shared.get(), numbers: NumberReading(language: language), finder: finder))
  }

  /// The profile of one sentence.
  public func profile(of sentence: String) throws -> SentenceProfile {
    var units = UTF16Text.units(of: sentence)
    var words: [Range<Int>] = []
    words.reserveCapacity(units.count / 4)
    // The models' words are composed.
    if try !breaker.find(in: units, &words), composes, units.contains(where: { (0x300..<0x370).contains($0) }) {
      units = UTF16Text.units(of: try NormalizationForm.nfc.normalize(sentence))
      try breaker.find(in: units, &words)
    }
    var profile = memory.profile(of: words.span, in: units.span)
    Self.addMarks(of: units.span, outside: words.span, to: &profile)
    return profile
  }

  private static func addMarks(of units: Span<UInt16>, outside words: Span<Range<Int>>, to profile: inout SentenceProfile) {
    var lastMark: UInt16?
    var place = 0
    for index in 0...words.count {
      let end = index < words.count ? words[index].lowerBound : units.count
      while place < end {
        let unit = units[place]
        place += 1
        guard unit != 0x20, !isSpaceOrInvisible(unit) else { continue }
        profile.length += 1
        if let mark = mark(unit) { profile.marks.insert(mark) }
        if !closes(unit) { lastMark = unit }
      }
      if index < words.count {
        lastMark = nil
        place = words[index].upperBound
      }
    }
    switch lastMark {
    case colon: profile.marks.insert(.finalColon)
    case nil: profile.marks.insert(.unended)
    default: break
    }
  }

  private static let colon: UInt16 = 0x3A

  static func isSpaceOrInvisible(_ unit: UInt16) -> Bool {
    switch unit {
    case 0...0x20, 0x7F...0xA0, 0xAD, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  private static func mark(_ unit: UInt16) -> SentenceProfile.Marks? {
    switch unit {
    case 0x3F, 0x203D, 0x2047...0x2049, 0xFF1F: .question
    case 0x21, 0xFF01: .exclamation
    case 0x22, 0xAB, 0xBB, 0x201C...0x201F, 0x2039, 0x203A: .quotation
    case 0x28, 0x29, 0x5B, 0x5D: .bracket
    case 0x2026: .ellipsis
    default: nil
    }
  }

  /// Whether a mark may stand behind the final one: a closing quotation mark or bracket.
  private static func closes(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x22, 0x27, 0x29, 0x5D, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A: true
    default: false
    }
  }
}
