/// The numbers in which two texts differ, but for how they are written.
enum NumberDifference {
  /// Those that only one of the texts has; both empty when none matters.
  ///
  /// Numbers are the same when their digits are: `1.000` and `1,000`, `3,7` and `3.7`. Where one text writes the digits of several numbers as one, as
  /// in `9.30` and `9:30`, they are the same too. Numbers up to 12 may be words in the other text.
  static func between(_ a: MatchText, _ b: MatchText) -> (a: [String], b: [String]) {
    func digits(_ text: MatchText) -> [String] {
      text.numbers.map { String(String.UnicodeScalarView($0.unicodeScalars.filter { $0.properties.numericType == .decimal }.map(ascii))) }
    }
    var (left, right) = (digits(a), digits(b))
    for number in left {
      guard let other = right.firstIndex(of: number), let own = left.firstIndex(of: number) else { continue }
      left.remove(at: own)
      right.remove(at: other)
    }
    if left.joined().sorted() == right.joined().sorted() { return ([], []) }
    if right.isEmpty { left.removeAll(where: isSmall) }
    if left.isEmpty { right.removeAll(where: isSmall) }
    return (left, right)
  }

  private static func isSmall(_ digits: String) -> Bool { Int(digits).map { $0 <= 12 } ?? false }

  private static func ascii(_ digit: Unicode.Scalar) -> Unicode.Scalar {
    digit.properties.numericValue.flatMap { Unicode.Scalar(UInt32(0x30 + $0)) } ?? digit
  }
}
