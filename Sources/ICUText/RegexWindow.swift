/// A stretch of text that stays where it is, so that many regular expressions can be tried at many of its places without being handed it each time.
public final class RegexWindow {
  /// The number of UTF-16 units.
  public let count: Int
  /// The units; nothing writes to them after the start.
  let units: UnsafeMutablePointer<UInt16>

  /// Copies the units of a range of a text; the range is cut to the text and to 2³¹−1 units.
  public init(_ text: [UInt16], _ range: Range<Int>) {
    let slice = text[range.clamped(to: 0..<text.count)].prefix(Int(Int32.max))
    count = slice.count
    units = .allocate(capacity: max(1, slice.count))
    slice.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { units.initialize(from: start, count: source.count) }
    }
  }

  deinit { units.deallocate() }
}
