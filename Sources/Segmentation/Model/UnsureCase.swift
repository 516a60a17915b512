/// The cases in which the rules are unsure: the model decides them by what stands around the mark and by what the document has shown.
extension Candidate {
  /// The model's decision.
  func judge(_ kind: Feature) -> Verdict { judge(features(kind)) }

  func judge(_ features: FeatureSet) -> Verdict {
    Verdict(isEnd: BoundaryModel.shipped.score(features) > 0, rule: .model, features: features)
  }

  func features(_ kind: Feature) -> FeatureSet {
    var features = FeatureSet()
    features.insert(kind)
    let word = self.word
    let isVerbBefore = hasVerb(before: word.lowerBound, isInClause: true)
    features.insert(.verbBefore, if: isVerbBefore)
    addFollowing(to: &features, kind, isVerbBefore: isVerbBefore)
    addPreceding(to: &features)
    features.insert(.beforeName, if: abbreviation(word).contains(.name))
    let shape = text.shape(word)
    features.insert(.capital, if: shape == .capital || shape == .allUpper || shape == .upperLetter)
    if kind == .beforeLower || kind == .consonants {
      features.insert(.short, if: word.count < 4)
      features.insert(.inflected, if: looksInflected(word))
    }
    let (own, next) = (evidence.traits(word, in: text), evidence.traits(following.word, in: text))
    features.insert(.nextSeenLower, if: startsCapital && next.contains(.lower))
    features.insert(.nextSeenCapital, if: startsCapital && next.contains(.capitalWithin))
    features.insert(.seenBare, if: kind != .number && own.contains(.bare))
    features.insert(.seenAbbreviated, if: own.contains(.abbreviated))
    return features
  }

  private func addFollowing(to features: inout FeatureSet, _ kind: Feature, isVerbBefore: Bool) {
    let next = following.word
    let classes = classes(next, folded: true)
    features.insert(.nextStarter, if: classes.contains(.starter))
    features.insert(.nextCounted, if: !classes.isDisjoint(with: kind == .number ? .counted : [.counted, .measured]))
    features.insert(.nextNumber, if: following.start == .digit)
    features.insert(.nextOpened, if: following.isOpened)
    features.insert(.nextLetter, if: next.count == 1)
    features.insert(.nextAbbreviated, if: text.has(".", at: next.upperBound))
    let isColon = text.has(":", at: next.upperBound)
    features.insert(.nextColon, if: isColon)
    features.insert(.nextComma, if: !isColon && text.kind(next.upperBound) == .comma)
    let shape = text.shape(next)
    features.insert(.nextAcronym, if: shape == .allUpper)
    features.insert(.nextVerb, if: isVerbBefore && classes.contains(.verb))
    features.insert(.verbLater, if: isVerbBefore && isGerman && hasVerbLater(behind: next))
    // The first verb behind a name tells nothing: »Samuel L. Jackson spielt.«
    guard let second = word(behind: next) else { return }
    if isInverted(second) { return features.insert(.pronounSecond) }
    let isName = kind == .letter || kind == .title
    guard isVerbBefore || !isName else { return }
    switch verbality(second) {
    case _ where isVerbBefore && completesVerb(second): features.insert(.otherSecond)
    case .sure where isName && !self.classes(second, folded: true).contains(.verb): break
    case .sure where isVerbBefore: features.insert(.verbSecond)
    case .sure: features.insert(text.kind(second.upperBound).isBlank ? .firstVerbSecond : .verbLast)
    // »Gäste schätzen die Lage«
    case .perhaps where isVerbBefore && isGerman && isBeforeObject(second): features.insert(.verbSecond)
    case .perhaps: features.insert(isVerbBefore ? .perhapsVerbSecond : .otherSecond)
    case .none:
      features.insert(.otherSecond, if: text.kind(second.lowerBound) == .lower)
      if text.kind(second.lowerBound) == .upper, let third = word(behind: second), verbality(third) == .sure {
        features.insert(isVerbBefore ? .verbThird : .firstVerbThird)
      }
    }
  }

  /// Whether a word, or the one behind it if it is a second verb, is a pronoun: »Meldet euch«, »Gebürtig bin ich«
  private func isInverted(_ second: Range<Int>) -> Bool {
    classes(second, folded: true).contains(.pronoun) || isVerbWithPronoun(second)
  }

  /// Whether a sentence that starts with a noun and a pronoun behind its verb follows one that has a verb: »Geschenke bringe ich mit«
  var startsInverted: Bool { word(behind: following.word).map(isVerbWithPronoun) ?? false }

