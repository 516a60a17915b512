/// How well a memory knows a segment, in the bands that translation tools count in.
public enum LeverageBand: String, CaseIterable, Hashable, Sendable {
  /// 101: text, tags and the segments before and after are equal.
  case context
  /// The text came before in the files.
  case repetition
  /// 100.
  case full = "100"
  /// 95 to 99.
  case from95 = "95-99"
  /// 85 to 94.
  case from85 = "85-94"
  /// 75 to 84.
  case from75 = "75-84"
  /// 50 to 74.
  case from50 = "50-74"
  /// Less.
  case none

  /// The band of a percentage, `MatchScore.percent`.
  public init(percent: Int) {
    self =
      switch percent {
      case 101...: .context
      case 100: .full
      case 95...: .from95
      case 85...: .from85
      case 75...: .from75
      case 50...: .from50
      default: .none
      }
  }
}

/// How much text there is.
public struct LeverageAmount: Hashable, Sendable {
  /// Segments.
  public var segments = 0
  /// Words after Unicode (UAX #29), numbers among them.
  public var words = 0
  /// Unicode scalars of the text for matching, white space included.
  public var characters = 0

  /// Nothing.
  public init() {}

  /// Adds up.
  public static func += (left: inout LeverageAmount, right: LeverageAmount) {
    left.segments += right.segments
    left.words += right.words
    left.characters += right.characters
  }
}

/// How well a memory knows a file, or several.
public struct LeverageReport: Hashable, Sendable {
  /// What there is of each band.
  public var bands: [LeverageBand: LeverageAmount] = [:]
  /// What is in a band below `full` for its likeness to a segment before it in the files, not for the memory; it is counted in `bands` too.
  public var fromFiles = LeverageAmount()

  /// Nothing.
  public init() {}

  /// All bands together.
  public var total: LeverageAmount { bands.values.reduce(into: LeverageAmount()) { $0 += $1 } }

  /// Adds up.
  public static func += (left: inout LeverageReport, right: LeverageReport) {
    for (band, amount) in right.bands { left.bands[band, default: LeverageAmount()] += amount }
    left.fromFiles += right.fromFiles
  }
}
