import ArgumentParser
import Corpus
import TMX

/// Which units of a memory are wanted.
struct UnitFilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Keep only variants in this language; de keeps de-AT too. Give it once a language.", valueName: "language"))
  var language: [LanguageTag] = []
  @Option(
    help: ArgumentHelp("Leave out units last changed before this day or moment (UTC), 2024-01-31 or 20240131T081500Z.", valueName: "date"))
  var since: UnitDate?
  @Option(help: ArgumentHelp("Leave out units last changed after this day or moment.", valueName: "date")) var until: UnitDate?
  @Option(help: ArgumentHelp("Leave out units with a lower confidence, 0 to 1.", valueName: "probability")) var minConfidence = 0.0
  @Option(
    help: ArgumentHelp(
      "Keep only units with this property, and this value if one is given. Give it once a property.", valueName: "name[=value]"))
  var prop: [String] = []

  func validate() throws {
    guard (0...1).contains(minConfidence) else { throw ValidationError("--min-confidence is a probability, 0 to 1.") }
    if let since, let until, since.first > until.last { throw ValidationError("--since is after --until.") }
    guard prop.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("=") }) else { throw ValidationError("--prop is a name, or a name=value.") }
  }

  /// The filter that they describe.
  var filter: TMXFilter {
    var filter = TMXFilter()
    filter.languages = language
    if since != nil || until != nil { filter.dates = (since?.first ?? .min)...(until?.last ?? .max) }
    filter.minimumConfidence = minConfidence
    filter.properties = prop.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return TMXFilter.Property(type: parts.first ?? text, text: parts.count > 1 ? parts.last : nil)
    }
    return filter
  }
}

/// A day or a moment, in UTC.
struct UnitDate: ExpressibleByArgument {
  /// Its first and last second since 1970.
  let first: Int
  let last: Int

  init?(argument: String) {
    if let moment = Timestamp(basic: argument) {
      (first, last) = (moment.seconds, moment.seconds)
    } else if argument.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil,
      let day = Timestamp(basic: argument.filter { $0 != "-" } + "T000000Z")
    {
      (first, last) = (day.seconds, day.seconds + 86_399)
    } else {
      return nil
    }
  }
}
