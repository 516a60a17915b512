import ICUText

/// The characters of ICU's character classes, found out by asking ICU and kept.
struct CharacterClasses {
  private var known: [String: SymbolSet] = [:]
  private static let latin1 = UTF16Text(String(String.UnicodeScalarView((0..<256).compactMap(Unicode.Scalar.init))))

  /// The set of an expression for one character, such as `[A-Z]` or `\p{Lu}`; `nil` when ICU does not read it. Of what lies beyond Latin-1 only
  /// `others` are in the set, or all when it is `nil`.
  mutating func set(_ expression: String, others: [Unicode.Scalar]? = nil) -> SymbolSet? {
    if let set = known[expression] { return set }
    guard let regex = try? RegularExpression(expression), let matches = try? regex.matches(in: Self.latin1) else { return nil }
    var set = others == nil ? SymbolSet.beyondLatin1 : SymbolSet()
    for scalar in others ?? [] { set.insert(scalar) }
    for match in matches { set.insert(match.range.lowerBound) }
    known[expression] = set
    return set
  }
}
