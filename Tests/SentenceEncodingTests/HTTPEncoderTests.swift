import Corpus
import Glibc
import SentenceEncoding
import Testing

@Suite struct HTTPEncoderTests {
  private func encode(
    _ behaviour: String, _ sentences: [String] = texts, environment: [String: String] = [:],
    _ adjust: (inout HTTPEncoder.Limits) -> Void = { _ in }
  ) async throws -> [[Float]] {
    var limits = HTTPEncoder.Limits()
    limits.firstPause = 0.01
    adjust(&limits)
    let address = try EmbeddingsServer.shared.get().address(behaviour)
    return try await HTTPEncoder(address: address, environment: environment, limits: limits).encode(sentences)
  }

  private static let texts = ["Die Sitzung ist geschlossen.", "Er sagte: \"Nein\\Ja\".", "„Größe“ 😀", "a\tb\nc"]
  /// What the encoder is to see of them.
  private static let sent = ["Die Sitzung ist geschlossen.", "Er sagte: \"Nein\\Ja\".", "„Größe“ 😀", "a b c"]

  @Test("Sentences arrive as they are and vectors come back in their order", arguments: ["ok", "reversed"])
  func order(_ behaviour: String) async throws {
    #expect(areNear(try await encode(behaviour), Self.sent.map(FakeEncoder.vector)))
  }

  @Test("An error of the server, a refusal for now and a broken connection are tried again", arguments: ["flaky", "busy", "reset"])
  func retries(_ behaviour: String) async throws {
    #expect(areNear(try await encode(behaviour), Self.sent.map(FakeEncoder.vector)))
  }

  @Test(
    "What stays wrong ends in one line that says what to do",
    arguments: [
      ("down", "refused the request: status 500, out of order (try again later, or do without --encoder)"),
      (
        "closed",
        "refused the request: status 429, come back tomorrow (try again later, or do without --encoder)"
      ),
      ("text", "answered with no embeddings in JSON (check that the address is one of /v1/embeddings)"),
      ("few", "answered with 3 vectors for 4 sentences (check that the address is one of /v1/embeddings)"),
      ("uneven", "answered with vectors of different sizes (check that the address is one of /v1/embeddings)"),
      ("twice", "answered with indices that do not fit (check that the address is one of /v1/embeddings)"),
      ("zero", "answered with a vector without direction (check that the address is one of /v1/embeddings)"),
    ])
  func failures(_ behaviour: String, _ message: String) async throws {
    let error = try await #require(throws: Diagnostic.self) { try await encode(behaviour) }
    #expect(error.kind == .unavailable)
    #expect(error.description == "the encoder at \(try EmbeddingsServer.shared.get().address(behaviour)) \(message)")
  }

  @Test("A server that does not answer in time is given up")
  func timeout() async throws {
    let error = try await #require(throws: Diagnostic.self) { try await encode("slow") { $0.timeout = 0.5 } }
    #expect(error.message.contains("does not answer: Operation timed out"))
    #expect(error.cure == "start the server, or check the address and the network")
  }

  @Test("A port where nobody listens is named")
  func refused() async throws {
    let error = try await #require(throws: Diagnostic.self) {
      try await HTTPEncoder(address: "http://127.0.0.1:1/v1/embeddings", environment: [:]).encode(["Ja."])
    }
    #expect(error.kind == .unavailable)
    #expect(
      error.message.hasPrefix("the encoder at http://127.0.0.1:1/v1/embeddings does not answer: Failed to connect to 127.0.0.1 port 1"))
  }

  @Test("Requests stay within the limits for sentences and bytes, and a long sentence is cut between characters")
  func portions() async throws {
    let long = String(repeating: "ü", count: 200)
    let sentences = (0..<11).map { "Satz \($0)." } + [long] + (0..<5).map { String(repeating: "lang ", count: 9) + "\($0)" }
    let vectors = try await encode("portions", sentences) { limits in
      (limits.sentences, limits.bytes, limits.sentenceBytes) = (4, 100, 91)
    }
    #expect(areNear(vectors, sentences.map { FakeEncoder.vector($0 == long ? String(repeating: "ü", count: 45) : $0) }))
  }

  @Test("The largest request that the limits allow goes through, quotation marks and all")
  func largest() async throws {
    let sentences = (0..<5).map { "\($0)" + String(repeating: "\"", count: 3999) }
    #expect(areNear(try await encode("ok", sentences), sentences.map(FakeEncoder.vector)))
  }

  @Test("The key of the environment goes into the header, and into nobody's arguments nor curl's environment")
  func key() async throws {
    await #expect(throws: Diagnostic.self) { try await encode("locked") }
    let address = try EmbeddingsServer.shared.get().address("locked")
    await #expect(processExitsWith: .success) { [address = address as String] in
      setenv("SATZPAAR_API_KEY", EmbeddingsServer.key, 1)
      let vectors = try await HTTPEncoder(address: address).encode(["Ja."])
      guard areNear(vectors, [FakeEncoder.vector("Ja.")]) else { throw Diagnostic(.unavailable, "wrong vectors") }
    }
  }

  @Test("The key is in no message, even when the server repeats it, and not in the identity")
  func keyIsSecret() async throws {
    let environment = ["SATZPAAR_API_KEY": EmbeddingsServer.key]
    let error = try await #require(throws: Diagnostic.self) { try await encode("echo", environment: environment) }
    #expect(error.message.hasSuffix("refused the request: status 401, wrong key Bearer …"))
    #expect(error.cure == "set SATZPAAR_API_KEY to a key that is valid there")
    #expect(!error.description.contains("sk-test"))
    let encoder = try HTTPEncoder(address: "http://localhost/v1/embeddings", environment: environment)
    #expect(!encoder.identity.contains("sk-test"))
    let broken = try #require(throws: Diagnostic.self) {
      try HTTPEncoder(address: "http://localhost/v1/embeddings", environment: ["SATZPAAR_API_KEY": "sk-test\nX-Other: 1"])
    }
    #expect(broken.kind == .usage && !broken.description.contains("sk-test"))
  }

  @Test("The model's name is sent, and E5 models get the prefix they need")
  func model() async throws {
    let environment = ["SATZPAAR_ENCODER_MODEL": "intfloat/multilingual-e5-large"]
    #expect(areNear(try await encode("model", environment: environment), Self.sent.map { FakeEncoder.vector("query: \($0)") }))
    await #expect(throws: Diagnostic.self) { try await encode("model") }
  }
}
