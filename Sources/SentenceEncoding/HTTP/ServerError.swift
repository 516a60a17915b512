import FoundationEssentials

/// What a server says is wrong, in the forms that are in use: `{"error": {"message": "…"}}` (OpenAI, vLLM, llama.cpp), `{"error": "…"}` (TEI, Ollama),
/// `{"message": "…"}`, `{"detail": "…"}`. Other answers, such as a proxy's HTML page, help nobody.
struct ServerError: Decodable {
  let message: String

  private enum Key: CodingKey { case error, message, detail }

  /// Reads a body; `nil` when it has none of the forms.
  init?(_ body: [UInt8]) {
    guard let error = try? JSONDecoder().decode(ServerError.self, from: Data(body)) else { return nil }
    self = error
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    if let inner = try? values.decode(ServerError.self, forKey: .error) {
      self = inner
    } else {
      let key = [Key.error, .message].first(where: values.contains) ?? .detail
      message = try values.decode(String.self, forKey: key)
    }
  }
}
