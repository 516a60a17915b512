import Corpus

/// A thin wrapper over the program `curl` for one endpoint.
struct Curl: Sendable {
  /// What came back.
  struct Response {
    /// The HTTP status; 0 when there was no answer.
    var status: Int
    var body: [UInt8]
    /// The pause that the server asks for, in seconds.
    var retryAfter: Double?
    /// Whether another attempt may succeed: too many requests, an error of the server, or a connection that broke.
    var isPassing: Bool
    /// What went wrong, on one line and without the key: "refused the request: status 401, invalid key".
    var complaint: String
  }

  private let settings: [(String, String)]
  private let key: String

  /// Prepares requests.
  /// - Parameter timeout: seconds.
  init(address: String, key: String, timeout: Double) {
    self.key = key
    var settings = [
      ("url", address), ("header", "Content-Type: application/json"), ("header", "Expect:"), ("user-agent", "satzpaar/\(satzpaarVersion)"),
      ("proto", "=http,https"), ("max-time", String(timeout)), ("connect-timeout", String(min(timeout, 10))),
      ("write-out", "\n%{http_code}\t%header{retry-after}\t%{exitcode}\t%{errormsg}"),
    ]
    if !key.isEmpty { settings.append(("header", "Authorization: Bearer \(key)")) }
    // A proxy does not reach this machine's own servers.
    let hosts = ["//localhost", "//127.", "//[::1]"]
    if hosts.contains(where: address.contains) { settings.append(("noproxy", "*")) }
    self.settings = settings
  }

  /// Sends JSON on one line.
  /// - Throws: `Diagnostic` of kind `.unavailable` when there is no `curl`.
  func post(_ body: String) async throws -> Response {
    let input = (settings + [("data-raw", body)]).map { "\($0) = \(Self.quoted($1))\n" }.joined()
    // -q: what the user's .curlrc says is not for us.
    guard let outcome = try await ChildProcess.runInBackground("curl", ["-q", "--silent", "--config", "-"], input: input, limit: 64 << 20)
    else { throw Diagnostic(.unavailable, "the program curl, which speaks to the encoder, is not installed", cure: "apt-get install curl") }
    return response(outcome.output)
  }

  /// Takes apart the body and the line that `write-out` adds.
  private func response(_ output: [UInt8]) -> Response {
    let end = output.lastIndex(of: UInt8(ascii: "\n")) ?? output.startIndex
    let report = String(decoding: output[end...].dropFirst(), as: UTF8.self).split(
      separator: "\t", maxSplits: 3, omittingEmptySubsequences: false)
    let body = Array(output[..<end])
    guard report.count == 4, let status = Int(report[0]), let code = Int(report[2]) else {
      return Response(status: 0, body: [], isPassing: false, complaint: "sent too much")
    }
    if code != 0 {
      // Partial answer, nothing sent back, failures of sending and receiving, HTTP/2's broken streams (curl's manual, "Exit codes").
      let isPassing = [18, 52, 55, 56, 92].contains(code)
      return Response(status: 0, body: [], isPassing: isPassing, complaint: "does not answer: \(cleaned(report[3]))")
    }
    let words = status == 200 ? "" : cleaned(ServerError(body)?.message ?? "")
    return Response(
      status: status, body: body, retryAfter: Double(report[1]).flatMap { $0 >= 0 ? $0 : nil }, isPassing: status == 429 || status >= 500,
      complaint: "refused the request: status \(status)" + (words.isEmpty ? "" : ", \(words)"))
  }

  /// The start of others' words for a message: on one line, and without the key, which a server might repeat.
  private func cleaned(_ text: some StringProtocol) -> String {
    let words = key.isEmpty ? String(text) : String(text).replacing(key, with: "…")
    return String(words.onOneLine.split(separator: " ").joined(separator: " ").prefix(200))
  }

  /// A value as curl's configuration file quotes it.
  private static func quoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\", "\"": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
