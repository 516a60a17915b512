import Foundation
import TMX
import TestPrograms
import TestSupport
import Testing

@Suite struct TimestampTests {
  @Test(
    "A moment is written in UTC, in range",
    arguments: [
      (0, "19700101T000000Z", "1970-01-01T00:00:00Z"), (1_709_210_096, "20240229T123456Z", "2024-02-29T12:34:56Z"),
      (-1, "19691231T235959Z", "1969-12-31T23:59:59Z"), (Int.min, "00000101T000000Z", "0000-01-01T00:00:00Z"),
      (Int.max, "99991231T235959Z", "9999-12-31T23:59:59Z"),
    ])
  func forms(seconds: Int, basic: String, extended: String) {
    #expect(Timestamp(seconds: seconds).basic == basic)
    #expect(Timestamp(seconds: seconds).extended == extended)
  }

  @Test("Random moments are written as Foundation writes them")
  func random() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<1000 {
      let seconds = Int.random(in: 0...4_000_000_000, using: &random)
      #expect(Timestamp(seconds: seconds).extended == Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601))
    }
  }
}
