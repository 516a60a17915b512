extension [UInt8] {
  /// Appends a text in UTF-8, in one copy; the standard library takes the bytes of a string one by one.
  @inlinable
  public mutating func append(utf8 text: Substring.UTF8View) {
    if text.withContiguousStorageIfAvailable({ append(contentsOf: $0) }) == nil { append(contentsOf: Array(text)) }
  }
}
