import TMX

/// Writes units in one format.
protocol UnitEmitter: AnyObject {
  /// What was left out so far.
  var tally: UnitTally { get }
  /// Writes a unit.
  func write(_ unit: TMXUnit) throws
  /// Ends the file.
  func finish() throws
}

/// What was written, and what the format could not hold.
public struct UnitTally: Hashable, Sendable {
  /// Something that a format has no place for.
  public enum Loss: String, Hashable, Sendable, CaseIterable {
    /// Inline elements: the text is written without them.
    case tags = "inline tags"
    /// Variants in further languages.
    case variants = "variants in further languages"
    /// Notes and properties.
    case remarks = "notes or properties"
    /// Attributes of units and variants.
    case attributes = "attributes"
    /// Tabs and line breaks, which became spaces.
    case breaks = "tabs or line breaks"
  }

  /// How many units were written.
  public var units = 0
  /// How many units were left out, by the reason.
  public var leftOut: [String: Int] = [:]
  /// How many units lost something.
  public var losses: [Loss: Int] = [:]
  /// How many characters became U+FFFD because the format cannot hold them.
  public var replacedCharacters = 0

  /// A tally of nothing.
  public init() {}

  mutating func lose(_ loss: Loss, if isLost: Bool) { if isLost { losses[loss, default: 0] += 1 } }
}

/// Writes TMX.
final class TMXEmitter: UnitEmitter {
  private let writer: TMXWriter
  private let level: TMXWriter.Level
  private var counted = UnitTally()

  init(header: TMXHeader, level: TMXWriter.Level, sink: @escaping ByteSink) throws {
    self.level = level
    writer = try TMXWriter(header: header, level: level, sink: sink)
  }

  var tally: UnitTally {
    var tally = counted
    tally.replacedCharacters = writer.replacedCharacters
    return tally
  }

  func write(_ unit: TMXUnit) throws {
    if unit.variants.isEmpty { counted.leftOut["without a text", default: 0] += 1 }
    counted.lose(.tags, if: level == .one && unit.variants.contains { $0.segment.text == nil })
    try writer.write(unit)
  }

  func finish() throws { try writer.finish() }
}
