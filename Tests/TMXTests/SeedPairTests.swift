import Corpus
import Foundation
import TMX
import TestPrograms
import TestSupport
import Testing

@Suite struct SeedPairTests {
  @Test("Other programs read every unit of the seed pair's memory", .enabled(if: hasPython, "no python3"))
  func gate() throws {
    let bitext = try seedPair()
    #expect(bitext.alignment.covers(german: 31, english: 34))
    let header = TMXHeader(toolVersion: "1", sourceLanguage: .english, creationDate: .now)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("satzpaar-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("kim-putin.tmx")
    try Data(try memory(header, bitext.translationUnits()).bytes).write(to: file)
    let result = try run(repositoryRoot + "/tools/check-tmx", [file.path])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("rules kept"))
  }

  /// The seed pair with its gold sentences and beads.
  private func seedPair() throws -> Bitext {
    func lines(_ name: String) throws -> [String] {
      try String(contentsOfFile: kimPutin + "/" + name, encoding: .utf8).split(separator: "\n").map(String.init)
    }
    let (german, english) = (try lines("de.sent"), try lines("en.sent"))
    let beads = try lines("gold.txt").map { line in
      let sides = line.split(separator: ":").map { $0.split { !$0.isNumber }.compactMap { Int($0) } }
      let texts = (sides[0].map { german[$0] }, sides[1].map { english[$0] })
      return (german: texts.0, english: texts.1, confidence: 1.0)
    }
    return .sample(beads)
  }
}

private let hasPython = (try? run("python3", ["--version"]))?.status == 0