  /// Whether a finite verb follows a clause that has one: »… ein Film. bin eingeschlafen«
  var startsWithSecondVerb: Bool {
    classes(following.word, folded: true).contains(.verb) && hasVerb(before: word.lowerBound, isInClause: true)
  }

  private func isVerbWithPronoun(_ second: Range<Int>) -> Bool {
    guard let third = word(behind: second), classes(third, folded: true).contains(.pronoun) else { return false }
    let isFirstPerson =
      text.has("e", at: second.upperBound - 1) && text.has("i", at: third.lowerBound) && text.has("c", at: third.lowerBound + 1)
    guard verbality(second) == .sure || (isFirstPerson && text.kind(second.lowerBound) == .lower) else { return false }
    return hasVerb(before: word.lowerBound, isInClause: false)
  }

  /// Whether a word ends its clause as the infinitive or participle of an auxiliary before the mark: »Sie hat das 3. Spiel verloren.«
  private func completesVerb(_ second: Range<Int>) -> Bool {
    guard isGerman, isNonfinite(second) else { return false }
    let isLast = word(behind: second).map { connects($0) } ?? true
    return isLast && hasVerb(before: word.lowerBound, isInClause: true, .auxiliary)
  }

  /// Whether a word may be an infinitive or a participle: it ends in -en, or in -t and is not in the data.
  private func isNonfinite(_ word: Range<Int>) -> Bool {
    let classes = classes(word, folded: true)
    let end = word.upperBound - 1
    if text.has("t", at: end) { return !classes.contains(.verb) }
    return text.has("n", at: end) && text.has("e", at: end - 1) && classes.isDisjoint(with: [.auxiliary, .preterite])
  }

  /// Whether the word behind the next one is a verb in the data, not only one by its ending.
  var hasListedVerbSecond: Bool { isGerman && word(behind: following.word).map { classes($0, folded: true).contains(.verb) } ?? false }

  private func isBeforeObject(_ second: Range<Int>) -> Bool {
    guard let third = word(behind: second) else { return false }
    let classes = classes(third, folded: true)
    return classes.contains(.pronoun) || classes.isSuperset(of: [.determiner, .starter])
  }

  /// Whether a finite verb stands behind the next word and before the clause ends. Behind »hat«, »will« and the like, what ends in -en or -t may be
  /// their infinitive or participle.
  private func hasVerbLater(behind next: Range<Int>) -> Bool {
    var last = next
    var hasAuxiliary: Bool?
    for _ in 0..<8 {
      guard let word = word(behind: last) else { return false }
      last = word
      guard text.kind(word.lowerBound) == .lower else { continue }
      let classes = classes(word, folded: true)
      if connects(word), let next = self.word(behind: word), text.kind(next.lowerBound) != .upper { return false }
      guard classes.contains(.verb) else { continue }
      guard isNonfinite(word) else { return true }
      let isWithin = hasAuxiliary ?? hasVerb(before: self.word.lowerBound, isInClause: true, .auxiliary)
      if !isWithin { return true }
      hasAuxiliary = isWithin
    }
    return false
  }

  /// »und«, »oder«
  private func connects(_ word: Range<Int>) -> Bool {
    let (first, last) = (word.lowerBound, word.upperBound - 1)
    return word.count == 3 && text.has("u", at: first) && text.has("d", at: last)
      || word.count == 4 && text.has("o", at: first) && text.has("r", at: last)
  }

  private func addPreceding(to features: inout FeatureSet) {
    features.insert(.fronted, if: marks.lowerBound - (firstWord ?? floor) < 12)
    let start = word.lowerBound
    let end = text.skipGap(before: start, downTo: max(floor, start - BlockText.reach))
    let previous = text.word(before: end, downTo: floor)
    features.insert(.afterAbbreviation, if: text.has(".", at: end - 1))
    features.insert(.large, if: text.shape(word) == .number && (word.count > 2 || isOver31(word)))
    guard !previous.isEmpty else { return }
    let classes = classes(previous, folded: true)
    // »der insgesamt 36. Titel«
    let isAmount = classes.contains(.amount) && !classes.contains(.determiner)
    let isDetermined = isAmount && self.classes(before: previous.lowerBound).contains(.determiner)
    features.insert(.afterDeterminer, if: classes.contains(.determiner) || isDetermined)
    features.insert(.afterAmount, if: isAmount && !isDetermined)
    features.insert(.afterVerb, if: verbality(previous) == .sure)
    switch text.shape(previous) {
    case .number, .mixed: features.insert(.afterDigit)
    case .lower, .lowerLetter: features.insert(.afterLower)
    default:
      let last = text.units[previous.upperBound - 1]
      features.insert(last == 0x73 || last == 0x78 || last == 0x7A ? .afterGenitive : .afterCapital)
    }
  }

