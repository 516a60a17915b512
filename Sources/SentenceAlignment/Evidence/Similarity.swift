/// What a cosine says about a bead, also by how long and how large the bead is and by what rivals its members have.
struct Similarity {
  /// The cosine of the two sides.
  let cosine: Float
  /// What a cosine is measured in where it is multiplied by the bead's size.
  let unit: Float
  /// The logarithm of the mean length of the two sides.
  let logLength: Float
  let germanRivals: [Rivals]
  let englishRivals: [Rivals]
  let german: Range<Int>
  let english: Range<Int>

  /// Gives five features to a sink, in the order of their descriptions in `Feature`.
  @inline(__always)
  func add(
    _ plain: Feature, _ byLength: Feature, _ bySize: Feature, _ margin: Feature, _ worstMember: Feature, to sink: inout some FeatureSink
  ) {
    let members = german.count + english.count
    sink.add(plain, cosine)
    // The length of a usual sentence is about e⁴.
    sink.add(byLength, cosine * (logLength - 4))
    sink.add(bySize, cosine / unit * Float(members - 2))
    var rivals: Float = 0
    for sentence in german { rivals += germanRivals[sentence].mean(outside: english) }
    for sentence in english { rivals += englishRivals[sentence].mean(outside: german) }
    sink.add(margin, cosine - rivals / Float(members))
    guard members > 2 else { return }
    var worst: Float = 1
    for sentence in german { worst = min(worst, germanRivals[sentence].best(inside: english)) }
    for sentence in english { worst = min(worst, englishRivals[sentence].best(inside: german)) }
    sink.add(worstMember, worst)
  }
}
