import Glibc

/// A moment in whole seconds, in UTC, as interchange files write it (ISO 8601).
public struct Timestamp: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int

  /// Makes a moment from seconds since 1970-01-01T00:00:00Z.
  public init(seconds: Int) { self.seconds = seconds }

  /// This moment.
  public static var now: Timestamp { Timestamp(seconds: time(nil)) }

  /// The basic form, which TMX wants: `20240131T081500Z`. Years before 0 and after 9999 are out of its range and become the nearest in it.
  public var basic: String { text(date: "", time: "") }

  /// The extended form, which XLIFF wants: `2024-01-31T08:15:00Z`; its range is that of `basic`.
  public var extended: String { text(date: "-", time: ":") }

  private func text(date dash: String, time colon: String) -> String {
    var seconds = min(max(seconds, -62_167_219_200), 253_402_300_799)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ number: CInt) -> String { (number < 10 ? "0" : "") + String(number) }
    let year = String(10_000 + parts.tm_year + 1900).dropFirst()
    return "\(year)\(dash)\(two(parts.tm_mon + 1))\(dash)\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour))\(colon)\(two(parts.tm_min))\(colon)\(two(parts.tm_sec))Z"
  }
}
