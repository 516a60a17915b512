/// The version of Satzpaar, after Semantic Versioning 2.0. The only place that names it.
public let satzpaarVersion = "0.1.0"
