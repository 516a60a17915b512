/// Finds the words of texts exactly as ICU does (UAX #29), but without ICU where a text is plain. Not thread-safe: one a task, reused from text to
/// text.
///
/// Plain are Latin letters, European digits, the soft hyphen, and the marks that go with them: nearly every sentence of a European language. For
/// them the rules for words come down to a few comparisons (`PlainUnit`). Any other text goes to ICU whole.
public final class WordBreaker {
  private let language: String
  private let kinds = PlainUnit.table
  private var iterator: BreakIterator?

  /// Makes a finder for a language by its lower-case subtag, such as `de`; unknown ones have the root's rules. Nothing is opened before a text
  /// needs ICU.
  public init(language: String) { self.language = language }

  /// Sets `words` to the words of a text, pieces with letters, digits or ideographs: half-open ranges of UTF-16 offsets, in order.
  /// - Returns: whether ICU was spared. Such a text holds no combining marks, no surrogates and nothing invisible but the soft hyphen.
  /// - Throws: `ICUError` when ICU fails.
  @discardableResult
  public func find(in units: [UInt16], _ words: inout [Range<Int>]) throws -> Bool {
    words.removeAll(keepingCapacity: true)
    let kinds = kinds
    if Self.findPlain(in: units.span, kinds.span, &words) { return true }
    words.removeAll(keepingCapacity: true)
    let iterator = try self.iterator ?? BreakIterator(.word, locale: language)
    self.iterator = iterator
    try iterator.forEachPiece(in: units) { piece, isWord in if isWord { words.append(piece) } }
    return false
  }

  /// Stops and returns false at a unit that is not plain.
  private static func findPlain(in units: Span<UInt16>, _ kinds: Span<PlainUnit>, _ words: inout [Range<Int>]) -> Bool {
    func kind(_ index: Int) -> PlainUnit { Int(units[index]) < kinds.count ? kinds[Int(units[index])] : .foreign }
    var index = 0
    while index < units.count {
      let start = index
      guard kind(index).isOfWords else {
        if kind(index) == .foreign { return false }
        index += 1
        continue
      }
      word: while true {
        while index < units.count, kind(index).isOfWords { index += 1 }
        let last = kind(index - 1)
        while index < units.count, kind(index) == .softHyphen { index += 1 }
        guard index < units.count else { break }
        let mark = kind(index)
        switch mark {
        case .letter, .digit, .softHyphen: continue
        case .foreign: return false
        case .other: break word
        case .joinsLetters, .joinsDigits, .joinsEither, .colon:
          // A mark joins two letters or two digits; soft hyphens between do not count.
          var beyond = index + 1
          while beyond < units.count, kind(beyond) == .softHyphen { beyond += 1 }
          guard beyond < units.count, kind(beyond) == last else { break word }
          if last == .letter, mark == .colon { return false }
          guard mark == .joinsEither || mark == (last == .letter ? .joinsLetters : .joinsDigits) else { break word }
          index = beyond
        }
      }
      words.append(start..<index)
    }
    return true
  }
}

/// What a UTF-16 unit is to the rules for words (UAX #29, section 4.1, as CLDR has them), if a text of such units is plain.
enum PlainUnit: UInt8 {
  /// A Latin letter (ALetter).
  case letter
  /// A European digit (Numeric).
  case digit
  /// The soft hyphen (Format), which belongs to what is before it.
  case softHyphen
  /// Joins letters (MidLetter): the middle dot.
  case joinsLetters
  /// Joins digits (MidNum): comma and semicolon.
  case joinsDigits
  /// Joins either (MidNumLet, Single_Quote): full stop, apostrophes.
  case joinsEither
  /// The colon, which joins letters in some languages and some releases of ICU.
  case colon
  /// Spaces and marks that are never part of a word.
  case other
  /// Anything else.
  case foreign

  @inline(__always)
  var isOfWords: Bool { rawValue <= Self.digit.rawValue }

  /// By unit; what lies beyond is foreign.
  static let table: [PlainUnit] = (UInt16(0)..<0x20C0).map { unit in
    switch unit {
    case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: .letter
    case 0x30...0x39: .digit
    case 0xAD: .softHyphen
    case 0xB7: .joinsLetters
    case 0x2C, 0x3B: .joinsDigits
    case 0x27, 0x2E, 0x2018, 0x2019: .joinsEither
    case 0x3A: .colon
    // The at sign is a letter in some releases; the low line has rules of its own.
    case 0x40, 0x5F: .foreign
    case 0..<0x250, 0x2010...0x2017, 0x201A...0x2023, 0x2025, 0x2026, 0x2030...0x203E, 0x20A0...0x20BF: .other
    default: .foreign
    }
  }
}
