import Corpus
import TMX

/// A bitext as an XLIFF 1.2 document (OASIS, 2008): one file, one `trans-unit` a bead, numbered from 1.
///
/// A bead without a German side has no `target`, one without an English side an empty `source` (of another source language, the other way
/// round). Targets of beads below `ConfidenceBand.sure` are marked as in need of review. The confidence and the bead's type stand in a
/// `context-group`. Forbidden characters become U+FFFD, as in TMX.
struct XLIFFDocument {
  /// What to write.
  var bitext: Bitext
  /// The source language, version and date.
  var options: BitextExporter.Options

  /// Writes the document and returns how many characters were replaced.
  func write(to sink: @escaping ByteSink) throws -> Int {
    let germanIsSource = options.sourceLanguage == bitext.german.language && bitext.german.language != bitext.english.language
    let (source, target) = germanIsSource ? (bitext.german, bitext.english) : (bitext.english, bitext.german)
    let xml = XMLWriter(sink: sink)
    xml.start("xliff", ["version": "1.2", "xmlns": "urn:oasis:names:tc:xliff:document:1.2"])
    xml.start(
      "file",
      [
        "original": source.name, "source-language": source.language.description, "target-language": target.language.description,
        "datatype": "plaintext", "date": options.creationDate?.extended, "tool-id": "satzpaar", "xml:space": "preserve",
      ])
    try xml.element("header") {
      try xml.element("tool", ["tool-id": "satzpaar", "tool-name": "Satzpaar", "tool-version": options.toolVersion]) {}
    }
    xml.start("body")
    for (index, bead) in bitext.alignment.beads.enumerated() {
      let (sourceIndices, targetIndices) = germanIsSource ? (bead.german, bead.english) : (bead.english, bead.german)
      try xml.element("trans-unit", ["id": String(index + 1)]) {
        try xml.element("source", ["xml:lang": source.language.description], text: source.passage(sourceIndices))
        if !targetIndices.isEmpty {
          let state = ConfidenceBand(bead) == .sure ? "translated" : "needs-review-translation"
          try xml.element("target", ["xml:lang": target.language.description, "state": state], text: target.passage(targetIndices))
        }
        try xml.element("context-group", ["purpose": "information"]) {
          try xml.element("context", ["context-type": "x-satzpaar-confidence"], text: bead.confidenceText)
          try xml.element("context", ["context-type": "x-satzpaar-bead"], text: bead.type.description)
        }
      }
    }
    try xml.finish()
    return xml.replacedCharacters
  }
}
