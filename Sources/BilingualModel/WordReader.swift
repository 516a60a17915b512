import ICUText

/// Reads words.
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
  mutating func read(_ word: Span<UInt16>, into records: inout WordRecords) {
    if 2 * word.count > letters.count {
      letters = Array(repeating: 0, count: 4 * word.count)
      lower = letters
    }
    let spelling = Self.spell(word, folding, &letters, &lower)
    if spelling.hasDigits {
      numbers.readDigits(word, into: &records.numbers)
      if word.count >= Self.landmarkDigits { records.landmarks.append(Self.landmark(digitsOf: word)) }
    }
    if spelling.letters > 0, word.count <= WordFinder.longestWord {
      finder?.find(lower.span.extracting(first: spelling.lower), key: spelling.key.value, into: &records.words)
    }
    let count = folding.simplify(&letters, spelling.letters)
    if count >= 2 { addLetters(count, of: word, spelling, to: &records) }
    records.end(length: spelling.visible)
  }

  /// What one look at each unit of a word gives.
  private struct Spelling {
    /// How many entries of `letters` and `lower` are the word's.
    var (letters, lower) = (0, 0)
    /// How many units are seen on paper.
    var visible = 0
    var hasDigits = false
    /// The key of the letters in `lower`.
    var key = WordKey()
    /// Whether `lower` is the word in lower case, unit by unit.
    var isPlain = true

    @inline(__always)
    mutating func append(_ unit: UInt16, to lower: inout MutableSpan<UInt16>) {
      lower[self.lower] = unit
      self.lower += 1
      key.add(unit)
    }
  }

  private static func spell(_ word: Span<UInt16>, _ folding: LetterFolding, _ letters: inout [UInt16], _ lower: inout [UInt16]) -> Spelling
  {
    var letters = letters.mutableSpan
    var lower = lower.mutableSpan
    let latin = folding.latin.span
    var key = WordKey()
    for place in word.indices {
      let unit = Int(word[place])
      guard unit < latin.count, latin[unit].isPlain else { return spell(word, latin, &letters, &lower) }
      let entry = latin[unit]
      letters[place] = entry.first
      lower[place] = entry.lower
      key.add(entry.lower)
    }
    return Spelling(letters: word.count, lower: word.count, visible: word.count, key: key)
  }

  /// The same for any word.
  private static func spell(
    _ word: Span<UInt16>, _ latin: Span<LetterFolding.Latin>, _ letters: inout MutableSpan<UInt16>, _ lower: inout MutableSpan<UInt16>
  ) -> Spelling {
    var spelling = Spelling()
    for place in word.indices {
      let unit = word[place]
      let entry = Int(unit) < latin.count ? latin[Int(unit)] : LetterFolding.Latin(beyond: unit)
      letters[spelling.letters] = entry.first
      if entry.first != 0 { spelling.letters += 1 }
      if entry.second != 0 {
        letters[spelling.letters] = entry.second
        spelling.letters += 1
      }
      if (0x30...0x39).contains(unit) { spelling.hasDigits = true }
      if !LexicalAnalyzer.isSpaceOrInvisible(unit) { spelling.visible += 1 }
      var small = entry.lower
      switch unit {
      case 0xAD, 0x200B...0x200D, 0xFEFF:
        spelling.isPlain = false
        continue
      case 0xDF, 0x1E9E:
        small = 0x73
        spelling.isPlain = false
        spelling.append(small, to: &lower)
      case 0x2019:
        small = 0x27
        spelling.isPlain = false
      default: break
      }
      spelling.append(small, to: &lower)
    }
    return spelling
  }

  /// Adds the number that a word means, else the keys of its folded letters.
  private func addLetters(_ count: Int, of word: Span<UInt16>, _ spelling: Spelling, to records: inout WordRecords) {
    if word.count <= NumberReading.longestWord {
      let key = spelling.isPlain ? spelling.key : Self.lowerCaseKey(word)
      if let key = numbers.key(ofWord: key.value, isCapitalised: word[0].lowercased != word[0]) { return records.numbers.append(key) }
    }
    if count >= Self.landmarkLetters {
      var key = WordKey()
      for place in 0..<Self.landmarkLetters { key.add(letters[place]) }
      records.landmarks.append(key.folded)
    }
    records.cognates.append(Self.cognate(Self.wordStart, letters[0], letters[1], count > 2 ? letters[2] : 0))
    let letters = letters.span
    var place = 3
    while place < count {
      records.cognates.append(Self.cognate(letters[place - 3], letters[place - 2], letters[place - 1], letters[place]))
      place += 1
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
  private static func cognate(_ a: UInt16, _ b: UInt16, _ c: UInt16, _ d: UInt16) -> UInt32 {
    let units = UInt64(a) << 48 | UInt64(b) << 32 | UInt64(c) << 16 | UInt64(d)
    return UInt32(truncatingIfNeeded: (units &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}
