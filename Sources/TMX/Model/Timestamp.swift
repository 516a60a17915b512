import Glibc

/// A moment in whole seconds, in UTC, as interchange files write it (ISO 8601).
public struct Timestamp: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int

  /// Makes a moment from seconds since 1970-01-01T00:00:00Z.
  public init(seconds: Int) { self.seconds = seconds }

  /// Reads the basic form, `20240131T081500Z`; `nil` for anything else, a 30th of February included.
  public init?(basic text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 16, bytes[8] == 0x54, bytes[15] == 0x5A else { return nil }
    var numbers: [CInt] = []
    for range in [0..<4, 4..<6, 6..<8, 9..<11, 11..<13, 13..<15] {
      guard bytes[range].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      numbers.append(bytes[range].reduce(0) { $0 * 10 + CInt($1 - 0x30) })
    }
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (numbers[0] - 1900, numbers[1] - 1, numbers[2])
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (numbers[3], numbers[4], numbers[5])
    self.init(seconds: timegm(&parts))
    // What is out of range would come back as another moment.
    guard basic == text else { return nil }
  }

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
