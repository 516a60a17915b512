import Corpus

/// An encoder that remembers the vectors of another: encodes each sentence once, on whatever day and in whatever process.
///
/// Vectors are rounded to half precision whether they come from the cache or not, so a second run gives exactly what the first gave. A cache that
/// cannot be used (damaged, read-only, a full disk) is reported once and then done without.
public actor CachingEncoder: SentenceEncoder {
  /// The other encoder's identity.
  public nonisolated let identity: String
  private let base: any SentenceEncoder
  private let warn: @Sendable (Diagnostic) -> Void
  private let file: String?
  private let sizeLimit: Int
  private lazy var store = opened()
  private var dimensions: Int?

  /// Wraps an encoder.
  /// - Parameters:
  ///   - base: the encoder that does the work.
  ///   - file: the SQLite file, made when it is first needed; `nil` for no cache.
  ///   - sizeLimit: bytes that the file may hold; over it the vectors unused for longest go. A vector of 384 dimensions takes about 0.9 kB.
  ///   - warn: is told, once, that the cache cannot be used.
  public init(
    _ base: any SentenceEncoder, file: String?, sizeLimit: Int = 512 << 20, warn: @escaping @Sendable (Diagnostic) -> Void
  ) {
    identity = base.identity
    (self.base, self.file, self.sizeLimit, self.warn) = (base, file, sizeLimit, warn)
  }

  /// Where the cache lies: `satzpaar/embeddings.sqlite` in `XDG_CACHE_HOME` or else in `~/.cache`; `nil`, for none, when `SATZPAAR_CACHE` is `off` or
  /// there is no home.
  public static func defaultFile(environment: [String: String]) -> String? {
    guard environment["SATZPAAR_CACHE"] != "off" else { return nil }
    // The XDG Base Directory Specification: a path that is not absolute counts as none.
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/satzpaar/embeddings.sqlite" }
    return environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.cache/satzpaar/embeddings.sqlite" }
  }

  /// As `SentenceEncoder.encode`; only sentences that the cache lacks go to the encoder, each once.
  public func encode(_ sentences: [String]) async throws -> [[Float]] {
    let keys = sentences.map(key)
    var seen: Set<[UInt8]> = []
    let unique = zip(keys, sentences).filter { seen.insert($0.0).inserted }
    var vectors: [[UInt8]: [Float]] = [:]
    let known = tried { try $0.vectors(unique.map(\.0)) } ?? []
    for ((key, _), vector) in zip(unique, known) { vectors[key] = vector }
    let missing = unique.filter { vectors[$0.0] == nil }
    if !missing.isEmpty {
      let blobs = try await base.encode(missing.map(\.1)).map(VectorBlob.bytes)
      let fresh = zip(missing, blobs).map { (key: $0.0, value: $1) }
      for (key, blob) in fresh { vectors[key] = VectorBlob.vector(blob) }
      _ = tried { try $0.keep(fresh) }
    }
    let result = keys.compactMap { vectors[$0] }
    let dimensions = dimensions ?? result.first?.count
    self.dimensions = dimensions
    guard result.count == sentences.count, result.allSatisfy({ $0.count == dimensions }) else {
      throw Diagnostic(
        .unavailable, "the sentence encoder's vectors are not like those it gave before",
        cure: file.map { "delete \($0) if the encoder's model has changed" })
    }
    return result
  }

  private func key(_ sentence: String) -> [UInt8] { Array(SHA256.hash("\(identity)\0\(sentence)".utf8).prefix(16)) }

  private func opened() -> VectorStore? {
    guard let file else { return nil }
    return attempt { try VectorStore(file: file, sizeLimit: sizeLimit) }
  }

  private func tried<Result>(_ work: (VectorStore) throws -> Result) -> Result? {
    guard let store else { return nil }
    let result = attempt { try work(store) }
    if result == nil { self.store = nil }
    return result
  }

  private func attempt<Result>(_ work: () throws -> Result) -> Result? {
    do { return try work() } catch {
      let reason = (error as? CacheDatabase.Failure)?.message ?? "\(error)"
      warn(
        Diagnostic(
          .inputOutput, file: file, "the cache of sentence vectors is not used: \(reason)", cure: "delete it, or set SATZPAAR_CACHE=off"))
      return nil
    }
  }
}
