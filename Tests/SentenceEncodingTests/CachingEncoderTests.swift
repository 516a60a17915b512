import Corpus
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import SentenceEncoding

@Suite struct CachingEncoderTests {
  private let temporary: TemporaryFolder
  private var folder: String { temporary.path }
  private var file: String { folder + "/cache/embeddings.sqlite" }

  init() throws { temporary = try TemporaryFolder() }

  private static let texts = ["Guten Morgen.", "Good morning.", "", "Guten Morgen.", "a\0b", "u\u{308}ber", "über"]

  @Test("A second encoder, as of another day, reads all from the file, the very same numbers")
  func secondRun() async throws {
    let first = FakeEncoder()
    let vectors = try await CachingEncoder(first, file: file) { Issue.record("\($0)") }.encode(Self.texts)
    #expect(areNear(vectors, Self.texts.map(FakeEncoder.vector)))
    #expect(await first.encoded == ["Guten Morgen.", "Good morning.", "", "a\0b", "u\u{308}ber", "über"])
    let second = FakeEncoder()
    #expect(try await CachingEncoder(second, file: file) { Issue.record("\($0)") }.encode(Self.texts.reversed()) == vectors.reversed())
    #expect(await second.encoded.isEmpty)
  }

  @Test("Encoders of another identity share nothing")
  func identities() async throws {
    let (first, second) = (FakeEncoder(identity: "one"), FakeEncoder(identity: "two"))
    for encoder in [first, second] { _ = try await CachingEncoder(encoder, file: file) { Issue.record("\($0)") }.encode(["Ja."]) }
    #expect(await first.encoded == ["Ja."])
    #expect(await second.encoded == ["Ja."])
  }

  @Test("Without a file each call encodes, to the same rounded numbers")
  func noFile() async throws {
    let cached = try await CachingEncoder(FakeEncoder(), file: file) { Issue.record("\($0)") }.encode(Self.texts)
    let base = FakeEncoder()
    let encoder = CachingEncoder(base, file: nil) { Issue.record("\($0)") }
    #expect(try await encoder.encode(Self.texts) == cached)
    #expect(try await encoder.encode(["", ""]) == [cached[2], cached[2]])
    #expect(await base.encoded.count { $0.isEmpty } == 2)
  }

  @Test("Three processes fill one new file at once; afterwards all of it is there")
  func processes() async throws {
    async let first = #expect(processExitsWith: .success) { [file = file as String] in try await race(file, 0..<400) }
    async let second = #expect(processExitsWith: .success) { [file = file as String] in try await race(file, 200..<600) }
    try await race(file, 100..<500)
    _ = await (first, second)
    let base = FakeEncoder()
    let sentences = (0..<600).map { "Satz \($0)." }
    let vectors = try await CachingEncoder(base, file: file) { Issue.record("\($0)") }.encode(sentences)
    #expect(areNear(vectors, sentences.map(FakeEncoder.vector)))
    #expect(await base.encoded.isEmpty)
  }

