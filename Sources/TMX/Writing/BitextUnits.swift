import Corpus

extension Bitext {
  /// The beads as units of a translation memory, in order, each made when it is asked for.
  ///
  /// - The id is the bead's number, from 1, and does not depend on which beads are left out.
  /// - The variant in the source language comes first. A null bead has one variant: no text is lost.
  /// - `x-satzpaar-confidence` is the posterior probability with four decimals, `x-satzpaar-bead` the number of German and English
  ///   sentences (`1-2`), `x-satzpaar-origin-de` and so on, by language, where a passage comes from, in the manner of RFC 5147:
  ///   `de.txt#sentence=3,5;byte=120,260` are the sentences 3 and 4 and the bytes 120 up to but not including 260 of the decoded text in
  ///   UTF-8, all counted from 0. A null bead that moved says in the same manner in `x-satzpaar-moved-en` and so on what it matches.
  ///
  /// - Parameters:
  ///   - sourceLanguage: The language of the variant that comes first; English (the second side's) when it is `nil`.
  ///   - minimumConfidence: Beads with a lower confidence are left out.
  public func translationUnits(sourceLanguage: LanguageTag? = nil, minimumConfidence: Double = 0) -> some Sequence<TranslationUnit> {
    let germanFirst = sourceLanguage == german.language && german.language != english.language
    let counterparts = MovedCounterparts(alignment)
    return alignment.beads.enumerated().lazy.filter { !($0.element.confidence < minimumConfidence) }.map { index, bead in
      let sides = germanFirst ? [(german, bead.german), (english, bead.english)] : [(english, bead.english), (german, bead.german)]
      let passages = sides.filter { !$0.1.isEmpty }
      let origins = passages.map { side, indices in
        Property(type: "x-satzpaar-origin-\(side.language)", value: side.origin(indices))
      }
      let matches = counterparts[bead]
      let moved = matches.first.map { first in
        let other = bead.german.isEmpty ? german : english
        return Property(type: "x-satzpaar-moved-\(other.language)", value: other.origin(first..<(matches.last ?? first) + 1))
      }
      return TranslationUnit(
        id: String(index + 1), variants: passages.map { side, indices in Variant(language: side.language, text: side.passage(indices)) },
        properties: [
          Property(type: "x-satzpaar-confidence", value: bead.confidenceText),
          Property(type: "x-satzpaar-bead", value: bead.type.description),
        ] + origins + (moved.map { [$0] } ?? []))
    }
  }
}

extension Bitext.Side {
  /// Where consecutive sentences come from: `de.txt#sentence=3,5;byte=120,260`.
  fileprivate func origin(_ indices: Range<Int>) -> String {
    let passage = sentences[indices.clamped(to: sentences.indices)]
    guard let first = passage.first, let last = passage.last else { return name }
    return "\(name)#sentence=\(indices.lowerBound),\(indices.upperBound);byte=\(first.range.lowerBound),\(last.range.upperBound)"
  }
}
