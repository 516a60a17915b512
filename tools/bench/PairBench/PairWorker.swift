import BilingualModel
import Corpus
import Documents
import Exchange
import Segmentation
import SentenceAlignment
import TMX

/// The whole way from two files' bytes to a translation memory, with tools that are reused from pair to pair.
struct PairWorker {
  private let germanSegmenter: SentenceSegmenter
  private let englishSegmenter: SentenceSegmenter
  private let aligner: SentenceAligner
  private let exporter = BitextExporter(format: .tmx, options: BitextExporter.Options(toolVersion: satzpaarVersion, creationDate: .now))

  init(model: WordVectorModel?) throws {
    germanSegmenter = try SentenceSegmenter(language: .german)
    englishSegmenter = try SentenceSegmenter(language: .english)
    aligner = try SentenceAligner(model: model)
  }

  /// Aligns a pair.
  /// - Returns: the TMX file, and how many sentences the two texts have.
  func align(german: [UInt8], english: [UInt8]) throws -> (bytes: [UInt8], sentences: Int) {
    let ours = try germanSegmenter.segment(try TextReader(language: .german).document(german, name: "de.txt"))
    let theirs = try englishSegmenter.segment(try TextReader(language: .english).document(english, name: "en.txt"))
    let bitext = Bitext(
      german: Bitext.Side(name: "de.txt", language: .german, sentences: ours),
      english: Bitext.Side(name: "en.txt", language: .english, sentences: theirs),
      alignment: try aligner.align(german: ours, english: theirs))
    var bytes: [UInt8] = []
    _ = try exporter.write(bitext) { bytes += $0 }
    return (bytes, ours.count + theirs.count)
  }
}
