import Exchange
import Testing

@Suite struct UnitFormatTests {
  @Test(
    "The content tells the format, whatever the name",
    arguments: [
      ("<?xml version='1.0'?><!-- tmx --><xliff version='1.2'>", UnitFormat.xliff), ("<tmx version=\"1.4\">", .tmx),
      ("\u{FEFF}\n<TMX>", .tmx),
      ("<x:xliff xmlns:x='urn'>", .xliff), ("# Deutsch\n#, fuzzy\nmsgid \"\"\n", .po), ("msgctxt \"a\"\nmsgid \"\"", .po),
      ("{\"de\":1}", .jsonl),
      ("[0]:[0, 1]:0.97\n", .beads), ("[]:[0]\n", .beads),
    ] as [(String, UnitFormat)])
  func content(text: String, format: UnitFormat) {
    #expect(UnitFormat(content: Array(text.utf8), path: "x.csv") == format)
    #expect(UnitFormat(content: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }, path: "x.csv") == format)
  }

  @Test(
    "Else its extension does, in any case",
    arguments: [
      ("a.TSV", UnitFormat.tsv), ("b/c.csv", .csv), ("x.pot", .po), ("x.sdlxliff", .xliff), ("x.xlf", .xliff), ("x.beads", .beads),
      ("x.txt", nil),
      ("x", nil), ("x.d/tsv", nil),
    ] as [(String, UnitFormat?)])
  func path(path: String, format: UnitFormat?) { #expect(UnitFormat(content: Array("a\tb".utf8), path: path) == format) }

  @Test("A file that nothing tells of is an error that says what to do")
  func unknown() {
    #expect {
      try read("a b c")
    } throws: {
      "\($0)" == "x: its format cannot be told (name it, e.g. with --from po)"
    }
  }
}
