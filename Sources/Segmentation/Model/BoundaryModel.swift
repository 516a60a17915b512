import CEmbeddedData

/// A logistic model of whether a sentence ends at a mark: the probability is 1 / (1 + e^−s), where s is the sum of the weights of the features
/// that hold. Learnt by `tools/train-segmenter`; the weights are in `Data/boundary-weights.txt`, a line `weight name of the feature` each. What holds
/// before a lower-case word is weighed apart, below the line `before a lower-case word:`.
struct BoundaryModel {
  private var weights: [Feature: Double] = [:]
  private var lowerWeights: [Feature: Double] = [:]
  /// The lines that are not of the form, so that a test can find them.
  private(set) var unreadLines: [Substring] = []

  static let shipped = BoundaryModel(String(cString: embedded_boundary_weights()))

  /// Reads a data file's text; `#` starts a comment. A feature that is not in it has the weight 0.
  init(_ data: String) {
    var isLower = false
    for line in data.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      if line == "before a lower-case word:" {
        isLower = true
        continue
      }
      let fields = line.split(separator: " ", maxSplits: 1)
      guard fields.count == 2, let weight = Double(fields[0]), let feature = Feature(rawValue: String(fields[1])) else {
        unreadLines.append(line)
        continue
      }
      if isLower { lowerWeights[feature] = weight } else { weights[feature] = weight }
    }
  }

  /// The features that hold, each with its weight.
  func weigh(_ features: FeatureSet) -> [(feature: Feature, weight: Double)] {
    let weights = features.contains(.beforeLower) ? lowerWeights : weights
    return features.features.map { ($0, weights[$0] ?? 0) }
  }

  /// The weights' sum over the features: positive where a sentence rather ends.
  func score(_ features: FeatureSet) -> Double { weigh(features).reduce(0) { $0 + $1.weight } }
}
