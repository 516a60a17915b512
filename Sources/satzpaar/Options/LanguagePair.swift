import ArgumentParser
import Corpus

/// The languages of a pair, as in `--languages de-AT,en-GB`.
struct LanguagePair: ExpressibleByArgument {
  /// The language of the first text, usually German.
  var german = LanguageTag.german
  /// The language of the second text, its source, usually English.
  var english = LanguageTag.english

  init() {}

  init?(argument: String) {
    let tags = argument.split(separator: ",", omittingEmptySubsequences: false).map { LanguageTag(String($0)) }
    guard tags.count == 2, let german = tags[0], let english = tags[1], german != english else { return nil }
    (self.german, self.english) = (german, english)
  }

  var defaultValueDescription: String { "de,en" }
}
