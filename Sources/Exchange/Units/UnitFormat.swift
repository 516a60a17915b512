/// The formats in which units of a translation memory come and go; the names are those of the command line's `--from` and `--to`.
public enum UnitFormat: String, CaseIterable, Sendable {
  /// Translation memory, TMX 1.1 to 1.4b. Holds all.
  case tmx
  /// Bilingual document, XLIFF; 1.2, 2.0 and 2.1 are read, 1.2 is written.
  case xliff
  /// The same, written as XLIFF 2.1.
  case xliff2
  /// GNU gettext's catalogue.
  case po
  /// A table whose columns are set apart by tabs; what `align` writes included.
  case tsv
  /// A table after RFC 4180.
  case csv
  /// One JSON object a line; what `align` writes included. Holds all.
  case jsonl
  /// Beads of two files of sentences.
  case beads

  /// The format of files with this extension, in any case and without its dot; `nil` when there is none.
  public init?(fileExtension: String) {
    let name = fileExtension.lowercased()
    let others = ["xlf": "xliff", "mxliff": "xliff", "sdlxliff": "xliff", "pot": "po", "tab": "tsv", "ndjson": "jsonl", "bead": "beads"]
    self.init(rawValue: others[name] ?? name)
  }

  /// The format of the file with this path, by its extension; `nil` when there is none.
  public init?(path: String) {
    guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: ".") else { return nil }
    self.init(fileExtension: String(name[name.index(after: dot)...]))
  }

  /// The format of a file by its first bytes, some thousand of them if there are so many, or else by its path's extension; `nil` when neither tells.
  ///
  /// The content decides where it leaves no doubt (a root element, an object, a catalogue's header, a bead): many files are named `.xml` or `.txt`.
  public init?(content: some Collection<UInt8>, path: String) {
    // A charset of two bytes a character leaves its ASCII readable once the zeros are gone.
    var text = String(decoding: content.prefix(4096).filter { $0 != 0 }, as: UTF8.self)[...]
    text = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{FFFD}" }
    let found: UnitFormat? =
      if text.hasPrefix("<") {
        Self.byRootElement(text)
      } else if text.hasPrefix("{") {
        .jsonl
      } else if text.prefixMatch(of: /\[[0-9, ]*\]\s*:\s*\[[0-9, ]*\]/) != nil {
        .beads
      } else if text.prefixMatch(of: /(?:#[^\n]*\n|\s)*(?:msgctxt|msgid)\s*"/) != nil {
        .po
      } else {
        nil
      }
    guard let format = found ?? UnitFormat(path: path) else { return nil }
    self = format
  }

  private static func byRootElement(_ text: Substring) -> UnitFormat? {
    guard let root = text.firstMatch(of: /<(?:[A-Za-z0-9_.\-]+:)?(tmx|xliff)[\s>]/.ignoresCase()) else { return nil }
    return root.1.lowercased() == "tmx" ? .tmx : .xliff
  }
}
