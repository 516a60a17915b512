/// The rules for a single full stop with a space and no lower-case word behind it.
extension Candidate {
  func decidePeriod() -> Verdict {
    let word = self.word
    guard !word.isEmpty else { return .end(.finalMark) }
    if continuesAbbreviation { return .within(.insideAbbreviation) }
    let shape = text.shape(word)
    if shape == .number { return decideNumber(word) }
    if isFileName(word) { return .end(.plainWord) }
    if word.count == 1, word.lowerBound == firstWord { return .within(.enumerator) }
    let classes = abbreviation(word)
    if !classes.isEmpty { return decide(classes) }
    if isRoman(word, shape) { return decideRoman(word) }
    if shape == .upperLetter || shape == .lowerLetter { return decideLetter(word, isUpper: shape == .upperLetter) }
    if isPartOfCompound(word) { return startsTypically ? .end(.finalAbbreviation) : .within(.abbreviation) }
    if looksAbbreviated(word) { return startsTypically ? .end(.finalAbbreviation) : judge(.consonants) }
    // Punkt's evidence: the word has been an abbreviation so far, and nothing else.
    let isAbbreviated = evidence.traits(word, in: text).intersection([.abbreviated, .bare]) == .abbreviated
    return isAbbreviated && !startsTypically ? judge(.abbreviation) : .end(.plainWord)
  }

  /// The classes of the longest abbreviation that ends with the mark: »d. h.« rather than »h.«
  func abbreviation(_ word: Range<Int>) -> WordClass {
    var found: WordClass = []
    var start = word.lowerBound
    for _ in 0..<6 {
      let classes = self.classes(abbreviation: start..<word.upperBound)
      if !classes.isEmpty { found = classes }
      let previous = text.skipGap(before: start, downTo: max(floor, start - 4))
      guard text.has(".", at: previous - 1), previous > floor else { break }
      start = text.word(before: previous - 1, downTo: floor).lowerBound
    }
    if found.isEmpty, isGerman, endsInStreet(word) { return .either }
    if found.isEmpty, endsInNumber(word) { return [.number, .either] }
    if found.isEmpty, endsAbbreviated(word) { return [.either, .name] }
    return found
  }

  private func classes(abbreviation range: Range<Int>) -> WordClass {
    let mask = WordClass.abbreviations.subtracting(.beginning)
    let exact = lexicon[text.hash(range)].intersection(mask)
    return exact.isEmpty && text.kind(range.lowerBound) == .upper && range.lowerBound == firstWord
      ? lexicon[text.hash(range, firstFolded: true)].intersection(mask) : exact
  }

  /// »Goethestr.«, »Schillerpl.«
  private func endsInStreet(_ word: Range<Int>) -> Bool {
    let last = word.upperBound - 1
    return word.count > 4
      && (text.has("r", at: last) && text.has("t", at: last - 1) && text.has("s", at: last - 2)
        || text.has("l", at: last) && text.has("p", at: last - 1))
  }

  /// »IdNr.«, »Telefonnr.«
  private func endsInNumber(_ word: Range<Int>) -> Bool {
    word.count > 3 && isGerman && text.has("r", at: word.upperBound - 1)
      && (text.has("N", at: word.upperBound - 2) || text.has("n", at: word.upperBound - 2))
  }

  /// »Reg.-Bez.«: behind an abbreviation's full stop and a hyphen.
  private func isPartOfCompound(_ word: Range<Int>) -> Bool {
    word.count < 6 && text.kind(word.lowerBound - 1) == .dash && text.has(".", at: word.lowerBound - 2)
  }

  /// »main.c«, »example.org«: a word of three or more small letters, which is no abbreviation, and a full stop stand right before it.
  private func isFileName(_ word: Range<Int>) -> Bool {
    guard text.has(".", at: word.lowerBound - 1), text.kind(word.lowerBound) == .lower else { return false }
    let name = text.word(before: word.lowerBound - 1, downTo: floor)
    return name.count > 2 && text.shape(name) == .lower && abbreviation(name).isEmpty
  }

