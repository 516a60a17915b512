import BilingualModel
import Corpus
import Documents
import SentenceAlignment

/// Two texts that are sentences already.
struct SegmentedPair: Sendable {
  let german: [Sentence]
  let english: [Sentence]

  /// Reads two files of a sentence a line.
  init(german: String, english: String) throws {
    self.german = try TextReader(language: .german).readSegmented(german).sentences
    self.english = try TextReader(language: .english).readSegmented(english).sentences
  }
}

/// Alignment alone, from sentences to beads.
struct AlignerWorker {
  private let aligner: SentenceAligner

  init(model: WordVectorModel?) throws { aligner = try SentenceAligner(model: model) }

  /// Aligns a pair; there are no bytes to pass on.
  func align(_ pair: SegmentedPair) throws -> (bytes: [UInt8], sentences: Int) {
    _ = try aligner.align(german: pair.german, english: pair.english)
    return ([], pair.german.count + pair.english.count)
  }
}
