import Corpus
import Foundation
import TMX
import TestSupport
import Testing
import TranslationMemory

@Suite struct RealMemoryTests {
  private static let files = {
    [repositoryRoot + "/Tests/TMXTests/Files", developmentData + "/tmx/files"].flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.filter { $0.hasSuffix(".tmx") && $0 != "hs_zero.tmx" }.sorted().map { folder + "/" + $0 }
    }
  }()

  @Test("A real file is the same after import and export: its header and every unit, byte for byte", arguments: files)
  func roundTrip(path: String) throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let read = try TMXReader(file: path).read(bytes)
    for engine in MemoryEngine.available {
      let store = try engine.make().store
      let file = ImportedFile(name: path, fingerprint: "", header: read.header)
      try store.take(read.units, from: file, batch: 100)
      let export = MemoryExport(of: try store.files())
      #expect(export.header == read.header)
      var exported: [TMXUnit] = []
      try store.forEachPage(of: 64) { page in
        exported += page.compactMap(export.unit)
        return true
      }
      // Strings compare by canonical equivalence, their bytes do not.
      #expect(exported.count == read.units.count)
      #expect(zip(exported, read.units).allSatisfy { "\($0)".utf8.elementsEqual("\($1)".utf8) })
      #expect(try store.summary().variants == Dictionary(read.units.flatMap(\.variants).map { ($0.language, 1) }, uniquingKeysWith: +))
      try expectFound(read.units, in: store)
    }
  }

  /// Every variant is found by its hash, and each word of it by concordance.
  private func expectFound(_ units: [TMXUnit], in store: any MemoryStore) throws {
    for (index, unit) in units.enumerated().filter({ $0.offset % 17 == 0 }) {
      for (place, variant) in unit.variants.enumerated() {
        let text = try MatchText(variant.segment.plainText)
        let found = try store.entries(withHashes: [text.hash], language: variant.language)
        #expect(found.contains { ($0.unit, $0.variant) == (Int64(index + 1), place) })
        let query = ConcordanceQuery(text.text, language: variant.language)
        guard let hits = try? store.concordance(query, after: Int64(index), limit: 1) else { continue }
        #expect(hits.first?.id == Int64(index + 1), "\(text.text)")
      }
    }
  }
}