  /// »Stadtverw.«: a word of five letters or more that ends in two consonants and in one of the endings in the data.
  private func endsAbbreviated(_ word: Range<Int>) -> Bool {
    guard word.count > 5, isGerman, !isVowel(word.upperBound - 1), !isVowel(word.upperBound - 2) else { return false }
    return (3...min(8, word.count - 2)).contains {
      lexicon[text.hash(word.upperBound - $0..<word.upperBound)].contains(.ending)
    }
  }

  private func isVowel(_ offset: Int) -> Bool {
    switch text.units[offset].lowercasedLatin {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0xE4, 0xF6, 0xFC: true
    default: false
    }
  }

  /// Whether the next word with its full stop goes on with an abbreviation that the words before the mark begin.
  private var continuesAbbreviation: Bool {
    guard !following.isOpened else { return false }
    // An entry such as »v. Chr. Geburt« ends in a plain word.
    let wanted: WordClass = text.has(".", at: following.word.upperBound) ? .abbreviations : following.word.count > 3 ? .never : []
    var start = word.lowerBound
    for _ in 0..<6 {
      let range = start..<following.word.upperBound
      let classes = lexicon[text.hash(range)].union(start == firstWord ? lexicon[text.hash(range, firstFolded: true)] : [])
      if !classes.isDisjoint(with: wanted) { return true }
      let previous = text.skipGap(before: start, downTo: max(floor, start - 4))
      guard text.has(".", at: previous - 1), previous > floor else { return false }
      start = text.word(before: previous - 1, downTo: floor).lowerBound
    }
    return false
  }

  private func decide(_ classes: WordClass) -> Verdict {
    if classes.contains(.never) { return isMeasure && startsTypically ? .end(.finalAbbreviation) : .within(.neverFinal) }
    let isNumbered = following.start == .digit || isNumeral(following.word)
    if !classes.isDisjoint(with: [.number, .numberOrWord]), isNumbered { return .within(.beforeNumber) }
    if classes == .numberOrWord { return .end(.plainWord) }
    if classes.isDisjoint(with: [.final, .either, .number]), !isMeasure {
      return startsTypically && isGerman && !text.has(".", at: following.word.upperBound) ? judge(.title) : .within(.title)
    }
    let isLastWord = text.has(".", at: following.word.upperBound)
    if startsTypically && !(isLastWord && classes.contains(.name)) { return .end(.finalAbbreviation) }
    if classes.contains(.final), !isFronted, !self.classes(following.word, folded: true).contains(.counted) {
      return .end(.finalAbbreviation)
    }
    let features = features(classes.contains(.final) ? .finalAbbreviation : .abbreviation)
    // »… als Kunz & Söhne Nachf. Inhaber ist …«
    if classes.contains(.name), startsCapital, !isMeasure, !(features.contains(.verbSecond) && hasListedVerbSecond) {
      return .within(.title)
    }
    // »… u. Ä. Meldet euch!«
    if features.contains(.pronounSecond), !features.contains(.nextCounted) { return .end(.finalAbbreviation) }
    return judge(features)
  }

  /// Whether a number, with or without »Mio.«, or a slash stands before the word: »5 Min.«, »3 Mio. Fr.«, »U/min.«
  private var isMeasure: Bool {
    let word = word
    var end = text.skipGap(before: word.lowerBound, downTo: max(floor, word.lowerBound - 3))
    if text.has(".", at: end - 1) {
      let amount = text.word(before: end - 1, downTo: floor)
      guard lexicon[text.hash(amount)].contains(.either) else { return false }
      end = text.skipGap(before: amount.lowerBound, downTo: max(floor, amount.lowerBound - 3))
    }
    return text.kind(end - 1) == .digit || text.has("/", at: word.lowerBound - 1)
  }

  /// Whether the abbreviation is in the first words of its sentence: »At 5 p.m. Mr. Smith left.«
  private var isFronted: Bool { marks.lowerBound - (firstWord ?? floor) < 10 }

  /// A Roman numeral or a single letter as a number: »Art. II«, »lit. B«.
  private func isNumeral(_ word: Range<Int>) -> Bool {
    let shape = text.shape(word)
    return (shape == .upperLetter && !text.has(".", at: word.upperBound)) || isRoman(word, shape)
  }

  private func decideRoman(_ word: Range<Int>) -> Verdict {
    if word.lowerBound == firstWord { return .within(.enumerator) }
    if word.count == 1, following.start == .digit { return .within(.initial) }
    if text.kind(following.offset) == .openBracket { return .within(.roman) }
    if startsTypically || !startsCapital || isLabelled(word.lowerBound) { return .end(.finalRoman) }
    return judge(.roman)
  }

