import Corpus

/// A bead as a JSON object, its keys in a fixed order:
/// `{"german":[0],"english":[0,1],"confidence":0.9731,"type":"1-2","german_text":"…","english_text":"…"}`. A null bead that moved has
/// `"moved":[80,81]`, the indices that it matches on the other side, behind its type.
enum JSONLine {
  /// The line, without its end.
  static func text(_ bead: Bead, of bitext: Bitext, moved: [Int]) -> String {
    let (german, english) = (bitext.german.passage(bead.german), bitext.english.passage(bead.english))
    return "{\"german\":[\(bead.german.list)],\"english\":[\(bead.english.list)],\"confidence\":\(bead.confidenceText),"
      + "\"type\":\"\(bead.type)\",\(moved.isEmpty ? "" : "\"moved\":[\(moved.list)],")\"german_text\":\(JSONText.quoted(german)),\"english_text\":\(JSONText.quoted(english))}"
  }
}
