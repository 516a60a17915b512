import ICUText

/// Reads words into profiles.
struct WordReader {
  private let folding: LetterFolding
  private let numbers: NumberReading
  private let finder: WordFinder?
  /// A word's base letters, then folded.
  private var letters = [UInt16](repeating: 0, count: 256)
  /// A word in lower case, as a model has it: ß is ss, the apostrophe straight, nothing is invisible.
  private var lower = [UInt16](repeating: 0, count: 256)

  init(folding: LetterFolding, numbers: NumberReading, finder: WordFinder?) {
    (self.folding, self.numbers, self.finder) = (folding, numbers, finder)
  }

  /// A word of so many letters makes a landmark by just these; inflected forms mostly share them.
  private static let landmarkLetters = 6
  private static let landmarkDigits = 3

  /// Appends what a word says.
  mutating func read(_ word: Span<UInt16>, into profile: inout SentenceProfile) {
    if 2 * word.count > letters.count {
      letters = Array(repeating: 0, count: 4 * word.count)
      lower = letters
    }
    let before = (profile.words.count, profile.numbers.count, profile.cognates.count)
    let spelling = Self.spell(word, folding, &letters, &lower)
    profile.length += spelling.visible
    if spelling.digits != 0 {
      numbers.readDigits(word, into: &profile.numbers)
      if word.count >= Self.landmarkDigits { profile.landmarks.append(Self.landmark(digitsOf: word)) }
    }
    if spelling.letters > 0, word.count <= WordFinder.longestWord {
      finder?.find(lower.span.extracting(first: spelling.lower), key: spelling.key.value, into: &profile.words)
    }
    Self.fold(word, spelling, folding, numbers, &letters, into: &profile)
    profile.tokens.append(
      SentenceProfile.Token(
        words: UInt8(clamping: profile.words.count - before.0), numbers: UInt8(clamping: profile.numbers.count - before.1),
        cognates: UInt16(clamping: profile.cognates.count - before.2)))
  }

  /// What one look at each unit of a word gives.
  private struct Spelling {
    /// How many entries of `letters` and `lower` are the word's.
    var (letters, lower) = (0, 0)
    /// How many units are seen on paper.
    var visible = 0
    /// 1 when there is a digit among them.
    var digits: UInt8 = 0
    /// The key of the letters in `lower`.
    var key = WordKey()
    /// Whether `lower` is the word in lower case, unit by unit.
    var isPlain = true
  }

  private static func spell(_ word: Span<UInt16>, _ folding: LetterFolding, _ letters: inout [UInt16], _ lower: inout [UInt16]) -> Spelling {
    var spelling = Spelling()
    var letters = letters.mutableSpan
    var lower = lower.mutableSpan
    let latin = folding.latin.span
    for place in word.indices {
      let unit = word[place]
      var small: UInt16 = 0
      if Int(unit) < latin.count {
        let entry = latin[Int(unit)]
        letters[spelling.letters] = entry.first
        if entry.first != 0 { spelling.letters += 1 }
        if entry.second != 0 {
          letters[spelling.letters] = entry.second
          spelling.letters += 1
        }
        spelling.visible += Int(entry.visible)
        spelling.digits |= entry.digit
        small = entry.lower
      } else {
        if LetterFolding.keeps(unit) {
          letters[spelling.letters] = unit
          spelling.letters += 1
        }
        if !LexicalAnalyzer.isSpaceOrInvisible(unit) { spelling.visible += 1 }
      }
      if small == 0 {
        switch unit {
        case 0xAD, 0x200B...0x200D, 0xFEFF:
          spelling.isPlain = false
          continue
        case 0xDF, 0x1E9E:
          spelling.isPlain = false
          lower[spelling.lower] = 0x73
          spelling.lower += 1
          spelling.key.add(0x73)
          small = 0x73
        case 0x2019:
          spelling.isPlain = false
          small = 0x27
        default: small = unit.lowercased
        }
      }
      lower[spelling.lower] = small
      spelling.lower += 1
      spelling.key.add(small)
    }
    return spelling
  }

  /// The number that a word means, else the keys of its folded letters.
  private static func fold(
    _ word: Span<UInt16>, _ spelling: Spelling, _ folding: LetterFolding, _ numbers: NumberReading, _ letters: inout [UInt16], into profile: inout SentenceProfile
  ) {
    var letters = letters.mutableSpan
    let count = folding.simplify(&letters, spelling.letters)
    guard count >= 2 else { return }
    if word.count <= NumberReading.longestWord {
      let key = spelling.isPlain ? spelling.key : lowerCaseKey(word)
      if let key = numbers.key(ofWord: key.value, isCapitalised: word[0].lowercased != word[0]) {
        profile.numbers.append(key)
        return
      }
    }
    if count >= landmarkLetters {
      var key = WordKey()
      for place in 0..<landmarkLetters { key.add(letters[place]) }
      profile.landmarks.append(key.folded)
    }
    var units = UInt64(wordStart) << 48 | UInt64(letters[0]) << 32 | UInt64(letters[1]) << 16
    if count > 2 { units |= UInt64(letters[2]) }
    profile.cognates.append(cognate(units))
    for place in stride(from: 3, to: count, by: 1) {
      units = units << 16 | UInt64(letters[place])
      profile.cognates.append(cognate(units))
    }
  }

  private static func lowerCaseKey(_ word: Span<UInt16>) -> WordKey {
    var key = WordKey()
    for place in word.indices { key.add(word[place].lowercased) }
    return key
  }

  private static func landmark(digitsOf word: Span<UInt16>) -> UInt32 {
    var key = WordKey()
    for place in word.indices where (0x30...0x39).contains(word[place]) { key.add(word[place]) }
    return key.folded
  }

  private static let wordStart: UInt16 = 0x5E

  /// Four units as one key (Fibonacci hashing): keys that clash by chance are too few to matter, and long documents have many keys.
  @inline(__always)
  private static func cognate(_ units: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: (units &* 0x9E37_79B9_7F4A_7C15) >> 32) }
}
