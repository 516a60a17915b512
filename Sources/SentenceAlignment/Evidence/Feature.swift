/// A number that says something for or against a bead. A bead's score is its type's bias plus the weighted sum of its features.
///
/// The case's name is its name in the weights file. New evidence (a bilingual model) is a new case here and a line in `BeadEvidence.features`.
package enum Feature: Int, CaseIterable, Sendable {
  /// |z| of the length difference in Gale and Church's model, at most 6.
  case lengthDeviation
  /// z², at most 36.
  case lengthDeviationSquared
  /// |log| of the length ratio.
  case lengthRatio
  /// Cosine of the cognate keys.
  case cognates
  /// Cosine of the cognate keys × log of the bead's length.
  case cognatesByLength
  /// Cosine of the cognate keys × (sentences in the bead − 2).
  case cognatesBySize
  /// Cosine of the cognate keys minus the mean of the best rivals' in the members' rows and columns.
  case cognatesMargin
  /// The best cosine of the worst member with the other side (beads of more than two sentences only).
  case cognatesWorstMember
  /// Cosine of the vectors; all features of vectors are 0 without a bilingual model.
  case vectors
  /// Cosine of the vectors in standard deviations of the document's cosines.
  case vectorsStandardised
  /// Cosine of the vectors × log of the bead's length.
  case vectorsByLength
  /// The standardised cosine × (sentences in the bead − 2).
  case vectorsBySize
  /// Cosine of the vectors minus the mean of the best rivals' in the members' rows and columns.
  case vectorsMargin
  /// The best cosine of the worst member with the other side (beads of more than two sentences only).
  case vectorsWorstMember
  /// The same of an encoder's vectors; 0 without an encoder.
  case encoder
  case encoderStandardised
  case encoderByLength
  case encoderBySize
  case encoderMargin
  case encoderWorstMember
  /// The mean gain of the words by translations on the other side (`TranslationEvidence`): of both sides, the sum, the worse side's, and the worst
  /// sentence's (beads of more than two sentences only). 0 in the first pass and without a bilingual model, as are the next two.
  case translation
  case translationSum
  case translationWorse
  case translationWorstMember
  /// By how much words gain more beside a neighbour of the other side, in all and in the mean.
  case translationLost
  case translationLostShare
  /// The share of both sides' number keys that finds its like, 0…1, weighted by rarity.
  case numbers
  /// log(1 + number keys shared).
  case numbersShared
  /// log(1 + number keys that find no like).
  case numbersUnmatched
  /// A question mark on both sides, or on one only.
  case questionBoth
  case questionOne
  /// An exclamation mark on both sides, or on one only.
  case exclamationBoth
  case exclamationOne
  /// Quotation marks on one side only.
  case quotationOne
  /// Brackets on one side only.
  case bracketOne
  /// A final colon on both sides, or on one only.
  case colonBoth
  case colonOne
  /// No final mark on both sides, or on one only.
  case unendedBoth
  case unendedOne
  /// How far the bead lies off the diagonal, as a share of the text before it: log(1 + sentences off).
  case position
  /// Both sides start a paragraph there.
  case paragraphBoth
  /// One side starts a paragraph there and the other does not.
  case paragraphOne
  /// Paragraph breaks inside the bead.
  case paragraphInside
  /// Null beads: log of the length.
  case nullLength
  /// Null beads: the sentence's best cosine with anything near it.
  case nullBestMatch
  /// Null beads: the sentence's best cosine of vectors with anything near it.
  case nullBestVector
  /// Null beads: the sentence's best cosine of an encoder's vectors with anything near it.
  case nullBestEncoder
  /// Null beads: the largest mean gain of its words beside any sentence.
  case nullTranslation
  /// Null beads: the weight of its words.
  case nullWords
  /// Null beads: log(1 + number keys).
  case nullNumbers
  /// Null beads: no final mark.
  case nullUnended
  /// Null beads: a paragraph starts there.
  case nullParagraph
}

/// Takes the features of a bead one by one. Features that are not given are zero.
package protocol FeatureSink {
  /// Takes a feature's value; at most once a feature and bead.
  mutating func add(_ feature: Feature, _ value: Float)
}

/// The values of all features of a bead.
package struct FeatureVector: FeatureSink, Sendable {
  private var values = InlineArray<56, Float>(repeating: 0)

  /// All zero.
  package init() {}

  package mutating func add(_ feature: Feature, _ value: Float) { self[feature] = value }

  /// The value of a feature.
  package subscript(feature: Feature) -> Float {
    get { values[feature.rawValue] }
    set { values[feature.rawValue] = newValue }
  }

  /// The weighted sum of the features.
  package func dot(_ weights: FeatureVector) -> Float {
    var sum: Float = 0
    for index in values.indices { sum += values[index] * weights.values[index] }
    return sum
  }
}

/// The weighted sum of the features of a bead, without the features.
struct FeatureScore: FeatureSink {
  let weights: FeatureVector
  var sum: Float = 0

  init(_ weights: FeatureVector) { self.weights = weights }

  @inline(__always)
  mutating func add(_ feature: Feature, _ value: Float) { sum += weights[feature] * value }
}
