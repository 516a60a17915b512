import Foundation
import TestSupport
import Testing

/// Every error is one line with the place, the fault and the cure, an exit code, and no trace in the folder.
@Suite struct ErrorTests {
  let place: Workplace

  init() throws {
    place = try Workplace()
    try place.put("empty", "")
    try place.put("white", " \n\t\r\n\u{A0}\u{2028}\n")
    try place.put("bad", Data("Hallo Wält, schöne Grüße.\n".utf8) + [0xFF] + Data(" nicht.\n".utf8))
    try place.put("elf", Data([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]))
    try place.put("png", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]))
    try place.put("docx", Data([0x50, 0x4B, 3, 4, 20, 0]) + Data("word/document.xml".utf8))
    try place.put("zip", Data([0x50, 0x4B, 3, 4, 20, 0]) + Data("a.txt".utf8))
    try place.put("pdf", "%PDF-1.4\n")
    try place.put("raw", Data([0x41, 0x42, 0, 0x43, 0x44]))
    try place.put("broken.beads", "[0]:[0]\n\n[1]:[1\n")
    try place.put("twice.beads", "[0]:[0]\n[0]:[1]\n")
    try FileManager.default.createDirectory(at: place.folder.appendingPathComponent("folder"), withIntermediateDirectories: false)
  }

  @Test(
    "An input that cannot be used is named with its fault",
    arguments: [
      ("missing", 66, "missing: no such file (check the path)"), ("missing/x", 66, "missing/x: no such file (check the path)"),
      ("", 66, "'': no such file (check the path)"), ("de.txt/x", 66, "de.txt/x: no such file (check the path)"),
      ("folder", 66, "folder: this is a folder (name a file in it)"),
      ("empty", 65, "empty: the file holds no text (check that it is the right file)"),
      ("white", 65, "white: the file holds no text (check that it is the right file)"),
      ("bad", 65, "bad: byte 30: invalid UTF-8 (repair the file, or name its charset with --encoding)"),
      ("elf", 65, "elf: byte 0: this is a program, not plain text (save it as plain text in UTF-8)"),
      ("png", 65, "png: byte 0: this is a PNG image, not plain text (save it as plain text in UTF-8)"),
      ("docx", 65, "docx: byte 0: this is a DOCX file, not plain text (save it as plain text in UTF-8)"),
      ("zip", 65, "zip: byte 0: this is a ZIP file, not plain text (save it as plain text in UTF-8)"),
      ("pdf", 65, "pdf: byte 0: this is a PDF file, not plain text (save it as plain text in UTF-8)"),
      ("raw", 65, "raw: byte 2: this is a binary file, not plain text (save it as plain text in UTF-8)"),
    ] as [(String, Int32, String)])
  func inputs(name: String, status: Int32, message: String) throws {
    try expectFailure(place, ["align", name, "en.txt", "-o", "old.tmx"], status: status, message)
    try expectFailure(place, ["align", "de.txt", name, "-o", "new.tmx"], status: status, message)
    try expectFailure(place, ["segment", "de.txt", name], status: status, message)
    try expectFailure(place, ["segment", "--quiet", name, "-o", "old.tmx"], status: status, message)
  }

  @Test(
    "Anchors that cannot be used are named with their line",
    arguments: [
      ("4 9\n5 x\n", 65, "anchors:2: not an anchor: 5 x (write it as 12 15 or as [3,4]:[5], indices from 0)"),
      ("# 31 sentences\n31 0", 65, "anchors:2: there is no German sentence 31: the text has sentences 0 to 30 (count from 0)"),
      ("4 9\n\n5 6\n", 65, "anchors:3: 5 6 crosses 4 9 in line 1 (leave one out)"),
      ("[4]:[]\n4 9\n", 65, "anchors:2: 4 9 contradicts [4]:[] in line 1 (leave one out)"),
    ] as [(String, Int32, String)])
  func anchors(text: String, status: Int32, message: String) throws {
    try place.put("anchors", text)
    try expectFailure(place, ["align", "de.txt", "en.txt", "--anchors", "anchors", "-o", "old.tmx"], status: status, message)
    try expectFailure(place, ["align", "de.txt", "en.txt", "--anchors", "missing"], status: 66, "missing: no such file (check the path)")
  }

  @Test("Of two bad inputs the first is named")
  func twoBadInputs() throws {
    try expectFailure(place, ["align", "empty", "missing"], status: 65, "empty: the file holds no text (check that it is the right file)")
    try expectFailure(place, ["align", "missing", "empty"], status: 66, "missing: no such file (check the path)")
  }

  @Test("Empty standard input is named as such")
  func standardInput() throws {
    let message = "standard input: the file holds no text (check that it is the right file)"
    try expectFailure(place, ["align", "-", "en.txt", "-o", "old.tmx"], status: 65, message)
    try expectFailure(place, ["segment", "-"], status: 65, message)
  }

  @Test(
    "An output that cannot be made is named with its fault",
    arguments: [
      ("none/x.tmx", 73, "none/x.tmx: its folder does not exist (create the folder or write elsewhere)"),
      ("folder", 73, "folder: this is a folder (name a file in it)"), ("new/", 73, "new/: this is a folder (name a file in it)"),
      ("", 73, "'': its folder does not exist (create the folder or write elsewhere)"),
      ("/dev/full", 74, "/dev/full: no space left on the disk (free some space or write elsewhere)"),
      ("de.txt", 64, "de.txt: this is an input, and the output would replace it (write elsewhere)"),
      ("./folder/../de.txt", 64, "./folder/../de.txt: this is an input, and the output would replace it (write elsewhere)"),
    ] as [(String, Int32, String)])
  func outputs(name: String, status: Int32, message: String) throws {
    try expectFailure(place, ["align", "de.txt", "en.txt", "-o", name], status: status, message)
    try expectFailure(place, ["segment", "en.txt", "de.txt", "-o", name], status: status, message)
  }

  @Test("An input is not replaced through links, nor when it is standard input")
  func inputsBehindLinks() throws {
    #expect(try place.shell("ln -s de.txt soft; ln de.txt hard").status == 0)
    for name in ["soft", "hard"] {
      let message = "\(name): this is an input, and the output would replace it (write elsewhere)"
      try expectFailure(place, ["align", "de.txt", "en.txt", "-o", name], status: 64, message)
    }
    let before = try place.text("de.txt")
    #expect(try place.shell("exec \"$0\" align - en.txt -o de.txt <de.txt").status == 64)
    #expect(try place.text("de.txt") == before)
  }

  @Test(
    "What the user may not read or write is named as such", .enabled(if: canBeNobody, "this needs root, setpriv and a folder open to all"))
  func permissions() throws {
    try place.put("secret", "Ja.")
    #expect(try place.shell("chmod 000 secret; chmod 555 folder; chmod 755 .").status == 0)
    let nobody = "setpriv --reuid 65534 --clear-groups \"$0\""
    let read = try place.shell("exec \(nobody) segment secret")
    #expect(read.status == 66)
    #expect(read.errors == "secret: no permission to read it (change its permissions, e.g. with chmod u+r)\n")
    let write = try place.shell("exec \(nobody) segment de.txt -o folder/x")
    #expect(write.status == 73)
    #expect(write.errors == "folder/x: no permission to write here (change the permissions or write elsewhere)\n")
  }

  @Test(
    "A charset that is unknown or does not fit is an error",
    arguments: [
      ("foo", 64, "unknown encoding 'foo' (use a name such as UTF-8, UTF-16, windows-1252 or ISO-8859-15)"),
      ("", 64, "unknown encoding '' (use a name such as UTF-8, UTF-16, windows-1252 or ISO-8859-15)"),
      ("US-ASCII", 65, "de.txt: byte 99: invalid US-ASCII (repair the file, or name its charset with --encoding)"),
    ] as [(String, Int32, String)])
  func encodings(name: String, status: Int32, message: String) throws {
    try expectFailure(place, ["align", "de.txt", "en.txt", "--encoding", name, "-o", "old.tmx"], status: status, message)
  }

  @Test("What cannot be scored is named with its line")
  func evaluation() throws {
    let beads = "\(kimPutin)/gold.txt"
    try expectFailure(
      place, ["evaluate", "alignment", beads, "broken.beads"], status: 65,
      "broken.beads:3: not a bead: [1]:[1 (write it as [0, 1]:[2], indices rising)")
    try expectFailure(
      place, ["evaluate", "alignment", "twice.beads", beads], status: 65,
      "twice.beads:2: German sentence 0 is in two beads (leave it in one)")
    try expectFailure(
      place, ["evaluate", "alignment", beads, "empty"], status: 65, "empty: the file holds no beads (check that it is the right file)")
    try expectFailure(place, ["evaluate", "alignment", beads, "missing"], status: 66, "missing: no such file (check the path)")
    try expectFailure(
      place, ["evaluate", "segmentation", "de.txt", "en.txt"], status: 65,
      "en.txt: the texts differ after 0 characters without white space: gold has 'N', test sentence 1 has 'K' "
        + "(score two segmentations of the same text)")
  }

  @Test(
    "A wrong call ends with 64, says what is wrong and shows the usage",
    arguments: [
      ("align", "Missing expected argument '<german>'"), ("align de.txt", "Missing expected argument '<english>'"),
      ("align - -", "Only one of the texts can be standard input."),
      ("align a - --anchors -", "Only one of the files can be standard input."), ("align a b c", "Unexpected argument 'c'"),
      ("align a b --unheard-of", "Unknown option '--unheard-of'"), ("align a b -o", "Missing value for '-o <file>'"),
      ("align a b --format docx", "The value 'docx' is invalid for '--format <format>'. Please provide one of the following:"),
      ("align a b --languages de", "The value 'de' is invalid for '--languages <pair>'"),
      ("align a b --languages de,de", "The value 'de,de' is invalid for '--languages <pair>'"),
      ("align a b --languages de,e_n", "The value 'de,e_n' is invalid for '--languages <pair>'"),
      ("align a b --languages de,en,fr", "The value 'de,en,fr' is invalid for '--languages <pair>'"),
      ("align a b --srclang fr", "--srclang is one of the two languages, de or en."),
      ("align a b --min-confidence 1.1", "--min-confidence is a probability, 0 to 1."),
      ("align a b --min-confidence nan", "--min-confidence is a probability, 0 to 1."),
      ("align a b --paragraphs x", "The value 'x' is invalid for '--paragraphs <style>'. Please provide one of 'line' and 'block'."),
      ("segment", "Missing expected argument '<file> ...'"), ("segment - -", "Standard input can be read only once."),
      ("segment de.txt --language d_e", "The value 'd_e' is invalid for '--language <language>'"),
      ("evaluate alignment a", "Files come in pairs: GOLD TEST [GOLD TEST …]."),
      ("evaluate alignment a b --at-least nan", "--at-least is an F1, 0 to 1."),
      ("evaluate alignment a b --at-least 93", "--at-least is an F1, 0 to 1."),
      ("evaluate segmentation a b c d --paragraphs p", "--paragraphs goes with one pair of files."), ("foo", "Unexpected argument 'foo'"),
    ])
  func usage(arguments: String, message: String) throws {
    let before = place.contents
    let outcome = try place.shell("exec \"$0\" \(arguments)")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.split(separator: "\n").first.map(String.init) == "Error: \(message)")
    #expect(outcome.errors.contains("Usage: satzpaar"))
    #expect(place.contents == before)
  }

  /// Whether the program can be run as a user without rights.
  private static let canBeNobody =
    geteuid() == 0 && (try? Workplace().shell("chmod 755 .; exec setpriv --reuid 65534 --clear-groups \"$0\" --version"))?.status == 0
}
