/// What was decided at a place where a sentence may end, and by which rule.
struct Decision: Hashable {
  /// UTF-16 offset behind the sentence's last character.
  let offset: Int
  let isEnd: Bool
  let rule: Rule
  /// The line of the rule in its file when `rule` is `.srx`.
  var line = 0
  /// What the model looked at when `rule` is `.model`.
  var features: FeatureSet?

  /// The rules, in the words in which they can be shown.
  enum Rule: String {
    case emptyLine = "an empty line ends a sentence"
    case listLine = "a list item starts on the next line"
    case listItem = "a list item with a closing bracket follows"
    case emoticon = "an emoticon in place of a final mark"
    case foreignMark = "ICU ends a sentence here"
    case srx = "a rule of the SRX file"
    case model = "the rules are unsure and the model decides"

    case continues = "punctuation, not a sentence, follows"
    case leadingMark = "marks before the first word"
    case insideToken = "the mark is part of a word, a number or an address"
    case missingSpace = "a sentence follows without a space"
    case lowerCase = "a lower-case word follows"
    case informal = "a sentence in lower case"
    case insideBracket = "inside a bracket that belongs to a sentence"
    case insideDashes = "inside dashes within a sentence"
    case bracketWithin = "the mark belongs to a bracket within the sentence"
    case omission = "an omission in brackets"
    case quotedTitle = "the mark belongs to a title in quotation marks"
    case nameWithMark = "a name that is spelt with a mark"
    case citation = "where a cited text appeared follows"
    case finalMark = "a final mark"
    case ellipsis = "an ellipsis ends the sentence"
    case ellipsisWithin = "an ellipsis within the sentence"

    case enumerator = "a list number or letter at the start"
    case insideAbbreviation = "within an abbreviation of several parts"
    case neverFinal = "an abbreviation that never ends a sentence"
    case abbreviation = "an abbreviation within the sentence"
    case finalAbbreviation = "an abbreviation at the end of its sentence"
    case beforeNumber = "an abbreviation before a number"
    case title = "a title or an abbreviation before a name"
    case initial = "an initial"
    case finalLetter = "a letter at the end of its sentence"
    case ordinal = "an ordinal or a date"
    case finalNumber = "a number at the end of its sentence"
    case roman = "a Roman numeral within the sentence"
    case finalRoman = "a Roman numeral at the end of its sentence"
    case looksAbbreviated = "a word without vowels looks like an abbreviation"
    case plainWord = "a full stop behind a plain word"
  }
}
