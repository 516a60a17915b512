import CICU

/// A charset that ICU can decode: `UTF-8`, `UTF-16LE`, `windows-1252`, `ISO-8859-15` and some 200 more, by any of their names.
public struct Charset: Hashable, Sendable, CustomStringConvertible {
  /// The name it was asked for by.
  public let description: String

  /// Looks a charset up.
  /// - Throws: `ICUError.unknown` when ICU has none of that name.
  public init(_ name: String) throws(ICUError) {
    description = name
    cicu_ucnv_close(try open())
  }

  private init(detected name: String) { description = name }

  /// A converter, which the caller closes.
  func open() throws(ICUError) -> OpaquePointer {
    var status = U_ZERO_ERROR
    // ICU takes an empty name for the platform's default, which would make results depend on the machine.
    guard !description.isEmpty, let converter = cicu_ucnv_open(description, &status), !status.isFailure else { throw .unknown(description) }
    return converter
  }

  /// Decodes bytes.
  /// - Throws: `ICUError.malformedBytes` with the offset of the first byte that is not text in this charset.
  public func decode(_ bytes: [UInt8]) throws -> String { try CharsetDecoder(self).decode(bytes, isLast: true) }

  /// What ICU's statistics take bytes for, most likely first, with a confidence of 0…100. At most `limit` bytes are looked at.
  public static func detect(_ bytes: [UInt8], limit: Int = 1 << 18) throws -> [(charset: Charset, confidence: Int)] {
    var status = U_ZERO_ERROR
    let detector = cicu_ucsdet_open(&status)
    try status.check()
    defer { cicu_ucsdet_close(detector) }
    let sample = bytes.prefix(limit)
    return try sample.withUnsafeBytes { raw in
      cicu_ucsdet_setText(detector, raw.bindMemory(to: CChar.self).baseAddress, Int32(sample.count), &status)
      var found: Int32 = 0
      let matches = cicu_ucsdet_detectAll(detector, &found, &status)
      try status.check()
      return (0..<Int(found)).compactMap { index in
        guard let match = matches?[index], let name = cicu_ucsdet_getName(match, &status) else { return nil }
        return (Charset(detected: String(cString: name)), Int(cicu_ucsdet_getConfidence(match, &status)))
      }
    }
  }
}
