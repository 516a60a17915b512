import Corpus
import ICUText

/// A rule of an SRX file, ready to be tried.
struct CompiledRule {
  let isBreak: Bool
  let line: Int
  let before: Side
  let after: Side

  /// One of a rule's two patterns.
  struct Side {
    /// `nil` for an empty pattern, which matches everywhere.
    let regex: RegularExpression?
    /// The least and the most characters of a match.
    let length: ClosedRange<Int>
    /// The characters that a match can start with, if it has any.
    let start: SymbolSet
    /// The characters that can stand next to the place, the nearest first.
    let edge: [SymbolSet]
  }

  /// The steps that a match may take, in ten thousands of places to go back to: some milliseconds.
  private static let timeLimit = 50

  /// Compiles a rule; throws a `Diagnostic` with its line when ICU does not read one of its patterns.
  init(_ rule: SRXRules.Rule, of source: SRXRules, classes: inout CharacterClasses) throws {
    isBreak = rule.isBreak
    line = rule.line
    func side(_ pattern: String, _ element: String, reach: Int, backwards: Bool) throws -> Side {
      let parser = PatternParser(pattern, classes: &classes)
      let regex: RegularExpression?
      do {
        regex = pattern.isEmpty ? nil : try Self.compile(pattern, parser.icuPattern)
      } catch {
        throw source.malformed(line: rule.line, "\(element): \(error)", cure: "write it as an ICU regular expression")
      }
      let shape = pattern.isEmpty ? .empty : parser.shape
      return Side(
        regex: regex, length: shape.length, start: shape.edge(1, backwards: false).first ?? .any, edge: shape.edge(reach, backwards: backwards))
    }
    before = try side(rule.before, "beforebreak", reach: RuleFilter.reach.before, backwards: true)
    after = try side(rule.after, "afterbreak", reach: RuleFilter.reach.after, backwards: false)
  }

  private static func compile(_ pattern: String, _ icuPattern: String) throws(ICUError) -> RegularExpression {
    do { return try RegularExpression(pattern, timeLimit: timeLimit) } catch {
      if let regex = try? RegularExpression(icuPattern, timeLimit: timeLimit) { return regex }
      throw error
    }
  }
}
