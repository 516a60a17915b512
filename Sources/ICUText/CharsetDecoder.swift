import CICU

/// Decodes a text that comes in chunks, which may cut characters. Not thread-safe.
public final class CharsetDecoder {
  private let converter: OpaquePointer
  private var units = [UInt16](repeating: 0, count: 1 << 14)
  /// How many bytes earlier chunks had.
  private var offset = 0
  /// A lead surrogate whose partner is in the next chunk.
  private var held: UInt16?

  /// Starts at the beginning of a text.
  /// - Throws: `ICUError` when ICU does not have the charset.
  public init(_ charset: Charset) throws(ICUError) {
    converter = try charset.open()
    var status = U_ZERO_ERROR
    cicu_ucnv_stopOnError(converter, &status)
    try status.check()
  }

  deinit { cicu_ucnv_close(converter) }

  /// The text of the next bytes; what is left of a character stays for the next call.
  /// - Parameter isLast: whether nothing follows, so that a cut character is an error.
  /// - Throws: `ICUError.malformedBytes` with the offset, from the text's beginning, of the first byte that is not text in this charset.
  public func decode(_ bytes: [UInt8], isLast: Bool) throws -> String {
    var decoded: [UInt16] = []
    decoded.reserveCapacity(bytes.count + 1)
    if let held { decoded.append(held) }
    held = nil
    // An empty chunk, too, has an address, since it may end the text.
    try (bytes.isEmpty ? [0] : bytes).withUnsafeBytes { raw in
      guard let base = raw.bindMemory(to: CChar.self).baseAddress else { return }
      var source: UnsafePointer<CChar>? = base
      let end = base + bytes.count
      var status = U_ZERO_ERROR
      repeat {
        status = U_ZERO_ERROR
        let written = units.withUnsafeMutableBufferPointer { out -> Int in
          guard let start = out.baseAddress else { return 0 }
          var target: UnsafeMutablePointer<UInt16>? = start
          cicu_ucnv_toUnicode(converter, &target, start + out.count, &source, end, isLast ? 1 : 0, &status)
          return (target ?? start) - start
        }
        decoded.append(contentsOf: units.prefix(written))
      } while status == U_BUFFER_OVERFLOW_ERROR
      if status.isFailure {
        var ignored = U_ZERO_ERROR
        let consumed = (source ?? end) - base
        throw ICUError.malformedBytes(offset: max(0, offset + consumed - Int(cicu_ucnv_invalidLength(converter, &ignored))))
      }
    }
    offset += bytes.count
    if !isLast, let last = decoded.last, UTF16.isLeadSurrogate(last) { held = decoded.removeLast() }
    return String(units: decoded[...])
  }
}
