import TMX

/// Gathers short texts and hands them to a sink in pieces of about 64 KiB.
struct SinkBuffer {
  private var bytes: [UInt8] = []

  /// Takes a text, and hands on what has gathered when it is much.
  mutating func write(_ text: String, to sink: ByteSink) throws {
    bytes += text.utf8
    if bytes.count >= 1 << 16 { try flush(to: sink) }
  }

  /// Hands on what has gathered.
  mutating func flush(to sink: ByteSink) throws {
    if !bytes.isEmpty { try sink(bytes) }
    bytes.removeAll(keepingCapacity: true)
  }
}
