import Corpus

/// A bead as five fields set apart by tabs: German indices, English indices, confidence, German text, English text.
///
/// Indices count from 0 and are set apart by commas; a null side is empty. Tabs and line breaks in a text become spaces.
enum TSVLine {
  /// The line, without its end.
  static func text(_ bead: Bead, of bitext: Bitext) -> String {
    let passages = [bitext.german.passage(bead.german), bitext.english.passage(bead.english)]
    let fields = [bead.german.list, bead.english.list, bead.confidenceText] + passages.map(\.tabSeparatedField)
    return fields.joined(separator: "\t")
  }
}
