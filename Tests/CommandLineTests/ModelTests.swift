import TestSupport
import Testing

/// `align` with and without a bilingual model.
@Suite struct ModelTests {
  private static let without = "without a bilingual model for de and en: by length, cognates, numbers and marks\n"

  @Test("The model in the program is used without a word; without it the summary says so")
  func summary() throws {
    let place = try Workplace()
    #expect(!(try place.run("align", "de.txt", "en.txt", "-o", "with.beads").errors.contains("without a bilingual model")))
    #expect(try place.run("align", "de.txt", "en.txt", "--model", "none", "-o", "none.beads").errors.contains(Self.without))
    #expect(try place.shell("SATZPAAR_MODEL=none exec \"$0\" align de.txt en.txt -o none.beads").errors.contains(Self.without))
    let french = try place.run("align", "de.txt", "en.txt", "--languages", "de,fr", "-o", "french.beads").errors
    #expect(french.contains("without a bilingual model for de and fr"))
    #expect(place.contents["with.beads"] != place.contents["none.beads"])
  }

  @Test("A model file is the same as the program's own")
  func file() throws {
    let place = try Workplace()
    let model = "\(repositoryRoot)/Sources/BilingualModel/Data/de-en.satzvec"
    _ = try place.run("align", "de.txt", "en.txt", "-o", "own.beads")
    #expect(try place.run("align", "de.txt", "en.txt", "--model", model, "-o", "file.beads").status == 0)
    #expect(place.contents["file.beads"] == place.contents["own.beads"])
  }

  @Test("A missing or wrong model is one line, and no output is left")
  func errors() throws {
    let place = try Workplace()
    let missing = try place.run("align", "de.txt", "en.txt", "--model", "nowhere", "-o", "out.tmx")
    #expect(missing.status == 66 && missing.errors == "nowhere: no such file or directory (check the path of the model)\n")
    let wrong = try place.run("align", "de.txt", "en.txt", "--model", "de.txt", "-o", "out.tmx")
    #expect(wrong.status == 65 && wrong.errors == "de.txt: this is no model of Satzpaar's (build one with tools/build-model)\n")
    #expect(Set(place.contents.keys) == ["de.txt", "en.txt"])
  }
}
