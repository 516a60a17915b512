import Corpus
import Foundation
import TMX
import TestPrograms
import TestSupport
import Testing

/// The gate of `tools/check-tmx`.
@Suite struct OtherProgramsTests {
  @Test("Other programs read every unit of the seed pair's memory", .enabled(if: hasPython, "no python3"))
  func gate() throws {
    let bitext = try seedPair()
    #expect(bitext.alignment.covers(german: 31, english: 34))
    let header = TMXHeader(toolVersion: "1", sourceLanguage: .english, creationDate: .now)
    try expectGate(["kim-putin.tmx": try memory(header, bitext.translationUnits()).bytes])
  }

  @Test("Other programs read memories with inline elements that were read and written again", .enabled(if: hasPython, "no python3"))
  func levelTwo() throws {
    let paths = ownFiles.filter {
      $0.hasSuffix("lisa_ExportTest2A.tmx") || $0.hasSuffix("own_inline.tmx") || $0.hasSuffix("own_deprecated.tmx")
    }
    #expect(paths.count == 3)
    let written = try paths.map { path in
      (String(path.split(separator: "/").last ?? ""), try Memory(try bytes(of: path)).written())
    }
    try expectGate(Dictionary(uniqueKeysWithValues: written))
  }

  /// Expects `tools/check-tmx` to find nothing wrong.
  private func expectGate(_ files: [String: [UInt8]]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("satzpaar-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try files.map { name, bytes in
      let file = folder.appendingPathComponent(name)
      try Data(bytes).write(to: file)
      return file.path
    }
    let result = try run(repositoryRoot + "/tools/check-tmx", paths)
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.split(separator: "rules kept", omittingEmptySubsequences: false).count == files.count + 1)
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
