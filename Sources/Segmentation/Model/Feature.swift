/// What the model looks at around a mark whose meaning no rule is sure of. Each holds or does not; the raw values are the names in the data file.
enum Feature: String, CaseIterable {
  // What kind of case it is: exactly one holds.
  case abbreviation = "abbreviation"
  case finalAbbreviation = "abbreviation that is mostly final"
  case title = "title"
  case number = "number"
  case letter = "single letter"
  case roman = "Roman numeral"
  case ellipsis = "ellipsis"
  case consonants = "word without vowels"
  case beforeLower = "lower-case word follows"

  // What follows.
  case nextStarter = "next word typically starts a sentence"
  case nextCounted = "next word is what is counted or measured"
  case nextNumber = "a number follows"
  case nextOpened = "an opening mark follows"
  case nextLetter = "a single letter follows"
  case nextAbbreviated = "next word has a full stop"
  case nextComma = "comma behind the next word"
  case nextColon = "colon behind the next word"
  case nextVerb = "next word a second finite verb"
  case nextAcronym = "next word in capitals"
  case verbSecond = "finite verb behind the next word"
  case firstVerbSecond = "the first finite verb behind the next word"
  case verbLast = "the first finite verb and the clause's end behind the next word"
  case perhapsVerbSecond = "perhaps a verb behind the next word"
  case verbThird = "finite verb behind the next two words"
  case firstVerbThird = "the first finite verb behind the next two words"
  case pronounSecond = "pronoun behind the next word or its verb"
  case verbLater = "another finite verb before the clause ends"
  case otherSecond = "another lower-case word behind the next word"

  // What comes before.
  case verbBefore = "finite verb before in the clause"
  case fronted = "few words before"
  case afterDeterminer = "behind a determiner"
  case afterVerb = "behind a finite verb"
  case afterLower = "behind a lower-case word"
  case afterGenitive = "behind a capitalised word in -s, -x or -z"
  case afterCapital = "behind a capitalised word"
  case afterAbbreviation = "behind a full stop"
  case afterAmount = "behind a word for an amount"
  case afterDigit = "behind a number"
  case large = "a number over 31"

  // The word itself.
  case beforeName = "names may follow it"
  case capital = "capitalised"
  case short = "at most three letters"
  case inflected = "ends like a whole word"

  // What the document has shown so far.
  case nextSeenLower = "next word seen in lower case"
  case nextSeenCapital = "next word seen capitalised within a sentence"
  case seenBare = "word seen without a full stop"
  case seenAbbreviated = "word seen with a full stop within a sentence"
}

/// A set of features.
struct FeatureSet: Hashable {
  private var bits: UInt64 = 0

  mutating func insert(_ feature: Feature, if holds: Bool = true) {
    if holds { bits |= Self.bit(feature) }
  }

  func contains(_ feature: Feature) -> Bool { bits & Self.bit(feature) != 0 }

  /// The features that hold, in the order of the cases.
  var features: [Feature] { Feature.allCases.filter(contains) }

  private static let places = Dictionary(uniqueKeysWithValues: zip(Feature.allCases, 0...))
  private static func bit(_ feature: Feature) -> UInt64 { 1 << UInt64(places[feature] ?? 0) }
}
