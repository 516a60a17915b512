import TMX

/// A file that units were imported from.
public struct ImportedFile: Hashable, Sendable {
  /// From 1; 0 before the memory has given it one.
  public var id: Int64
  /// Its name as the user gave it.
  public var name: String
  /// Its size and the time it was changed, or whatever tells this file from a later one with its name.
  public var fingerprint: String
  /// Its header; a header of our own for a file of another format.
  public var header: TMXHeader

  /// Makes a file from its parts.
  public init(id: Int64 = 0, name: String, fingerprint: String, header: TMXHeader) {
    self.id = id
    self.name = name
    self.fingerprint = fingerprint
    self.header = header
  }
}
