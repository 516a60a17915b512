import CEmbeddedData
import Corpus

/// The weights of each pass over a pair of documents. They are learnt apart, each with the evidence that its pass has.
package struct PassWeights: Sendable {
  /// For all beads near the path.
  package let first: AlignerWeights
  /// For the beads that the first pass leaves, with word-by-word evidence; `nil` without a bilingual model, where there is none.
  package let second: AlignerWeights?
  /// For unsure stretches, with an encoder's vectors.
  package let encoder: AlignerWeights

  /// Weights of one's own.
  package init(first: AlignerWeights, second: AlignerWeights?, encoder: AlignerWeights) {
    self.first = first
    self.second = second
    self.encoder = encoder
  }

  /// The weights that are part of the program.
  /// - Throws: `Diagnostic` when a file that was built in does not parse.
  package init(usesModel: Bool) throws {
    func read(_ text: UnsafePointer<CChar>?, _ file: String) throws -> AlignerWeights {
      try AlignerWeights(parsing: text.map { String(cString: $0) } ?? "", file: file)
    }
    if usesModel {
      first = try read(embedded_aligner_weights_first(), "weights-first.txt")
      second = try read(embedded_aligner_weights(), "weights.txt")
      encoder = try read(embedded_aligner_weights_encoder(), "weights-encoder.txt")
    } else {
      first = try read(embedded_aligner_weights_lexical(), "weights-lexical.txt")
      second = nil
      encoder = try read(embedded_aligner_weights_lexical_encoder(), "weights-lexical-encoder.txt")
    }
  }
}
