import Corpus
import TMX

/// A bitext as a table to read in a browser: one file that needs no script, no network and no other file, with light and dark colours.
///
/// Its own content security policy allows nothing but its style sheet. Forbidden characters become U+FFFD, as in TMX.
struct HTMLDocument {
  /// What to write.
  var bitext: Bitext

  /// Writes the document and returns how many characters were replaced.
  func write(to sink: ByteSink) throws -> Int {
    var buffer = SinkBuffer()
    var replaced = 0
    func escaped(_ text: String) -> String {
      let (legal, count) = XMLCharacters.legal(text)
      replaced += count
      return legal.unicodeScalars.reduce(into: "") { result, scalar in
        if let entity = Self.entities[scalar] { result += entity } else { result.unicodeScalars.append(scalar) }
      }
    }
    let (german, english) = (bitext.german, bitext.english)
    let title = "\(escaped(german.name)) – \(escaped(english.name))"
    try buffer.write(Self.head(title: title, summary: summary, languages: [german.language, english.language]), to: sink)
    let rows = MovedCounterparts(bitext.alignment).rows(in: bitext.alignment)
    for (index, bead) in bitext.alignment.beads.enumerated() {
      let links = rows[index, default: []].map { "<a href=\"#b\($0 + 1)\">\($0 + 1)</a>" }.joined(separator: ", ")
      let remark = links.isEmpty ? "" : "<br>moved, see \(links)"
      let row = """
        <tr id="b\(index + 1)" class="\(ConfidenceBand(bead))"><th scope="row">\(index + 1)</th><td>\(bead.type)\(remark)</td>\
        <td class="p">\(bead.confidenceText)</td>\
        <td lang="\(german.language)" dir="auto">\(escaped(german.passage(bead.german)))</td>\
        <td lang="\(english.language)" dir="auto">\(escaped(english.passage(bead.english)))</td></tr>

        """
      try buffer.write(row, to: sink)
    }
    try buffer.write("</tbody>\n</table>\n</body>\n</html>\n", to: sink)
    try buffer.flush(to: sink)
    return replaced
  }

  /// `35 beads: 3 of 0-1, 24 of 1-1; 30 sure, 4 likely, 1 unsure`
  private var summary: String {
    let beads = bitext.alignment.beads
    let types = bitext.alignment.countsByType.sorted { $0.key < $1.key }.map { "\($0.value) of \($0.key)" }
    let bands = ConfidenceBand.allCases.map { band in "\(beads.count { ConfidenceBand($0) == band }) \(band)" }
    return ["\(beads.count) beads: " + types.joined(separator: ", "), bands.joined(separator: ", ")].joined(separator: "; ")
  }

  private static let entities: [Unicode.Scalar: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"]

  private static func head(title: String, summary: String, languages: [LanguageTag]) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark">
    <title>\(title)</title>
    <style>
    :root { --sure: #d9f0dd; --likely: #fbecc0; --unsure: #f9d2cf; --line: #ccc }
    @media (prefers-color-scheme: dark) { :root { --sure: #1f4a2a; --likely: #574611; --unsure: #5f2320; --line: #555 } }
    body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 80rem }
    h1 { font-size: 1.25rem; overflow-wrap: anywhere }
    table { border-collapse: collapse; width: 100% }
    th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: start; vertical-align: top; overflow-wrap: anywhere }
    tbody th { font-weight: normal; text-align: end }
    th, .p, td:nth-child(2) { font-variant-numeric: tabular-nums; overflow-wrap: normal; white-space: nowrap }
    .sure .p { background: var(--sure) }
    .likely .p { background: var(--likely) }
    .unsure .p { background: var(--unsure) }
    </style>
    </head>
    <body>
    <h1>\(title)</h1>
    <p>\(summary)</p>
    <table>
    <thead>
    <tr><th scope="col">#</th><th scope="col">type</th><th scope="col">confidence</th>\
    \(languages.map { "<th scope=\"col\">\($0)</th>" }.joined())</tr>
    </thead>
    <tbody>

    """
  }
}

extension MovedCounterparts {
  /// For each null bead that moved, by its index, the indices of the beads that it matches.
  fileprivate func rows(in alignment: Alignment) -> [Int: [Int]] {
    let beads = alignment.beads.enumerated().filter { !self[$0.element].isEmpty }
    var german: [Int: Int] = [:]
    var english: [Int: Int] = [:]
    for (index, bead) in beads {
      for sentence in bead.german { german[sentence] = index }
      for sentence in bead.english { english[sentence] = index }
    }
    return Dictionary(
      uniqueKeysWithValues: beads.map { index, bead in
        (index, Set(self[bead].compactMap { bead.german.isEmpty ? german[$0] : english[$0] }).sorted())
      })
  }
}
