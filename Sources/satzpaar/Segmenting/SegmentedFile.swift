import Corpus
import Documents
import Segmentation

/// A document as its sentences, for look-ups.
enum SegmentedFile {
  /// The sentences, each on one line, as `align` finds them.
  static func lines(_ path: String, _ language: LanguageTag, srx: SRXOptions, reading: ReadingOptions) throws -> [String] {
    try SentenceSegmenter(language: language, rules: srx.rules()).segment(reading.reader(language).read(path)).map(\.line)
  }
}
