/// What the rules, or where they are unsure the model, say of a place where a sentence may end.
struct Verdict {
  let isEnd: Bool
  let rule: Decision.Rule
  /// What the model looked at, when it decided.
  var features: FeatureSet?

  static func end(_ rule: Decision.Rule) -> Verdict { Verdict(isEnd: true, rule: rule) }
  static func within(_ rule: Decision.Rule) -> Verdict { Verdict(isEnd: false, rule: rule) }
}
