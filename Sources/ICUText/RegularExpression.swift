import CICU

/// An ICU regular expression over UTF-16 text whose matches cannot run away: time and backtracking memory are bounded.
///
/// Not thread-safe: one a task, reused from text to text.
public final class RegularExpression {
  /// One match: its range and its groups, in UTF-16 offsets, half-open. Group 0 is the whole match; a group that took no part is `nil`.
  public struct Match: Hashable, Sendable {
    /// The whole match, then the capture groups in order.
    public var groups: [Range<Int>?]
    /// The whole match.
    public var range: Range<Int> { groups.first.flatMap { $0 } ?? 0..<0 }
  }

  private let regex: OpaquePointer
  /// What the expression was last tried on by `matches(exactly:in:)` and the like.
  private var window: RegexWindow?

  /// Compiles a pattern in ICU's syntax; an empty one matches everywhere.
  /// - Parameters:
  ///   - caseInsensitive: whether letters match in any case.
  ///   - timeLimit: the most steps of the match engine a single match may take, about a thousandth of a second each; 0 for no limit.
  /// - Throws: `ICUError.badPattern` with the place.
  public init(_ pattern: String, caseInsensitive: Bool = false, timeLimit: Int = 1000) throws(ICUError) {
    // ICU refuses an empty pattern, which SRX rules have.
    let units = Array((pattern.isEmpty ? "(?:)" : pattern).utf16)
    let length = try Int32(icu: units.count)
    var status = U_ZERO_ERROR
    var place = UParseError()
    let opened = units.withUnsafeBufferPointer {
      cicu_uregex_open($0.baseAddress, length, caseInsensitive ? UInt32(UREGEX_CASE_INSENSITIVE.rawValue) : 0, &place, &status)
    }
    guard let opened, !status.isFailure else {
      throw .badPattern(offset: Self.offset(of: place, in: pattern), reason: ICUError.name(of: status))
    }
    regex = opened
    cicu_uregex_setTimeLimit(regex, Int32(clamping: timeLimit), &status)
    cicu_uregex_setStackLimit(regex, 8 << 20, &status)
    cicu_uregex_seeBeyondRegion(regex, &status)
    try status.check()
  }

  deinit { cicu_uregex_close(regex) }

  /// The UTF-16 offset of a place that ICU gives by its line, from 1, and its scalar in that line.
  private static func offset(of place: UParseError, in pattern: String) -> Int {
    var (line, column, offset) = (1, 0, 0)
    var last: Unicode.Scalar = " "
    for scalar in pattern.unicodeScalars {
      if (line, column) == (Int(place.line), Int(place.offset)) { break }
      let endsLine = ["\r", "\u{85}", "\u{2028}"].contains(scalar) || (scalar == "\n" && last != "\r")
      (line, column) = endsLine ? (line + 1, 0) : (line, scalar == "\n" ? column : column + 1)
      offset += UTF16.width(scalar)
      last = scalar
    }
    return offset
  }

  /// All matches in a text, in order, that do not overlap, found from the UTF-16 offset `start` on, which moves forward out of a surrogate pair.
  /// - Throws: `ICUError.timeLimit` when a match exceeds its bounds.
  public func matches(in text: UTF16Text, from start: Int = 0, limit: Int = .max) throws -> [Match] {
    let count = try Int32(icu: text.units.count)
    guard (0...text.units.count).contains(start) else { return [] }
    let start = text.units.withUnsafeBufferPointer { Self.isInsidePair(start, of: $0) } ? start + 1 : start
    window = nil
    return try text.units.withUnsafeBufferPointer { buffer in
      var status = U_ZERO_ERROR
      cicu_uregex_setText(regex, buffer.baseAddress, count, &status)
      let groups = cicu_uregex_groupCount(regex, &status)
      var found: [Match] = []
      var isMatch = found.count < limit && cicu_uregex_find(regex, Int32(start), &status) != 0
      while isMatch, !status.isFailure {
        found.append(
          Match(
            groups: (0...groups).map { group in
              let (from, to) = (cicu_uregex_start(regex, group, &status), cicu_uregex_end(regex, group, &status))
              return from < 0 ? nil : Int(from)..<Int(to)
            }))
        isMatch = found.count < limit && cicu_uregex_findNext(regex, &status) != 0
      }
      try Self.check(status)
      return found
    }
  }

  /// The first match in a text from the UTF-16 offset `start` on.
  public func firstMatch(in text: UTF16Text, from start: Int = 0) throws -> Match? { try matches(in: text, from: start, limit: 1).first }

  /// Whether all of a range of a window, and nothing else, is a match; never for a range that cuts a surrogate pair. Look-around sees beyond the range; `^` and `$` are the window's ends.
  /// - Throws: `ICUError.timeLimit` when the match exceeds its bounds.
  public func matches(exactly range: Range<Int>, in window: RegexWindow) throws(ICUError) -> Bool {
    try match(range, in: window) { cicu_uregex_matches(regex, &$0) }
  }

  /// Whether a match starts at a range's start and ends in it; never for a range that cuts a surrogate pair. Look-around sees beyond the range; `^` and `$` are the window's ends.
  /// - Throws: `ICUError.timeLimit` when the match exceeds its bounds.
  public func matches(startOf range: Range<Int>, in window: RegexWindow) throws(ICUError) -> Bool {
    try match(range, in: window) { cicu_uregex_lookingAt(regex, &$0) }
  }

  private func match(_ range: Range<Int>, in window: RegexWindow, _ attempt: (inout CICUErrorCode) -> UBool) throws(ICUError) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= window.count else { return false }
    let units = UnsafeBufferPointer(start: window.units, count: window.count)
    guard !Self.isInsidePair(range.lowerBound, of: units), !Self.isInsidePair(range.upperBound, of: units) else { return false }
    var status = U_ZERO_ERROR
    if self.window !== window {
      cicu_uregex_setText(regex, window.units, Int32(window.count), &status)
      self.window = window
    }
    cicu_uregex_setRegion(regex, Int32(range.lowerBound), Int32(range.upperBound), &status)
    let isMatch = attempt(&status) != 0
    try Self.check(status)
    return isMatch
  }

  /// Whether an offset is between two surrogates. There is never a match from such a place: ICU 72 then backs out of the text and crashes.
  private static func isInsidePair(_ offset: Int, of units: UnsafeBufferPointer<UInt16>) -> Bool {
    offset > 0 && offset < units.count && UTF16.isLeadSurrogate(units[offset - 1]) && UTF16.isTrailSurrogate(units[offset])
  }

  private static func check(_ status: CICUErrorCode) throws(ICUError) {
    if status == U_REGEX_TIME_OUT || status == U_REGEX_STACK_OVERFLOW { throw .timeLimit }
    try status.check()
  }
}
