import Corpus

#if canImport(Glibc)
  import Glibc
#endif

extension [Bead] {
  /// A document's alignment with confidences that allow for how hard the document is.
  ///
  /// Where much is unsure, the text is unlike what the weights were learnt from, and the posteriors are too sure of themselves: their log odds are
  /// divided by a temperature (Guo et al., "On calibration of modern neural networks", 2017) that rises with the document's mean doubt. The order of
  /// confidences stays as it is.
  package var tempered: [Bead] {
    let doubt = reduce(0) { $0 + 1 - $1.confidence } / (Double(count) + Temper.sureBeads)
    let temperature = 1 + Temper.growth * Swift.max(0, doubt - Temper.usualDoubt)
    guard temperature > 1 else { return self }
    return map { bead in
      guard bead.confidence > 0, bead.confidence < 1 else { return bead }
      let odds = log(bead.confidence / (1 - bead.confidence)) / temperature
      return Bead(german: bead.german, english: bead.english, confidence: 1 / (1 + exp(-odds)))
    }
  }
}

/// How doubt becomes a temperature.
private enum Temper {
  /// A document counts as if so many more beads of it were sure, so that a few sentences do not make it a hard one.
  static let sureBeads = 50.0
  /// Doubt up to here is usual.
  static let usualDoubt = 0.01
  static let growth = 12.0
}
