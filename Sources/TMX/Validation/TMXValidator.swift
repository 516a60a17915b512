import Corpus

/// Checks whether a file conforms to TMX 1.1 to 1.4b: the document type definition of its version, and the rules that such a definition cannot say.
///
/// - Pairs of `bpt` and `ept` by `i` within a segment; the same tags with the same `x` in all variants once one has an `x`.
/// - A variant in the source language, unless that is `*all*`, in any case of letters.
/// - Dates in the form `YYYYMMDDThhmmssZ`, languages of BCP 47, numbers, `assoc`, code points of `map`, `base` where maps have a `code`.
/// - No characters that XML forbids, not even as references.
public struct TMXValidator: Sendable {
  /// What a file is.
  public struct Verdict: Hashable, Sendable {
    /// The version that the file says it has; `nil` when it says none that is known.
    public var version: TMXVersion?
    /// 2 when there are inline elements, else 1.
    public var level = TMXWriter.Level.one
    /// How many units there are.
    public var units = 0
    /// How many violations there are.
    public var violations = 0

    /// The verdict on nothing yet.
    public init() {}
  }

  /// The file's name in errors.
  public var file: String
  /// The level that the file must keep to: inline elements violate level 1.
  public var level: TMXWriter.Level

  /// Makes a validator.
  public init(file: String, level: TMXWriter.Level = .two) {
    self.file = file
    self.level = level
  }

  /// Checks a file; memory does not grow with it.
  ///
  /// Throws a `Diagnostic` of kind `malformedInput` when it is not well-formed and cannot be checked to its end; and what `chunks` and `report` throw.
  /// - Parameters:
  ///   - chunks: Gives the next bytes, about 64 KiB of them, and `nil` at the end.
  ///   - report: Takes each violation, in the file's order.
  public func validate(chunks: () throws -> [UInt8]?, _ report: (TMXNotice) throws -> Void) throws -> Verdict {
    var verdict = Verdict()
    let conformance = try TMXReader(file: file).read(conformance: TMXConformance(level: level), chunks: chunks) { event in
      switch event {
      case .header: break
      case .unit: verdict.units += 1
      // What the reader warns of breaks a rule, whose own message is clearer; but there is none for characters.
      case .notice(let notice) where notice.kind == .violation || notice.kind == .repaired:
        verdict.violations += 1
        try report(TMXNotice(.violation, line: notice.line, notice.message))
      case .notice: break
      }
    }
    verdict.version = conformance?.version
    verdict.level = conformance?.hasInlineElements == true ? .two : .one
    return verdict
  }
}
