import Corpus

/// A number with its noun: "1 bead", "31 beads".
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// A line on a file that was read, such as "de.txt (UTF-8): 14 paragraphs, 31 sentences".
func fileSummary(_ name: String, encoding: String, paragraphs: Int, _ result: String) -> String {
  let name = name == "-" ? "standard input" : name.onOneLine
  return "\(name) (\(encoding)): \(counted(paragraphs, "paragraph")), \(result)\n"
}