  private func decideLetter(_ word: Range<Int>, isUpper: Bool) -> Verdict {
    switch text.kind(word.lowerBound - 1) {
    case .quote, .symbol, .digit: return .end(.plainWord)
    default: break
    }
    let before = text.skipGap(before: word.lowerBound, downTo: max(floor, word.lowerBound - 4))
    let isPronoun = !isGerman && text.has("I", at: word.lowerBound) && text.shape(text.word(before: before, downTo: floor)) != .capital
    if isPronoun { return .end(.plainWord) }
    let isDotted = text.has(".", at: word.lowerBound - 1)
    let isUnit = !isUpper && text.kind(before - 1) == .digit
    if startsTypically || isUnit || (startsCapital && isUpper && !isDotted && isLabelled(word.lowerBound)) { return .end(.finalLetter) }
    // »m. Garten«, »V.f.B. Stuttgart«
    if !isUpper || isDotted { return .within(.initial) }
    // »… war Frank D. Gesehen hatte er nichts.«
    if isGerman && startsInverted { return .end(.finalLetter) }
    let features = features(.letter)
    // »Verhaftet wurde Ali R. Polizisten fanden ihn.«
    let isSecondVerb =
      features.contains(.verbSecond) && features.contains(.verbLater) && !isBehindComma(text.word(before: before, downTo: floor))
    return isGerman && isSecondVerb ? .end(.finalLetter) : judge(features)
  }

  private func isBehindComma(_ word: Range<Int>) -> Bool {
    text.kind(text.skipGap(before: word.lowerBound, downTo: max(floor, word.lowerBound - 3)) - 1) == .comma
  }

  /// Whether the word before an offset wants a number or a letter: »Kapitel«, »Bd.«, »§«.
  func isLabelled(_ offset: Int) -> Bool {
    let end = text.skipGap(before: offset, downTo: max(floor, offset - BlockText.reach))
    if text.has("§", at: end - 1) { return true }
    if text.has(".", at: end - 1) {
      let word = text.word(before: end - 1, downTo: floor)
      return !lexicon[text.hash(word)].isDisjoint(with: [.number, .numberOrWord]) || (isGerman && endsInStreet(word))
    }
    return classes(text.word(before: end, downTo: floor), folded: true).contains(.label)
  }

  func isRoman(_ word: Range<Int>, _ shape: BlockText.Shape) -> Bool {
    guard shape == .allUpper || shape == .upperLetter, word.count < 9 else { return false }
    let canBeLarge = word.count > 3
    let isNumeral = word.allSatisfy {
      switch text.units[$0] {
      case 0x49, 0x56, 0x58: true
      case 0x4C, 0x43, 0x44, 0x4D: canBeLarge || (text.units[$0] == 0x4C && word.count > 1)
      default: false
      }
    }
    return isNumeral && (isGerman || word.count > 1)
  }

  /// A short word without a vowel (»Hptm«), or one in lower case that ends in two consonants in which no German word ends (»zentr«).
  func looksAbbreviated(_ word: Range<Int>) -> Bool {
    guard word.count > 1, !text.has(".", at: word.lowerBound - 1) else { return false }
    let shape = text.shape(word)
    guard shape == .lower || shape == .capital else { return false }
    guard word.count < 6 else { return shape == .lower && isCutShort(word) }
    let hasNoVowel = word.allSatisfy { offset in
      let unit = text.units[offset].lowercasedLatin
      return unit < 0x80 && ![0x61, 0x65, 0x69, 0x6F, 0x75, 0x79].contains(unit)
    }
    return (hasNoVowel || shape == .lower && isCutShort(word)) && !classes(word, folded: true).contains(.plain)
  }

  private func isCutShort(_ word: Range<Int>) -> Bool {
    let pair = word.upperBound - 2..<word.upperBound
    return isGerman && word.count > 3 && word.count < 16
      && pair.allSatisfy { (0x62...0x7A).contains(text.units[$0]) && !isVowel($0) && text.units[$0] != 0x79 }
      && !lexicon[text.hash(pair)].contains(.coda)
  }
}
