#if canImport(Glibc)
  import Glibc
#endif

/// The logarithm of a sum of exponentials, built up term by term without overflow.
struct LogSum {
  /// A term that much below the largest, in nats, does not show in the sum.
  private static let negligible = 30.0

  private var largest = -Double.infinity
  private var sum = 0.0

  /// Adds exp(`term`) to the sum.
  @inline(__always)
  mutating func add(_ term: Double) {
    if term <= largest {
      if term > largest - Self.negligible { sum += exp(term - largest) }
    } else if term > -.infinity {
      sum = largest > term - Self.negligible ? sum * exp(largest - term) + 1 : 1
      largest = term
    }
  }

  /// The logarithm of the sum; −∞ of no terms.
  var value: Double { sum > 0 ? largest + log(sum) : -.infinity }
}
