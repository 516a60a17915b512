import CICU

extension UInt16 {
  /// The lower-case form of a UTF-16 unit by Unicode's simple mapping; surrogates and all that has no case stay.
  public var lowercased: UInt16 {
    switch self {
    case 0x41...0x5A: self + 0x20
    case 0..<0x80: self
    default: UInt16(truncatingIfNeeded: cicu_u_tolower(Int32(self)))
    }
  }
}
