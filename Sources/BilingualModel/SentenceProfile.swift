/// What an aligner needs to know of a sentence without knowing its language: its length, its cognate keys, its numbers and its marks.
public struct SentenceProfile: Hashable, Sendable {
  /// The number of UTF-16 units without white space and invisible characters.
  public var length = 0
  /// Keys of the parts of its words that cognates share: folded letters, four at a time (see `LexicalAnalyzer`); repeated keys stand repeatedly.
  public var cognates: [UInt32] = []
  /// Keys of the starts of its long words and of its long numbers, which even in a long text stand in few sentences.
  public var landmarks: [UInt32] = []
  /// Keys of its numbers, months, weekdays and number words.
  public var numbers: [UInt64] = []
  /// The words that the model knows; empty without a model.
  public var words: [KnownWord] = []
  /// Its words and numbers in order: how many entries of `words`, `cognates` and `numbers` each has.
  public var tokens: [Token] = []
  /// The marks it holds.
  public var marks: Marks = []

  /// The profile of an empty sentence.
  public init() {}

  /// How many entries a token has in the lists of its sentence.
  public struct Token: Hashable, Sendable {
    public var words: UInt8
    public var numbers: UInt8
    public var cognates: UInt16
  }

  /// The marks of a sentence that translations keep.
  public struct Marks: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A question mark.
    public static let question = Marks(rawValue: 1)
    /// An exclamation mark.
    public static let exclamation = Marks(rawValue: 2)
    /// A quotation mark of any style.
    public static let quotation = Marks(rawValue: 4)
    /// A bracket.
    public static let bracket = Marks(rawValue: 8)
    /// A colon at its end.
    public static let finalColon = Marks(rawValue: 16)
    /// No final mark at all: a heading, a list item.
    public static let unended = Marks(rawValue: 32)
    /// Three dots or an ellipsis.
    public static let ellipsis = Marks(rawValue: 64)
  }
}