  @Test("A file that is no cache, a folder and a place where no file can be are done without, after one warning", arguments: 0..<4)
  func damaged(_ kind: Int) async throws {
    try FileManager.default.createDirectory(atPath: folder + "/cache", withIntermediateDirectories: true)
    let path =
      switch kind {
      case 0: file
      case 1: folder
      case 2: "/dev/null/cache.sqlite"
      default: folder + "/cut.sqlite"
      }
    if kind == 0 { try Data(Array("kein SQLite, ".utf8) + repeatElement(7, count: 5000)).write(to: URL(filePath: path)) }
    if kind == 3 {
      // The pages after the first lost their content.
      try await fill(path, 0..<300)
      let size = try Data(contentsOf: URL(filePath: path)).count
      let handle = try #require(FileHandle(forUpdatingAtPath: path))
      try handle.seek(toOffset: 4096)
      try handle.write(contentsOf: Data(repeating: 0xAA, count: size - 4096))
    }
    let warnings = Mutex<[Diagnostic]>([])
    let encoder = CachingEncoder(FakeEncoder(), file: path) { warning in warnings.withLock { $0.append(warning) } }
    for _ in 0..<2 { #expect(areNear(try await encoder.encode(Self.texts), Self.texts.map(FakeEncoder.vector))) }
    let warning = try #require(warnings.withLock { $0.first })
    #expect(warnings.withLock { $0.count } == 1)
    #expect(warning.description.hasPrefix("\(path): the cache of sentence vectors is not used: "))
    #expect(warning.cure == "delete it, or set SATZPAAR_CACHE=off")
  }

  @Test("A vector with a changed bit is encoded again")
  func changedBit() async throws {
    _ = try await CachingEncoder(FakeEncoder(), file: file) { Issue.record("\($0)") }.encode(["Ja.", "Nein."])
    let database = try CacheDatabase(file: file)
    try database.run("UPDATE vectors SET value = zeroblob(64) WHERE rowid = 1")
    for expected in [["Ja."], []] {
      let base = FakeEncoder()
      let vectors = try await CachingEncoder(base, file: file) { Issue.record("\($0)") }.encode(["Ja.", "Nein."])
      #expect(areNear(vectors, ["Ja.", "Nein."].map(FakeEncoder.vector)))
      #expect(await base.encoded == expected)
    }
  }

  @Test("A model that changed its vectors' size behind its name is noticed")
  func changedModel() async throws {
    _ = try await CachingEncoder(FakeEncoder(), file: file) { Issue.record("\($0)") }.encode(["Ja."])
    let encoder = CachingEncoder(FakeEncoder(dimensions: 16), file: file) { Issue.record("\($0)") }
    let error = try await #require(throws: Diagnostic.self) { try await encoder.encode(["Ja.", "Nein."]) }
    #expect(error.kind == .unavailable && error.cure == "delete \(file) if the encoder's model has changed")
  }

  @Test("Over its size the file loses the vectors unused for longest")
  func leastRecentlyUsed() throws {
    let clock = Mutex(1_000_000)
    let store = try VectorStore(file: folder + "/small.sqlite", sizeLimit: 200_000) { clock.withLock { $0 } }
    let vector = VectorBlob.bytes([1] + repeatElement(0, count: 499))
    func key(_ number: Int) -> [UInt8] { SHA256.hash("\(number)".utf8) }
    for hour in 0..<1000 {
      clock.withLock { $0 += 7200 }
      try store.keep([(key(hour), vector)])
      #expect(try store.vectors([key(0)])[0] != nil, "in use, so kept")
    }
    let left = try store.vectors((0..<1000).map(key)).map { $0 != nil }
    let count = left.count { $0 }
    #expect((80...190).contains(count))
    #expect(left.suffix(count - 1).allSatisfy { $0 })
  }

  @Test("The file lies where XDG says, else in the home folder; off means none")
  func place() {
    func place(_ environment: [String: String]) -> String? { CachingEncoder.defaultFile(environment: environment) }
    #expect(place(["XDG_CACHE_HOME": "/c", "HOME": "/h"]) == "/c/satzpaar/embeddings.sqlite")
    #expect(place(["XDG_CACHE_HOME": "relative", "HOME": "/h"]) == "/h/.cache/satzpaar/embeddings.sqlite")
    #expect(place(["HOME": "/h", "SATZPAAR_CACHE": "off"]) == nil)
    #expect(place([:]) == nil)
  }

  @Test("Half precision keeps the cosines of random vectors to within 0.0005", arguments: 0..<20 as Range<UInt64>)
  func precision(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func vector() throws -> [Float] { try #require((0..<384).map { _ in Float.random(in: -1...1, using: &random) }.normalized) }
    let (first, second) = (try vector(), try vector())
    let kept = try #require(VectorBlob.vector(VectorBlob.bytes(first)))
    #expect(abs(cosine(kept, second) - cosine(first, second)) < 0.0005)
    #expect(abs(cosine(kept, kept) - 1) < 0.001)
  }
}

/// Encodes sentences in portions, as a process of its own does it.
private func fill(_ file: String, _ numbers: Range<Int>) async throws {
  let encoder = CachingEncoder(FakeEncoder(), file: file) { Issue.record("\($0)") }
  for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 10) {
    let sentences = (start..<start + 10).map { "Satz \($0)." }
    let vectors = try await encoder.encode(sentences)
    guard areNear(vectors, sentences.map(FakeEncoder.vector)) else { throw Diagnostic(.inputOutput, "wrong vectors") }
  }
}

/// As `fill`, but starts when three processes are ready for it.
private func race(_ file: String, _ numbers: Range<Int>) async throws {
  let folder = file + "-ready"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  try Data().write(to: URL(filePath: "\(folder)/\(numbers)"))
  while try FileManager.default.contentsOfDirectory(atPath: folder).count < 3 { try await Task.sleep(for: .milliseconds(1)) }
  try await fill(file, numbers)
}
