extension SRXRules {
  /// The built-in rules.
  public static let builtIn = SRXRules(file: "", cascades: false, groups: [], maps: [])
}
