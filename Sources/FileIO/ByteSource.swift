/// Bytes that come in chunks.
public protocol ByteSource {
  /// The next bytes; none at the end.
  func read() throws -> [UInt8]

  /// Whether nothing more comes for so many milliseconds, while the end has not come either. Never true for a file.
  func isPaused(for milliseconds: Int) -> Bool
}
