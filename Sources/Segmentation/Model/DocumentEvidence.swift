/// What a document has shown of its words so far, in the manner of Punkt (Kiss & Strunk 2006): whether a word occurs in lower case, capitalised
/// within a sentence, and with or without a full stop.
///
/// It is a table of fixed size in which a later word may take an earlier one's place, so memory is bounded and the same text always gives the
/// same evidence. Only what stands before a place counts for it, so that text can come in pieces.
public struct DocumentEvidence: Sendable {
  /// What is known of a word.
  struct Traits: OptionSet {
    let rawValue: UInt32

    /// It occurs in lower case.
    static let lower = Traits(rawValue: 1)
    /// It occurs capitalised where no sentence starts.
    static let capitalWithin = Traits(rawValue: 1 << 1)
    /// It occurs without a full stop.
    static let bare = Traits(rawValue: 1 << 2)
    /// It occurs with a full stop and goes on with a lower-case word or a comma.
    static let abbreviated = Traits(rawValue: 1 << 3)
  }

  /// The upper 28 bits of an entry tell which word it is of, the lower 4 are its traits.
  private var entries = [UInt32](repeating: 0, count: Self.size)
  private static let size = 4096

  /// Blocks that start further on in a document add no evidence, so that the rest of a long text can be segmented in any order: UTF-8 bytes.
  public static let reach = 1 << 20
  private var isOpen = true

  /// Evidence of an empty document.
  public init() {}

  /// Says where in the document the next block starts, in UTF-8 bytes.
  mutating func reach(_ offset: Int) { isOpen = offset < Self.reach }

  /// Hands the evidence over and leaves none, so that no second copy of the table is made.
  mutating func take() -> DocumentEvidence {
    defer { entries = [] }
    return self
  }

  /// Notes a word that stands at `word` in a text.
  mutating func note(_ word: Range<Int>, in text: BlockText) {
    let units = text.units
    guard isOpen, word.count > 2 else { return }
    // Most words are known at their first unit.
    let isLower = (0x61...0x7A).contains(units[word.lowerBound])
    var traits: Traits = []
    if isLower || text.kind(word.lowerBound) == .lower {
      traits = .lower
    } else if text.kind(word.lowerBound) == .upper, word.lowerBound > 1, units[word.lowerBound - 1] == 0x20,
      [.lower, .comma].contains(text.kind(word.lowerBound - 2))
    {
      traits = .capitalWithin
    }
    if !text.has(".", at: word.upperBound) {
      traits.insert(.bare)
    } else if text.kind(word.upperBound + 1) == .comma
      || (text.kind(word.upperBound + 1) == .space && text.kind(word.upperBound + 2) == .lower)
    {
      traits.insert(.abbreviated)
    }
    let key = Self.key(word, in: units)
    let index = Int(key >> 52)
    let tag = UInt32(truncatingIfNeeded: key) & ~0xF
    entries[index] = (entries[index] & ~0xF == tag ? entries[index] : tag) | traits.rawValue
  }

  /// What is known of the word at `word` in a text.
  func traits(_ word: Range<Int>, in text: BlockText) -> Traits {
    guard word.count > 2 else { return [] }
    let key = Self.key(word, in: text.units)
    let entry = entries[Int(key >> 52)]
    return entry & ~0xF == UInt32(truncatingIfNeeded: key) & ~0xF ? Traits(rawValue: entry & 0xF) : []
  }

  /// A hash of a word of three units or more, its first letter in lower case. It takes the length and some units: that is quick, and the few words
  /// which it confuses do no harm.
  private static func key(_ word: Range<Int>, in units: [UInt16]) -> UInt64 {
    let (first, last) = (word.lowerBound, word.upperBound - 1)
    let start = UInt64(units[first].lowercasedLatin) << 48 | UInt64(units[first + 1]) << 32 | UInt64(units[first + word.count / 2]) << 16
    let end = UInt64(units[last]) << 48 | UInt64(units[last - 1]) << 32
    let mixed = ((start | UInt64(word.count)) ^ (end &* 0x9E37_79B9_7F4A_7C15)) &* 0xC2B2_AE3D_27D4_EB4F
    return (mixed ^ mixed >> 29) &* 0x9E37_79B9_7F4A_7C15
  }
}
