import Corpus
import ICUText

/// A rule of an SRX file, ready to be tried.
struct CompiledRule {
  let isBreak: Bool
  let line: Int
  /// The two patterns; `nil` for an empty one, which matches everywhere.
  let before: RegularExpression?
  let after: RegularExpression?
  /// What matches of `before` can look like; a rule of a hundred abbreviations has a hundred.
  let forms: [Form]
  /// The characters that can stand before the place and behind it, the nearest first.
  let preceding: [SymbolSet]
  let following: [SymbolSet]

  struct Form {
    let shape: PatternShape
    /// The least and the most characters of a match.
    let length: ClosedRange<Int>
    /// The characters that a match can start with, if it has any.
    let start: SymbolSet
    /// The characters that can stand before the place, the nearest first.
    let preceding: [SymbolSet]
  }

  private static let formLimit = 128
  /// The steps that a match may take, in ten thousands of places to go back to: some milliseconds.
  private static let timeLimit = 50

  /// Compiles a rule; throws a `Diagnostic` with its line when ICU does not read one of its patterns.
  init(_ rule: SRXRules.Rule, of source: SRXRules, classes: inout CharacterClasses) throws {
    isBreak = rule.isBreak
    line = rule.line
    func compile(_ pattern: String, _ element: String) throws -> (regex: RegularExpression?, shape: PatternShape) {
      guard !pattern.isEmpty else { return (nil, .empty) }
      let parser = PatternParser(pattern, classes: &classes)
      do { return (try Self.compile(pattern, parser.icuPattern), parser.shape) } catch {
        throw source.malformed(line: rule.line, "\(element): \(error)", cure: "write it as an ICU regular expression")
      }
    }
    let (before, shapeBefore) = try compile(rule.before, "beforebreak")
    let (after, shapeAfter) = try compile(rule.after, "afterbreak")
    self.before = before
    self.after = after
    forms = shapeBefore.alternatives(limit: Self.formLimit).map { shape in
      Form(
        shape: shape, length: shape.length, start: shape.edge(1, backwards: false).first ?? .any,
        preceding: shape.edge(RuleFilter.reach.before, backwards: true))
    }
    preceding = shapeBefore.edge(RuleFilter.reach.before, backwards: true)
    following = shapeAfter.edge(RuleFilter.reach.after, backwards: false)
  }

  private static func compile(_ pattern: String, _ icuPattern: String) throws(ICUError) -> RegularExpression {
    do { return try RegularExpression(pattern, timeLimit: timeLimit) } catch {
      if let regex = try? RegularExpression(icuPattern, timeLimit: timeLimit) { return regex }
      throw error
    }
  }
}
