/// Languages as a memory compares them: in lower case, with hyphens.
enum LanguageKey {
  /// `de-at` for `de_AT`.
  static func key(_ written: String) -> String { String(written.lowercased().map { $0 == "_" ? "-" : $0 }) }

  /// The language's own subtag: `de` for `de-AT`.
  static func primary(_ written: String) -> String { String(key(written).prefix { $0 != "-" }) }

  /// Whether a variant in this language is in a wanted one: `de-AT` is in `de`, but not the other way round.
  static func isIn(_ written: String, _ wanted: String) -> Bool {
    // Nearly always they are the same, or one more subtag.
    if written == wanted { return true }
    let (written, wanted) = (key(written), key(wanted))
    return written == wanted || written.hasPrefix(wanted + "-")
  }
}
