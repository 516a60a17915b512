/// The rules for a number before a full stop: German ordinals and dates look like numbers at the end of a sentence.
extension Candidate {
  func decideNumber(_ digits: Range<Int>) -> Verdict {
    let number = wholeNumber(endingWith: digits)
    let isPlain = number == digits
    if number.lowerBound == firstWord, digits.count < 4, number.count < 9, startsCapital || following.start == .digit {
      return .within(.enumerator)
    }
    // »Wir fordern: 1. Mehr Lohn.«
    if digits.count == 1, text.has("1", at: digits.lowerBound), isPlain, startsCapital, isBehindColon(number) {
      return .within(.enumerator)
    }
    if isPlain, let label = leadingLabel(number), startsCapital, !lexicon[text.hash(label)].isDisjoint(with: [.number, .numberOrWord]) {
      return .within(.enumerator)
    }
    guard isGerman else { return .end(.finalNumber) }
    if following.start == .digit { return isDate(number, before: following.word) ? .within(.ordinal) : .end(.finalNumber) }
    if startsTypically || !startsCapital && !following.isOpened { return .end(.finalNumber) }
    if isDecimal(number) { return .end(.finalNumber) }
    let isCounted = classes(following.word, folded: true).contains(.counted) && !isNamed(number.lowerBound)
    let isRange = text.kind(number.lowerBound - 1) == .dash && !text.kind(number.lowerBound - 2).isBlank
    if isCounted || isRange, digits.count < 4 { return .within(.ordinal) }
    if text.has("0", at: digits.lowerBound), isPlain { return .end(.finalNumber) }
    if digits.count >= 4, isPlain, isYear(digits) { return .end(.finalNumber) }
    return isLabelled(number.lowerBound) ? .end(.finalNumber) : decideOrdinal(number)
  }

  /// Whether a number is the name of what stands before it: »Kapitel 3«, »Abs. 3«, but not »So. 3. Mai«.
  private func isNamed(_ offset: Int) -> Bool {
    let end = text.skipGap(before: offset, downTo: max(floor, offset - BlockText.reach))
    return text.has(".", at: end - 1)
      ? lexicon[text.hash(text.word(before: end - 1, downTo: floor))].contains(.number) : classes(before: offset).contains(.label)
  }

  /// Behind a comma, a bracket, an article or an adjective a number is an ordinal unless a verb follows that can only belong to the next sentence.
  private func decideOrdinal(_ number: Range<Int>) -> Verdict {
    let before = text.kind(text.skipGap(before: number.lowerBound, downTo: max(floor, number.lowerBound - 4)) - 1)
    if !before.isWordPart, ![.symbol, .period, .dash].contains(before), number.count < 3 { return .within(.ordinal) }
    let features = features(.number)
    let isNextSentence = [.verbSecond, .verbThird, .perhapsVerbSecond, .pronounSecond, .verbLater].contains(where: features.contains)
    let isInside = [.afterDeterminer, .afterLower, .afterGenitive].contains(where: features.contains)
    let isAmount = [.afterAmount, .afterVerb].contains(where: features.contains)
    return isInside && !isAmount && !isNextSentence ? .within(.ordinal) : judge(features)
  }

  /// The digits with all that belongs to the number: »3.2«, »12:30«, »1933–1945«.
  private func wholeNumber(endingWith digits: Range<Int>) -> Range<Int> {
    var start = digits.lowerBound
    let bound = max(floor, start - BlockText.reach)
    while start - 1 > bound {
      switch text.kind(start - 1) {
      case .period, .comma, .dash, .quote, .symbol: break
      default: return start..<digits.upperBound
      }
      guard text.kind(start - 2) == .digit else { break }
      start = text.word(before: start - 1, downTo: floor).lowerBound
    }
    return start..<digits.upperBound
  }

  /// A number that cannot be an ordinal: with a comma, a colon, or more full stops than a day and a month have.
  private func isDecimal(_ number: Range<Int>) -> Bool {
    var periods = 0
    for offset in number {
      switch text.kind(offset) {
      case .comma, .quote, .symbol: return true
      case .period: periods += 1
      default: break
      }
    }
    return periods > 1 || (periods == 1 && (number.count > 5 || isOver12(number) || isLabelled(number.lowerBound)))
  }

  /// Whether what stands behind the full stop of »9.45« is no month.
  private func isOver12(_ number: Range<Int>) -> Bool {
    text.word(before: number.upperBound, downTo: number.lowerBound).reduce(0) { $0 * 10 + Int(text.units[$1] & 0xF) } > 12
  }

  /// The abbreviation at the sentence's start that stands before a number: »Art. 1. Die Würde …«
  private func leadingLabel(_ number: Range<Int>) -> Range<Int>? {
    guard let firstWord, number.lowerBound - firstWord < 6 else { return nil }
    let end = text.skipGap(before: number.lowerBound, downTo: firstWord)
    return end - 1 > firstWord && text.has(".", at: end - 1) ? firstWord..<end - 1 : nil
  }

  private func isBehindColon(_ number: Range<Int>) -> Bool {
    text.has(":", at: text.skipGap(before: number.lowerBound, downTo: max(floor, number.lowerBound - 4)) - 1)
  }

  /// 1100 to 2099.
  private func isYear(_ digits: Range<Int>) -> Bool {
    guard digits.count == 4 else { return false }
    let isSecondZero = text.has("0", at: digits.lowerBound + 1)
    return (text.has("1", at: digits.lowerBound) && !isSecondZero) || (text.has("2", at: digits.lowerBound) && isSecondZero)
  }

  /// »1. 1. 1970«: the next number has a full stop too, or is the year behind a day and a month.
  private func isDate(_ number: Range<Int>, before next: Range<Int>) -> Bool {
    guard number.count < 3 else { return false }
    let isBetween = text.has(".", at: next.upperBound) && next.count < 3
    let previous = text.skipGap(before: number.lowerBound, downTo: max(floor, number.lowerBound - 3))
    return isBetween && text.kind(next.upperBound + 1) != .digit || (text.has(".", at: previous - 1) && text.kind(previous - 2) == .digit)
  }

  /// The classes of the word before an offset.
  func classes(before offset: Int) -> WordClass {
    let end = text.skipGap(before: offset, downTo: max(floor, offset - BlockText.reach))
    return classes(text.word(before: end, downTo: floor), folded: true)
  }
}
