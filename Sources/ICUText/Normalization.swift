import CICU

/// Unicode normalisation forms (UAX #15).
public enum NormalizationForm: Sendable {
  /// Composed: `é` is one scalar.
  case nfc
  /// Decomposed: `é` is two.
  case nfd

  /// The text in this form; returned as it is, without a copy, when ICU's quick check says it is already.
  public func normalize(_ text: String) throws(ICUError) -> String {
    var status = U_ZERO_ERROR
    let normalizer = self == .nfc ? cicu_unorm2_getNFCInstance(&status) : cicu_unorm2_getNFDInstance(&status)
    try status.check()
    let units = Array(text.utf16)
    let length = try Int32(icu: units.count)
    let clean = units.withUnsafeBufferPointer { cicu_unorm2_spanQuickCheckYes(normalizer, $0.baseAddress, length, &status) }
    try status.check()
    if clean == length { return text }
    var capacity = length
    while true {
      status = U_ZERO_ERROR
      var out = [UInt16](repeating: 0, count: Int(capacity))
      let written = units.withUnsafeBufferPointer { source in
        out.withUnsafeMutableBufferPointer {
          cicu_unorm2_normalize(normalizer, source.baseAddress, length, $0.baseAddress, capacity, &status)
        }
      }
      if status == U_BUFFER_OVERFLOW_ERROR, written > capacity {
        capacity = written
        continue
      }
      try status.check()
      return String(units: out.prefix(Int(written)))
    }
  }
}
