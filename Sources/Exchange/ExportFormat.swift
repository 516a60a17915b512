/// The forms in which a bitext can be written; the names are those of the command line's `--format`.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// Translation memory, TMX 1.4b.
  case tmx
  /// One bead a line, fields set apart by tabs.
  case tsv
  /// One bead a line, each a JSON object.
  case jsonl
  /// One bead a line, indices and confidence only, in vecalign's form.
  case beads
  /// Bilingual document, XLIFF 1.2.
  case xliff
  /// A table to read in a browser.
  case html

  /// The format of files with this extension, in any case and without its dot; `nil` when there is none.
  public init?(fileExtension: String) {
    let name = fileExtension.lowercased()
    self.init(rawValue: ["xlf": "xliff", "htm": "html"][name] ?? name)
  }
}