  /// How far back a verb is looked for, in units.
  private static let verbReach = 200

  private enum Verbality { case sure, perhaps, none }

  /// Whether a word is a finite verb: one in the data, or one that ends like one and is nothing else in the data.
  private func verbality(_ word: Range<Int>) -> Verbality {
    guard text.shape(word) == .lower else { return .none }
    let classes = classes(word, folded: true)
    if classes.contains(.verb) { return .sure }
    guard classes.isDisjoint(with: [.starter, .determiner, .amount]), word.count > 3 else { return .none }
    let (last, before) = (text.units[word.upperBound - 1], text.units[word.upperBound - 2])
    guard isGerman else { return last == 0x64 && before == 0x65 ? .sure : last == 0x73 ? .perhaps : .none }
    switch last {
    case 0x74: return isParticiple(word) ? .none : .sure  // -t
    case 0x65 where before == 0x74: return .sure  // -te
    case 0x6E where before == 0x65:  // -en, -ten
      return isParticiple(word) ? .none : text.units[word.upperBound - 3] == 0x74 ? .sure : .perhaps
    default: return .none
    }
  }

  /// »gewählt«, »angekündigt«, »gesehen«
  private func isParticiple(_ word: Range<Int>) -> Bool {
    (word.lowerBound..<min(word.lowerBound + 5, word.upperBound - 1)).contains { text.has("g", at: $0) && text.has("e", at: $0 + 1) }
  }

  /// Whether the sentence so far, or its last clause, has a finite verb, or one of the class that is wanted.
  private func hasVerb(before end: Int, isInClause: Bool, _ wanted: WordClass? = nil) -> Bool {
    let range = max(floor, end - Self.verbReach)..<end
    let formOfAddress = isGerman ? offsetOfAddress : nil
    let comma = isInClause ? range.last { text.kind($0) == .comma && text.kind($0 + 1).isBlank && startsClause($0 + 2) } : nil
    var offset = comma ?? range.lowerBound
    while offset < range.upperBound {
      guard text.kind(offset).isWordPart else {
        offset += 1
        continue
      }
      let word = text.word(from: offset)
      let isVerb =
        wanted.map(classes(word, folded: true).contains) ?? (verbality(word) == .sure || offset == formOfAddress || isFirstVerb(word))
      if word.upperBound <= range.upperBound, isVerb { return true }
      offset = word.upperBound
    }
    return false
  }

  /// A clause behind a comma starts with a word that starts sentences too; what starts otherwise is a part of a list.
  private func startsClause(_ offset: Int) -> Bool {
    !isGerman || text.kind(offset) == .upper
      || !classes(text.word(from: offset), folded: true).isDisjoint(with: [.starter, .pronoun, .verb])
  }

  /// »Siehe«, »Kommt« at the sentence's start.
  private func isFirstVerb(_ word: Range<Int>) -> Bool {
    isGerman && word.lowerBound == firstWord && !text.has("n", at: word.upperBound - 1) && classes(word, folded: true).contains(.verb)
  }

  /// The offset of the »Sie« behind the sentence's first word, which is a verb then: »Antworten Sie«.
  private var offsetOfAddress: Int? {
    guard let firstWord, let second = word(behind: text.word(from: firstWord)), second.count == 3, text.has("n", at: second.lowerBound - 2),
      text.has("S", at: second.lowerBound), text.has("i", at: second.lowerBound + 1)
    else { return nil }
    return second.lowerBound
  }

  /// The word behind a word and one space.
  private func word(behind word: Range<Int>) -> Range<Int>? {
    guard !word.isEmpty, text.kind(word.upperBound).isBlank, text.kind(word.upperBound + 1).isLetter else { return nil }
    return text.word(from: word.upperBound + 1)
  }

  /// Words that are cut short seldom end in a vowel or in -en, -er, -es, -em, -el, -et, -ed, -ing.
  private func looksInflected(_ word: Range<Int>) -> Bool {
    guard word.count > 2 else { return false }
    let last = text.units[word.upperBound - 1]
    switch last {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: return true
    case 0x6E, 0x72, 0x73, 0x6D, 0x6C, 0x74, 0x64: return text.units[word.upperBound - 2] == 0x65
    case 0x67: return text.units[word.upperBound - 2] == 0x6E
    default: return false
    }
  }

  private func isOver31(_ digits: Range<Int>) -> Bool {
    digits.reduce(0) { $0 * 10 + Int(text.units[$1] & 0xF) } > 31
  }
}
