import Foundation

/// How confidences compare with how often they are right (Guo et al., "On calibration of modern neural networks", 2017).
struct Reliability {
  private struct Bin {
    var count = 0
    var right = 0
    var confidence = 0.0
  }

  /// Ten bins of confidence; the last holds 1 too.
  private var bins = [Bin](repeating: Bin(), count: 10)
  private var sure = Bin()

  /// Counts a bead in.
  mutating func add(_ confidence: Double, isRight: Bool) {
    func add(to bin: inout Bin) {
      bin.count += 1
      bin.right += isRight ? 1 : 0
      bin.confidence += confidence
    }
    add(to: &bins[min(9, max(0, Int(confidence * 10)))])
    if confidence >= 0.95 { add(to: &sure) }
  }

  /// Counts all beads of another one in.
  mutating func add(_ other: Reliability) {
    func add(_ one: Bin, _ two: Bin) -> Bin {
      Bin(count: one.count + two.count, right: one.right + two.right, confidence: one.confidence + two.confidence)
    }
    bins = zip(bins, other.bins).map(add)
    sure = add(sure, other.sure)
  }

  private var count: Int { bins.reduce(0) { $0 + $1.count } }

  /// The expected calibration error: the mean distance of confidence and truth over the bins, weighted by their beads.
  var calibrationError: Double {
    bins.reduce(0) { $0 + abs($1.confidence - Double($1.right)) } / Double(max(count, 1))
  }

  /// The share of beads with a confidence of .95 or more, how many of these and of the others are right, and the calibration error.
  var summary: String {
    let right = bins.reduce(0) { $0 + $1.right }
    let (share, precision) = (Double(sure.count) / Double(max(count, 1)), Double(sure.right) / Double(max(sure.count, 1)))
    let others = Double(right - sure.right) / Double(max(count - sure.count, 1))
    return String(format: "sure %.4f right %.4f, others right %.4f, calibration error %.4f", share, precision, others, calibrationError)
  }

  /// A line a bin: beads, mean confidence, share right.
  var table: String {
    bins.enumerated().map { index, bin in
      let beads = Double(max(bin.count, 1))
      return String(
        format: "  %.1f–%.1f %6d %.3f %.3f", Double(index) / 10, Double(index + 1) / 10, bin.count, bin.confidence / beads,
        Double(bin.right) / beads)
    }.joined(separator: "\n")
  }
}
