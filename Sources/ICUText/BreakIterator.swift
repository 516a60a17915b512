import CICU

/// ICU's text boundaries (UAX #29) for one locale. Not thread-safe: one a task, reused from text to text.
public final class BreakIterator {
  /// What lies between two boundaries.
  public enum Unit: Sendable {
    /// A sentence with the white space behind it.
    case sentence
    /// A word, a run of white space or a mark.
    case word
  }

  private let iterator: OpaquePointer

  /// Opens the rules of a locale such as `de` or `de@ss=standard`. Unknown locales get the root's rules.
  public init(_ unit: Unit, locale: String) throws(ICUError) {
    var status = U_ZERO_ERROR
    let opened = cicu_ubrk_open(unit == .sentence ? UBRK_SENTENCE : UBRK_WORD, locale, &status)
    try status.check()
    guard let opened else { throw .unknown(locale) }
    iterator = opened
  }

  deinit { cicu_ubrk_close(iterator) }

  /// Calls `body` with each piece between boundaries: a range of UTF-16 offsets, half-open, in order; together they cover the text.
  /// `isWord` is true for a piece with letters, digits or ideographs (ICU's rule status over 100) and means nothing for sentences.
  /// Units before `origin` are left out, as if the text started there.
  public func forEachPiece(in text: UTF16Text, from origin: Int = 0, _ body: (_ piece: Range<Int>, _ isWord: Bool) throws -> Void) throws {
    try forEachPiece(in: text.units, from: origin, body)
  }

  /// The same for a text's UTF-16 units.
  func forEachPiece(in units: [UInt16], from origin: Int = 0, _ body: (_ piece: Range<Int>, _ isWord: Bool) throws -> Void) throws {
    let origin = min(max(origin, 0), units.count)
    let count = try Int32(icu: units.count - origin)
    try units.withUnsafeBufferPointer { buffer in
      var status = U_ZERO_ERROR
      cicu_ubrk_setText(iterator, buffer.baseAddress?.advanced(by: origin), count, &status)
      try status.check()
      var start = Int(cicu_ubrk_first(iterator))
      while case let end = cicu_ubrk_next(iterator), end != UBRK_DONE {
        try body(origin + start..<origin + Int(end), cicu_ubrk_getRuleStatus(iterator) >= UBRK_WORD_NUMBER.rawValue)
        start = Int(end)
      }
    }
  }

  /// The boundaries in a text: UTF-16 offsets in order, 0 left out, the end included; empty for an empty text.
  public func boundaries(in text: UTF16Text) throws -> [Int] {
    var result: [Int] = []
    try forEachPiece(in: text) { piece, _ in result.append(piece.upperBound) }
    return result
  }
}
