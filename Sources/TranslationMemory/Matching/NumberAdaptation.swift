/// Puts a segment's numbers into the translation of a text that is equal but for its numbers.
public enum NumberAdaptation {
  /// The translation with each number of `unit` that differs exchanged for that of `segment`.
  ///
  /// Nil when the texts differ in more than their numbers, or when a number that has to go is not in the translation as often as in the unit,
  /// written in the same way, or stands for different ones.
  public static func adapt(_ translation: String, of unit: MatchText, to segment: MatchText) -> String? {
    guard unit.hashWithoutNumbers == segment.hashWithoutNumbers, unit.numbers.count == segment.numbers.count else { return nil }
    var exchange: [String: String] = [:]
    for (old, new) in zip(unit.numbers, segment.numbers) {
      guard exchange[old] ?? new == new else { return nil }
      exchange[old] = new
    }
    let (numbers, rest) = MatchText.numbers(in: translation)
    for (old, new) in exchange where old != new {
      guard numbers.count(where: { $0 == old }) == unit.numbers.count(where: { $0 == old }) else { return nil }
    }
    // A U+FFFC of the translation's own would be taken for a number's.
    guard !translation.unicodeScalars.contains("\u{FFFC}") else { return nil }
    var next = numbers.makeIterator()
    return rest.unicodeScalars.reduce(into: "") { text, scalar in
      if scalar == "\u{FFFC}", let number = next.next() { text += exchange[number] ?? number } else { text.unicodeScalars.append(scalar) }
    }
  }
}
