/// What the language data says of a word or an abbreviation: the evidence that the rules weigh. One word may be in several classes.
struct WordClass: OptionSet {
  let rawValue: UInt32

  /// An abbreviation that never ends a sentence: »bzw.«, »z. B.«
  static let never = WordClass(rawValue: 1)
  /// An abbreviation that ends its sentence before any capital: »usw.«
  static let final = WordClass(rawValue: 1 << 1)
  /// An abbreviation that ends its sentence only before a word that typically starts one: »Mio.«
  static let either = WordClass(rawValue: 1 << 2)
  /// An abbreviation that a number or a letter follows: »Nr. 5«.
  static let number = WordClass(rawValue: 1 << 3)
  /// A plain word that is an abbreviation only before a number: »Art. 5«, »So. 3. Mai«.
  static let numberOrWord = WordClass(rawValue: 1 << 4)
  /// A title or another abbreviation that a name follows: »Dr.«, »Fa.«
  static let name = WordClass(rawValue: 1 << 5)
  /// The beginning of an abbreviation of several parts: »i. d.« of »i. d. R.«
  static let beginning = WordClass(rawValue: 1 << 6)

  /// A word that often starts a sentence and, capitalised, is neither noun nor name: »Danach«.
  static let starter = WordClass(rawValue: 1 << 7)
  /// A word that a number or a letter follows: »Kapitel 4«, »Vitamin C«.
  static let label = WordClass(rawValue: 1 << 8)
  /// A word after which a number with a full stop is an ordinal: »der 3. …«
  static let determiner = WordClass(rawValue: 1 << 9)
  /// A word before which a number with a full stop is an ordinal: »Jahrhundert«, »Mai«.
  static let counted = WordClass(rawValue: 1 << 10)
  /// A word after which a number stands for itself: »beträgt 7.«
  static let amount = WordClass(rawValue: 1 << 11)
  /// A name that is spelt with a mark: »Yahoo!«
  static let marked = WordClass(rawValue: 1 << 12)
  /// A word that looks like an abbreviation and is none: »kg«.
  static let plain = WordClass(rawValue: 1 << 13)
  /// A finite verb.
  static let verb = WordClass(rawValue: 1 << 14)
  /// A word for what is counted or measured: »3 Mio. Euro«.
  static let measured = WordClass(rawValue: 1 << 15)

  /// What a longer word that is an abbreviation may end in: »Stadtverw.«
  static let ending = WordClass(rawValue: 1 << 16)

  /// A pronoun that stands behind the verb with which a sentence starts: »Meldet euch!«
  static let pronoun = WordClass(rawValue: 1 << 17)

  /// Two consonants in which German words end: »ng«.
  static let coda = WordClass(rawValue: 1 << 18)

  /// A finite verb with which infinitives and participles stand: »kann«, »hat«.
  static let auxiliary = WordClass(rawValue: 1 << 19)

  /// A verb in -en that is no infinitive and no participle: »kamen«.
  static let preterite = WordClass(rawValue: 1 << 20)

  static let abbreviations: WordClass = [.never, .final, .either, .number, .numberOrWord, .name, .beginning]

  /// The classes by the names they have in the data files.
  static let named: [String: WordClass] = [
    "never": .never, "final": .final, "either": .either, "number": .number, "number-or-word": .numberOrWord, "name": .name, "title": .name,
    "starter": .starter, "label": .label, "determiner": .determiner, "counted": .counted, "amount": .amount, "marked": .marked,
    "plain": .plain, "verb": .verb, "ending": .ending, "pronoun": .pronoun, "measured": .measured,
    "coda": .coda, "auxiliary": .auxiliary, "preterite": .preterite,
  ]
}
