import Exchange
import Testing

@Suite struct ExportFormatTests {
  @Test(
    "The format follows from a file's extension",
    arguments: [
      ("tmx", ExportFormat.tmx), ("TMX", .tmx), ("tsv", .tsv), ("jsonl", .jsonl), ("beads", .beads), ("xlf", .xliff), ("xliff", .xliff),
      ("html", .html), ("htm", .html), ("txt", nil), ("", nil),
    ] as [(String, ExportFormat?)])
  func fileExtension(name: String, format: ExportFormat?) { #expect(ExportFormat(fileExtension: name) == format) }
}
