/// What has to change for one text to become another.
public struct TextDifference: Hashable, Sendable {
  /// A stretch of the texts.
  public enum Run: Hashable, Sendable {
    /// In both.
    case equal(String)
    /// Only in the first.
    case deleted(String)
    /// Only in the second.
    case inserted(String)
  }

  /// The runs in order; what is deleted is before what is inserted in its place. Those not inserted are the first text, those not deleted the
  /// second.
  public let runs: [Run]

  /// The difference by Unicode scalars, with the fewest edits.
  public static func characters(from a: String, to b: String) -> TextDifference {
    TextDifference(a.unicodeScalars.map { String($0) }, b.unicodeScalars.map { String($0) })
  }

  /// The difference by words, white space and marks, with the fewest edits.
  /// - Throws: a `Diagnostic` `.malformedInput` when a text is too long for ICU.
  public static func words(from a: String, to b: String, _ tokenizer: MatchTokenizer) throws -> TextDifference {
    TextDifference(try tokenizer.pieces(of: a), try tokenizer.pieces(of: b))
  }

  private init(_ a: [String], _ b: [String]) {
    runs = EditScript.steps(from: a, to: b).flatMap { step in
      if step.isEqual { return [Run.equal(a[step.from].joined())] }
      let deleted = step.from.isEmpty ? [] : [Run.deleted(a[step.from].joined())]
      return deleted + (step.to.isEmpty ? [] : [Run.inserted(b[step.to].joined())])
    }
  }
}
