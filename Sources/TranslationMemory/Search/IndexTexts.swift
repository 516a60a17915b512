/// Makes units' texts ready for an index, on all cores.
enum IndexTexts {
  /// The texts of units in a language by its own subtag, each with its hash as id, in the order of units; a text that several have comes as often.
  /// - Throws: a `Diagnostic` `.malformedInput` for a text of over 2³¹ − 1 UTF-16 units.
  static func texts(of units: [StoredUnit], in language: String) throws -> [(id: Int64, text: String)] {
    try units.parallelMap(by: 500) { units in
      try units.flatMap { unit in
        try unit.unit.variants.filter { LanguageKey.isIn($0.language, language) }.map { variant in
          let text = try MatchText(variant.segment.plainText)
          return (id: Int64(bitPattern: text.hash), text: text.text)
        }
      }
    }
  }
}
