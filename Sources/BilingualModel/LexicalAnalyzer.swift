import ICUText

/// Turns sentences into profiles that can be compared across languages without a dictionary.
///
/// Words are ICU's (UAX #29). A word's letters are folded (»Wladiwostok« becomes `vladivostok`) and give a key for its first three letters and
/// one for every four in a row, so that cognates, names and parts of compounds share keys. A token with digits gives number keys instead.
/// Not thread-safe: one a task, reused from document to document.
public final class LexicalAnalyzer {
  private let words: BreakIterator
  private let folding: LetterFolding
  private let numbers: NumberReading
  private let finder: WordFinder?

  /// Opens the word rules of a language, by its lower-case subtag (`de`); with a model, its words are looked up there.
  public init(language: String, model: WordVectorModel? = nil) throws {
    finder = model?.side(language).map { WordFinder($0, language: language) }
    words = try BreakIterator(.word, locale: language)
    folding = try LetterFolding.shared.get()
    numbers = NumberReading(language: language)
  }

  /// The profile of one sentence.
  public func profile(of sentence: String) throws -> SentenceProfile {
    var text = UTF16Text(sentence)
    // The models' words are composed.
    if finder != nil, text.units.contains(where: { (0x300..<0x370).contains($0) }) {
      text = UTF16Text(try NormalizationForm.nfc.normalize(sentence))
    }
    var profile = SentenceProfile()
    var letters: [UInt16] = []
    var lastMark: UInt16?
    try words.forEachPiece(in: text) { piece, isWord in
      let units = text.units[piece]
      if isWord {
        profile.length += units.count { !Self.isSpaceOrInvisible($0) }
        lastMark = nil
        let before = (profile.words.count, profile.numbers.count, profile.cognates.count)
        read(units, &letters, into: &profile)
        profile.tokens.append(
          SentenceProfile.Token(
            words: UInt8(clamping: profile.words.count - before.0), numbers: UInt8(clamping: profile.numbers.count - before.1),
            cognates: UInt16(clamping: profile.cognates.count - before.2)))
        return
      }
      for unit in units where !Self.isSpaceOrInvisible(unit) {
        profile.length += 1
        if let mark = Self.mark(unit) { profile.marks.insert(mark) }
        if !Self.closes(unit) { lastMark = unit }
      }
    }
    switch lastMark {
    case Self.colon: profile.marks.insert(.finalColon)
    case nil: profile.marks.insert(.unended)
    default: break
    }
    return profile
  }

  private func read(_ word: ArraySlice<UInt16>, _ letters: inout [UInt16], into profile: inout SentenceProfile) {
    if word.contains(where: { (0x30...0x39).contains($0) }) {
      profile.numbers += numbers.keys(ofDigits: word)
      if word.count >= Self.landmarkDigits { profile.landmarks.append(Self.key(ofStart: word.filter { (0x30...0x39).contains($0) })) }
    }
    folding.fold(word, into: &letters)
    if !letters.isEmpty { finder?.find(word, into: &profile.words) }
    guard letters.count >= 2 else { return }
    if let key = numbers.key(ofWord: word) {
      profile.numbers.append(key)
      return
    }
    if letters.count >= Self.landmarkLetters { profile.landmarks.append(Self.key(ofStart: letters.prefix(Self.landmarkLetters))) }
    profile.cognates.append(Self.key(Self.wordStart, letters[0], letters[1], letters.count > 2 ? letters[2] : 0))
    for start in 0..<max(0, letters.count - 3) {
      profile.cognates.append(Self.key(letters[start], letters[start + 1], letters[start + 2], letters[start + 3]))
    }
  }

  /// A word of so many letters makes a landmark by just these; inflected forms mostly share them.
  private static let landmarkLetters = 6
  private static let landmarkDigits = 3

  private static func key(ofStart units: some Sequence<UInt16>) -> UInt32 {
    let key = units.reduce(into: WordKey()) { $0.add($1) }.value
    return UInt32(truncatingIfNeeded: key ^ key >> 32)
  }

  private static let wordStart: UInt16 = 0x5E
  private static let colon: UInt16 = 0x3A

  /// Four units as one key (Fibonacci hashing): keys that clash by chance are too few to matter, and long documents have many keys.
  private static func key(_ a: UInt16, _ b: UInt16, _ c: UInt16, _ d: UInt16) -> UInt32 {
    let units = UInt64(a) << 48 | UInt64(b) << 32 | UInt64(c) << 16 | UInt64(d)
    return UInt32(truncatingIfNeeded: (units &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  private static func isSpaceOrInvisible(_ unit: UInt16) -> Bool {
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
