import CICU

/// A failure inside ICU.
public enum ICUError: Error, Hashable, Sendable, CustomStringConvertible {
  /// ICU has no such charset, locale or data; the name is what was asked for.
  case unknown(String)
  /// A pattern does not parse; `offset` is the UTF-16 offset in the pattern up to which ICU had read.
  case badPattern(offset: Int, reason: String)
  /// A match took longer than its limit or needed more backtracking memory.
  case timeLimit
  /// Bytes that are not text in the charset, at `offset` bytes from the start.
  case malformedBytes(offset: Int)
  /// A text has over 2³¹−1 UTF-16 units, ICU's limit.
  case tooLong
  /// Any other error, by ICU's name for it.
  case other(String)

  /// A short English sentence without a final mark.
  public var description: String {
    switch self {
    case .unknown(let name): "ICU does not know '\(name)'"
    case .badPattern(let offset, let reason): "bad regular expression at offset \(offset): \(reason)"
    case .timeLimit: "the regular expression took too long"
    case .malformedBytes(let offset): "malformed bytes at offset \(offset)"
    case .tooLong: "the text is longer than 2 147 483 647 UTF-16 units"
    case .other(let name): "ICU reports \(name)"
    }
  }

  static func name(of status: CICUErrorCode) -> String { String(cString: cicu_errorName(status)) }
}

extension CICUErrorCode {
  var isFailure: Bool { rawValue > U_ZERO_ERROR.rawValue }

  func check() throws(ICUError) {
    if isFailure { throw .other(ICUError.name(of: self)) }
  }
}

/// The release of ICU that the program was built with: `72.1`.
public var icuVersion: String { String(cString: cicu_version()) }

extension Int32 {
  /// A count as ICU takes it.
  init(icu count: Int) throws(ICUError) {
    guard let value = Int32(exactly: count) else { throw .tooLong }
    self = value
  }
}
