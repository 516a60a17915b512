import Corpus
import ICUText

/// Applies the SRX rules of one language to texts.
///
/// SRX asks at every place which rule of hundreds matches first. Trying them all is what makes SRX slow, so two filters come first, made from
/// the patterns once (`PatternShape`): one finds the places at which a rule that breaks can match, the other the rules that can match at such a
/// place (`RuleFilter`). ICU then judges the few that are left: `after` must match from the place on, `before` a stretch that ends there. For the
/// latter each start that the pattern's length and first character allow is tried.
///
/// No match is longer than `reach` units on either side, and look-around sees at least `margin` units, so that time is linear in the text.
/// Not thread-safe.
final class SRXEngine {
  private let file: String
  private let rules: [CompiledRule]
  /// The forms of all rules, in order, each with the index of its rule.
  private let forms: [(rule: Int, form: CompiledRule.Form)]
  private let filter: RuleFilter
  private let scan: BreakScan

  private var window = RegexWindow([], 0..<0)
  private var windowRange = 0..<0
  private var search = StartSearch()
  private var symbolsBefore = [Int](repeating: SymbolSet.nothing, count: RuleFilter.reach.before)
  private var symbolsAfter = [Int](repeating: SymbolSet.nothing, count: RuleFilter.reach.after)

  /// The most UTF-16 units of a match on either side of a place.
  static let reach = 500
  /// How far look-around sees at least, in units.
  static let margin = 2 * reach
  private static let chunk = 4096

  /// Compiles the rules; throws a `Diagnostic` with the line of one whose pattern ICU does not read.
  init(_ rules: [SRXRules.Rule], of source: SRXRules) throws {
    file = source.file
    var classes = CharacterClasses()
    let compiled = try rules.map { try CompiledRule($0, of: source, classes: &classes) }
    self.rules = compiled
    forms = compiled.enumerated().flatMap { index, rule in rule.forms.map { (index, $0) } }
    filter = RuleFilter(preceding: forms.map(\.form.preceding), following: forms.map { compiled[$0.rule].following })
    let breaking = compiled.filter(\.isBreak)
    scan = BreakScan(preceding: breaking.map(\.preceding), following: breaking.map(\.following))
  }

  /// What the first rule that matches says, at the places where one that breaks can match and at all places of `ranges`; in order.
  func decisions(in units: [UInt16], andIn ranges: [ClosedRange<Int>] = []) throws -> [Decision] {
    windowRange = 0..<0
    search = StartSearch()
    var places: [Int] = []
    scan.forEachPlace(in: units) { places.append($0) }
    if !ranges.isEmpty { places = Set(places).union(ranges.joined()).filter { $0 > 0 && $0 < units.count }.sorted() }
    return try places.compactMap { try decision(at: $0, in: units) }
  }

  /// What the first rule that matches at a place says; `nil` when none does. A place is an offset between two characters.
  private func decision(at place: Int, in units: [UInt16]) throws -> Decision? {
    var found: CompiledRule?
    readSymbols(at: place, in: units)
    try filter.forEachCandidate(before: symbolsBefore, after: symbolsAfter) { index in
      let (rule, form) = forms[index]
      if try matches(rules[rule], form, at: place, in: units) { found = rules[rule] }
      return found != nil
    }
    return found.map { Decision(offset: place, isEnd: $0.isBreak, rule: .srx, line: $0.line) }
  }

  private func readSymbols(at place: Int, in units: [UInt16]) {
    var offset = place
    for index in symbolsBefore.indices {
      symbolsBefore[index] = offset > 0 ? SymbolSet.symbol(units[offset - 1]) : SymbolSet.nothing
      offset = units.previousPlace(offset)
    }
    offset = place
    for index in symbolsAfter.indices {
      let next = units.nextPlace(offset)
      symbolsAfter[index] = next > offset ? SymbolSet.symbol(units[next - 1]) : SymbolSet.nothing
      offset = next
    }
  }

  private func matches(_ rule: CompiledRule, _ form: CompiledRule.Form, at place: Int, in units: [UInt16]) throws -> Bool {
    guard let before = rule.before else { return try matchesAfter(rule, at: place, in: units) }
    let starts = search.starts(of: form, before: place, in: units)
    if starts.isEmpty { return false }
    // The side that takes fewer tries goes first.
    let isFew = starts.count <= 4
    guard try isFew || matchesAfter(rule, at: place, in: units) else { return false }
    let window = window(around: place, in: units)
    let origin = windowRange.lowerBound
    let isMatch = try judge(rule) { () throws(ICUError) in
      for start in starts where try before.matches(exactly: start - origin..<place - origin, in: window) { return true }
      return false
    }
    return try isMatch && (!isFew || matchesAfter(rule, at: place, in: units))
  }

  private func matchesAfter(_ rule: CompiledRule, at place: Int, in units: [UInt16]) throws -> Bool {
    guard let after = rule.after else { return true }
    let window = window(around: place, in: units)
    let origin = windowRange.lowerBound
    let end = min(units.count, place + Self.reach)
    let range = place - origin..<units.nextPlace(units.previousPlace(end)) - origin
    return try judge(rule) { () throws(ICUError) in try after.matches(startOf: range, in: window) }
  }

  private func judge(_ rule: CompiledRule, _ body: () throws(ICUError) -> Bool) throws -> Bool {
    do { return try body() } catch {
      throw Diagnostic(
        .malformedInput, file: file, at: rule.line > 0 ? .line(rule.line) : nil, "the rule cannot be matched: \(error)",
        cure: "simplify its repetitions, such as (a+)+")
    }
  }

  private func window(around place: Int, in units: [UInt16]) -> RegexWindow {
    let start = place / Self.chunk * Self.chunk
    let range = max(0, start - Self.margin)..<min(units.count, start + Self.chunk + Self.margin)
    if range != windowRange {
      window = RegexWindow(units, range)
      windowRange = range
    }
    return window
  }
}

extension [UInt16] {
  /// The offset behind the character that starts at an offset; at the end, the end.
  @inline(__always)
  func nextPlace(_ offset: Int) -> Int {
    guard offset < count else { return count }
    let isPair = UTF16.isLeadSurrogate(self[offset]) && offset + 1 < count && UTF16.isTrailSurrogate(self[offset + 1])
    return isPair ? offset + 2 : offset + 1
  }

  /// The offset of the character that ends at an offset; at the start, the start.
  @inline(__always)
  func previousPlace(_ offset: Int) -> Int {
    guard offset > 0 else { return 0 }
    let isPair = UTF16.isTrailSurrogate(self[offset - 1]) && offset > 1 && UTF16.isLeadSurrogate(self[offset - 2])
    return isPair ? offset - 2 : offset - 1
  }
}
