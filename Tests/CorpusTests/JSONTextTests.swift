import Corpus
import Foundation
import TestPrograms
import TestSupport
import Testing

@Suite struct JSONTextTests {
  @Test("Only what must be escaped is escaped")
  func escapes() {
    #expect(JSONText.quoted("Größe 😀 /\u{7F}\u{2028}") == "\"Größe 😀 /\u{7F}\u{2028}\"")
    #expect(JSONText.quoted("\"\\\n\r\t\0\u{B}\u{1F}") == #""\"\\\n\r\t\u0000\u000b\u001f""#)
    #expect(JSONText.quoted("a\r\nb\"\u{338}") == "\"a\\r\\nb\\\"\u{338}\"")
  }

  @Test("A JSON parser gives back the same scalars", arguments: nastyTexts.indices)
  func roundTrip(index: Int) throws {
    let read = try JSONDecoder().decode(String.self, from: Data(JSONText.quoted(nastyTexts[index]).utf8))
    #expect(Array(read.unicodeScalars) == Array(nastyTexts[index].unicodeScalars))
  }
}
