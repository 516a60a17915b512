/// How far an import is.
public struct ImportProgress: Hashable, Sendable {
  /// The id of the file.
  public var file: Int64
  /// So many units of the file are in the memory, or were found to be in it already.
  public var units: Int

  /// Makes it from its parts.
  public init(file: Int64, units: Int) {
    self.file = file
    self.units = units
  }
}
