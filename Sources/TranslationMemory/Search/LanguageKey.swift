/// Languages as files write them, compared as a memory does (`VariantKeys.language`).
enum LanguageKey {
  /// The language's own subtag: `de` for `de-AT`.
  static func primary(_ written: String) -> String { String(VariantKeys.language(written).prefix { $0 != "-" }) }

  /// Whether a variant in this language is in a wanted one: `de-AT` is in `de`, but not the other way round.
  static func isIn(_ written: String, _ wanted: String) -> Bool {
    // Nearly always they are the same.
    written == wanted || VariantKeys.matches(VariantKeys.language(written), VariantKeys.language(wanted))
  }
}
